#include "app/view_turn.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using namespace lac;

TEST_SUITE("unit") {
  TEST_CASE("view: a place that looks away is turned to, one in sight is left as it is") {
    const render::Camera front = render::Camera::preset(1, 1.0f);
    const std::array<ui::SkinPlace, 1> ahead{{{{0.0f, 0.0f, 0.09f}, {0.0f, 0.1f, 0.995f}}}};
    CHECK(app::facing(front, ahead) > 0.9f);
    CHECK_FALSE(app::turned_away(front, ahead));
    const render::Camera same = app::turned_to(front, ahead);
    CHECK(same.turn_rad == front.turn_rad);
    CHECK(same.tilt_rad == front.tilt_rad);

    // under the breast, and at its outer side
    const std::array<ui::SkinPlace, 1> below{{{{0.0f, -0.06f, 0.05f}, {0.0f, -0.95f, 0.31f}}}},
        outside{{{{0.08f, 0.0f, 0.02f}, {0.99f, 0.0f, -0.14f}}}};
    for (const auto& places : {below, outside}) {
      CHECK(app::turned_away(front, places));
      const render::Camera turned = app::turned_to(front, places);
      CHECK(app::facing(turned, places) > 0.5f);
      CHECK_FALSE(app::turned_away(turned, places));
      CHECK(std::abs(turned.turn_rad) <= render::Camera::kMostTurn_rad);
      CHECK(turned.tilt_rad >= render::Camera::kLeastTilt_rad);
      CHECK(turned.distance_m == front.distance_m);
    }
    // where a movement begins and ends, both are seen
    const std::array<ui::SkinPlace, 2> both{below[0], ahead[0]};
    const render::Camera turned = app::turned_to(front, both);
    CHECK(app::facing(turned, both) > app::facing(front, both) + 0.2f);
  }
}
