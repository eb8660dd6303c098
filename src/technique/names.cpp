#include <array>

#include "technique/technique.h"

namespace lac::technique {

std::string_view plain_name(std::string_view id) {
  struct Name {
    std::string_view id, text;
  };
  static constexpr std::array kNames{
      Name{"palpation", "palpation"},
      Name{"pitting", "looking for a dent"},
      Name{"reverse-pressure-softening", "reverse pressure softening"},
      Name{"areolar-compression", "compression of the areola"},
      Name{"hand-expression", "hand expression"},
      Name{"stroke-nippleward", "strokes toward the nipple"},
      Name{"lymph-sweep", "light strokes toward the nodes"},
      Name{"node-circles", "circles on the node areas"},
      Name{"circular-massage", "circular massage"},
      Name{"tapping", "tapping"},
      Name{"kneading", "kneading"},
      Name{"roll", "rolling the breast"},
      Name{"hold-behind-plug", "a hold behind the lump"},
      Name{"support", "support from below"},
      Name{"nipple-touch", "touch of the nipple"},
      Name{"vibration", "vibration"},
      Name{"pump", "pumping"},
      Name{"warm-pack", "a warm pack"},
      Name{"cold-pack", "a cold pack"},
      Name{"oil", "oil"},
      Name{"cup", "a cup held ready"},
      Name{"latch", "offering the breast"},
  };
  for (const Name& name : kNames)
    if (name.id == id) return name.text;
  return {};
}

}  // namespace lac::technique
