#include <algorithm>

#include "base/language.h"
#include "render/view_options.h"

namespace lac::render {
namespace {

constexpr float kAreolaDeeper = 2.0f;  // Monk steps, ux.md "two to three"

// Scales of the overlays. Nobody has published hand pressures for these techniques, so their class
// limits are assumed (decisions.md "Pressure, force, lightness"); kPa here are contact means. Touch
// is parted as the press meter parts it (ui/constants.h), beyond the top of its colours.
const std::array<Legend, static_cast<std::size_t>(Overlay::kCount)> kLegends{{
    {mark("Skin"), mark("Skin"), "", 1.0f, false, "", "", {"", "", "", "", ""}, {0, 0, 0, 0}},
    {mark("Touch"),
     mark("Touch pressure"),
     mark("kPa"),
     12.0f,
     true,
     mark("light"),
     mark("firm"),
     {mark("no pressure"), mark("skin-stretch"), mark("gentle"), mark("firm but comfortable"),
      mark("painful")},
     {0.05f, 1.5f, 10.0f, 30.0f}},
    {mark("Tissue"),
     mark("Tissue pressure"),
     mark("kPa"),
     4.0f,
     true,
     mark("soft"),
     mark("tense"),
     {mark("soft"), mark("filled"), mark("firm"), mark("tense"), mark("very tense")},
     {0.5f, 1.2f, 2.2f, 3.2f}},
    {mark("Oedema"),
     mark("Oedema"),
     mark("of normal fluid"),
     0.8f,
     true,
     mark("little"),
     mark("much"),
     {mark("none"), mark("a little"), mark("some"), mark("much"), mark("very much")},
     {0.05f, 0.2f, 0.4f, 0.6f}},
    {mark("Fullness"),
     mark("Fullness of the lobes"),
     mark("of capacity"),
     1.25f,
     true,
     mark("empty"),
     mark("overfull"),
     {mark("nearly empty"), mark("partly full"), mark("well filled"), mark("full"),
      mark("overfull")},
     {0.25f, 0.5f, 0.8f, 1.05f}},
    {mark("Covered"),
     mark("Where the hand has been"),
     mark("s"),
     5.0f,
     false,
     mark("not yet"),
     mark("thoroughly"),
     {mark("not touched"), mark("brushed"), mark("touched"), mark("covered"), mark("covered well")},
     {0.1f, 0.5f, 1.5f, 3.5f}},
}};

}  // namespace

const Legend& legend(Overlay overlay) { return kLegends[static_cast<std::size_t>(overlay)]; }

std::span<const char* const> layer_names() {
  static constexpr std::array<const char*, static_cast<std::size_t>(Layer::kCount)> names{
      mark("skin"), mark("lobes"), mark("ducts"), mark("lymph vessels"), mark("oedema")};
  return names;
}

int verbal_class(const Legend& legend, float value) {
  int k = 0;
  while (k < 4 && value >= legend.edge[k]) ++k;
  return k;
}

V3 linear(Rgb colour) {
  return {static_cast<float>(linear_from_srgb(colour[0])),
          static_cast<float>(linear_from_srgb(colour[1])),
          static_cast<float>(linear_from_srgb(colour[2]))};
}

V3 linear_from_hex(unsigned hex) {
  return linear({static_cast<unsigned char>(hex >> 16), static_cast<unsigned char>(hex >> 8),
                 static_cast<unsigned char>(hex)});
}

V3 monk_tone(float tone) {
  const float t = clamp(tone - 1.0f, 0.0f, 9.0f);
  const int low = std::min(static_cast<int>(t), 8);
  return mix(linear(kMonkTones[low]), linear(kMonkTones[low + 1]), t - static_cast<float>(low));
}

// The darkest Monk tones lie close together and are nearly grey: half of the step is pigment alone.
V3 areola_tone(float tone) {
  const V3 skin = monk_tone(tone), stepped = monk_tone(tone + kAreolaDeeper);
  const V3 pigment{skin.x * 0.47f, skin.y * 0.39f, skin.z * 0.36f};
  return mix(stepped, pigment, 0.35f + 0.3f * smooth(5.0f, 8.0f, tone));
}

}  // namespace lac::render
