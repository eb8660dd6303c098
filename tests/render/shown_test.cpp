#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "render/painter.h"
#include "render/patient_view.h"
#include "tests/render/context.h"
#include "tests/render/scenes.h"

using namespace lac;

namespace {

constexpr int kWidth = 240, kHeight = 160;
using Pixels = std::vector<unsigned char>;

struct Bench {
  std::unique_ptr<render::PatientView> view;
  test::Stage stage;
  sim::Snapshot rest() {
    sim::Simulation& sim = stage.sim(test::Stage::Who::Swollen);
    sim.restore(sim.start());
    sim.tick({});
    return *sim.snapshot();
  }
  Pixels draw(const sim::Snapshot& s, const render::ViewOptions& o, int preset = 1) {
    return test::pixels_of(view->draw(s, render::Camera::preset(preset, 1.0f), o, kWidth, kHeight),
                           kWidth, kHeight);
  }
};

Bench open() {
  auto view = render::PatientView::make(".");
  REQUIRE(view);
  return {std::move(*view), {}};
}

// Largest difference of two pictures within a box of pixels.
int most_apart(const Pixels& a, const Pixels& b, int x0, int x1, int y0, int y1) {
  int most = 0;
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      for (std::size_t c = 0; c < 3; ++c) {
        const std::size_t at = (static_cast<std::size_t>(y) * kWidth + x) * 4 + c;
        most = std::max(most, std::abs(static_cast<int>(a[at]) - static_cast<int>(b[at])));
      }
  return most;
}

double mean_light(const Pixels& p, int x0, int x1, int y0, int y1) {
  double sum = 0.0;
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      for (std::size_t c = 0; c < 3; ++c)
        sum += p[(static_cast<std::size_t>(y) * kWidth + x) * 4 + c];
  return sum / (3.0 * (x1 - x0) * (y1 - y0));
}

}  // namespace

TEST_SUITE("gpu") {
  TEST_CASE("render: nothing of a covered breast is seen, from any side and in either quality") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    const sim::Snapshot s = bench.rest();
    for (const auto quality : {render::Quality::Plain, render::Quality::Good})
      for (const int preset : {1, 2, 4}) {
        CAPTURE(preset);
        // whatever her skin's tone, the covered half of the picture is the same
        render::ViewOptions o{.skin_tone = 1, .quality = quality, .covered = true};
        const Pixels light = bench.draw(s, o, preset);
        o.skin_tone = 10;
        const Pixels dark = bench.draw(s, o, preset);
        CHECK(most_apart(light, dark, 0, kWidth, 0, kHeight / 2) == 0);
        // and it is the cover that does it
        o.covered = false;
        const Pixels bare = bench.draw(s, o, preset);
        CHECK(most_apart(dark, bare, 0, kWidth, 0, kHeight / 2) > 60);
      }
  }

  TEST_CASE("render: the cover hides a breast that is fuller than when it was laid") {
    const test::Context context;
    if (!context) return;
    const sim::Snapshot full = open().rest();
    sim::Snapshot emptied = full;
    for (std::size_t k = 2; k < emptied.skin_m.size(); k += 3) emptied.skin_m[k] *= 0.75f;
    for (const auto quality : {render::Quality::Plain, render::Quality::Good}) {
      Bench bench = open();
      render::ViewOptions o{.skin_tone = 1, .quality = quality};
      bench.draw(emptied, o);  // as when a run is looked at again from its end
      o.covered = true;
      const Pixels light = bench.draw(full, o);
      o.skin_tone = 10;
      CHECK(most_apart(light, bench.draw(full, o), 0, kWidth, 0, kHeight / 2) == 0);
    }
  }

  TEST_CASE("render: tones beside each other are the same view, each in its own") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    const sim::Snapshot s = bench.rest();
    for (const auto quality : {render::Quality::Plain, render::Quality::Good}) {
      render::ViewOptions o{.skin_tone = 6, .quality = quality};
      const Pixels alone = bench.draw(s, o);
      o.tones = {2, 6, 9};
      const Pixels three = bench.draw(s, o);
      // the middle third shows the middle of the picture; its rims border on the others
      constexpr int third = kWidth / 3, rim = 5;
      CHECK(most_apart(alone, three, third + rim, 2 * third - rim, 2, kHeight - 2) <= 1);
      const auto light = [&](int k) {
        return mean_light(three, k * third + rim, (k + 1) * third - rim, kHeight / 3,
                          2 * kHeight / 3);
      };
      CHECK(light(0) > light(1) + 10.0);
      CHECK(light(1) > light(2) + 10.0);
      // under the pointer each column tells its own place
      const auto camera = render::Camera::preset(1, 1.0f);
      const auto middle = bench.view->pick(camera, 0.0f, 0.0f, 1.5f),
                 left = bench.view->pick(camera, -2.0f / 3.0f, 0.0f, 1.5f);
      REQUIRE(middle);
      REQUIRE(left);
      CHECK(length(middle->position_m - left->position_m) < 1e-4f);
    }
  }

  TEST_CASE("render: a less sharp picture takes its share of the same room") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    const sim::Snapshot s = bench.rest();
    const render::ViewOptions o{.quality = render::Quality::Plain};
    const auto camera = render::Camera::preset(1, 1.0f);
    const Pixels sharp = bench.draw(s, o);
    CHECK(bench.view->share()[0] == 1.0f);
    const Pixels half =
        test::pixels_of(bench.view->draw(s, camera, o, kWidth, kHeight, 0.5f), kWidth, kHeight);
    CHECK(bench.view->share()[0] == doctest::Approx(0.5 - 0.5 / kWidth));
    CHECK(bench.view->share()[1] == doctest::Approx(0.5 - 0.5 / kHeight));
    // the same view, smaller: each sixteenth of it is as light as that of the sharp one, but for
    // outlines that lie half a pixel otherwise
    for (int j = 0; j < 4; ++j)
      for (int i = 0; i < 4; ++i) {
        const int w = kWidth / 4, h = kHeight / 4;
        CHECK(mean_light(half, i * w / 2, (i + 1) * w / 2, j * h / 2, (j + 1) * h / 2) ==
              doctest::Approx(mean_light(sharp, i * w, (i + 1) * w, j * h, (j + 1) * h))
                  .epsilon(0.04));
      }
  }

  TEST_CASE("render: inflamed skin is deeper in colour on every tone, pale skin redder too") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    sim::Snapshot calm = bench.rest();
    calm.look.redness.assign(calm.excess.size(), 0.0f);
    sim::Snapshot inflamed = calm;
    inflamed.look.redness.assign(calm.excess.size(), 1.0f);
    inflamed.tick += 600;
    for (const auto quality : {render::Quality::Plain, render::Quality::Good})
      for (const int tone : {1, 4, 7, 10}) {
        CAPTURE(tone);
        const render::ViewOptions o{.skin_tone = tone, .quality = quality};
        calm.tick += 1200;
        inflamed.tick += 1200;
        const Pixels before = bench.draw(calm, o), after = bench.draw(inflamed, o);
        // above the areola
        const auto part = [&](const Pixels& p) {
          return mean_light(p, kWidth / 2 - 15, kWidth / 2 + 5, kHeight / 2 + 18, kHeight / 2 + 30);
        };
        CHECK(part(after) < 0.93 * part(before));
      }
  }
}

TEST_SUITE("unit") {
  TEST_CASE("render: veins stand out where the breast is tight, and where she has them") {
    sim::Snapshot s;
    s.look.shine.assign(10, 0.0f);
    const float soft = render::Painter::veins(s, {.veins = 0.25f});
    CHECK(soft == 0.25f);
    CHECK(render::Painter::veins(s, {.veins = 0.75f}) == 0.75f);
    s.look.shine.assign(10, 1.0f);
    CHECK(render::Painter::veins(s, {.veins = 0.25f}) == 1.0f);
  }
}
