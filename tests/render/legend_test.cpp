#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "base/colours.h"
#include "render/camera.h"
#include "render/view_options.h"

using namespace lac::render;

namespace {

// CIE L* of sRGB bytes.
double lightness(lac::Rgb byte) {
  const double y = 0.2126 * lac::linear_from_srgb(byte[0]) +
                   0.7152 * lac::linear_from_srgb(byte[1]) +
                   0.0722 * lac::linear_from_srgb(byte[2]);
  return y > 0.008856 ? 116.0 * std::cbrt(y) - 16.0 : 903.3 * y;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("render: cividis rises in lightness all the way") {
    double before = -1.0;
    for (int k = 0; k <= 200; ++k) {
      const double here = lightness(lac::cividis(k / 200.0));
      // bytes are rounded: half a byte is at most 0.2 of L* here
      CHECK(here > before - 0.2);
      before = std::max(before, here);
    }
    CHECK(lightness(lac::cividis(0.0)) < 20.0);
    CHECK(lightness(lac::cividis(1.0)) > 85.0);
  }

  TEST_CASE("render: each overlay has a scale, and its words part it in order") {
    for (int k = 1; k < static_cast<int>(Overlay::kCount); ++k) {
      const Legend& scale = legend(static_cast<Overlay>(k));
      INFO(scale.title);
      CHECK(scale.high > 0.0f);
      CHECK(std::strlen(scale.unit) > 0);
      for (std::size_t e = 1; e < scale.edge.size(); ++e) CHECK(scale.edge[e] > scale.edge[e - 1]);
      // touch has a class beyond the top of its colours: painful
      CHECK(scale.edge[2] < scale.high);
      CHECK(verbal_class(scale, 0.0f) == 0);
      CHECK(verbal_class(scale, 4.0f * scale.high) == 4);
      for (std::size_t e = 0; e < scale.edge.size(); ++e)
        CHECK(verbal_class(scale, scale.edge[e]) == static_cast<int>(e) + 1);
    }
  }

  TEST_CASE("render: tones go from light to dark, the areola deeper than its skin") {
    for (int tone = 1; tone <= 10; ++tone) {
      const V3 skin = monk_tone(static_cast<float>(tone)),
               disc = areola_tone(static_cast<float>(tone));
      CHECK(disc.y < skin.y);
      CHECK(disc.x > disc.z);  // brown, never grey
      if (tone > 3) CHECK(skin.y < monk_tone(static_cast<float>(tone - 1)).y);
    }
  }

  TEST_CASE("render: no way of turning takes the camera out of the working field") {
    Camera camera;
    for (int k = 0; k < 400; ++k) {
      camera.orbit(k % 7 == 0 ? 0.9f : -0.35f, k % 5 == 0 ? -0.7f : 0.4f);
      camera.zoom(k % 3 == 0 ? 0.5f : 1.4f);
      CHECK(camera.eye_m().z > 0.0f);  // in front of the chest
      CHECK(length(camera.eye_m() - camera.target_m) >= Camera::kNearest_m - 1e-4f);
      CHECK(length(camera.eye_m() - camera.target_m) <= Camera::kFarthest_m + 1e-4f);
    }
    for (int preset = 1; preset <= 4; ++preset)
      for (const float side : {1.0f, -1.0f}) {
        Camera c = Camera::preset(preset, side);
        const Camera as_set = c;
        c.orbit(0.0f, 0.0f);  // presets lie within the limits
        CHECK(c.turn_rad == as_set.turn_rad);
        CHECK(c.tilt_rad == as_set.tilt_rad);
        CHECK(length(c.target_m) < 0.06f);
      }
  }
}
