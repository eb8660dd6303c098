#include <doctest/doctest.h>

#include <cmath>

#include "render/patient_view.h"
#include "tests/render/context.h"
#include "tests/render/scenes.h"

using namespace lac;

namespace {

constexpr int kWidth = 240, kHeight = 160;
const render::Camera kCamera = render::Camera::preset(1, 1.0f);

using Pixels = std::vector<unsigned char>;

// Mean difference of bytes over a square round a place of the patient.
double changed(const Pixels& a, const Pixels& b, render::V3 place_m, int half) {
  const auto [x, y] = render::PatientView::project(kCamera, 1.5f, place_m);
  const int cx = static_cast<int>((0.5f + 0.5f * x) * kWidth);
  const int cy = static_cast<int>((0.5f + 0.5f * y) * kHeight);
  double sum = 0.0;
  int count = 0;
  for (int j = std::max(cy - half, 0); j < std::min(cy + half, kHeight); ++j)
    for (int i = std::max(cx - half, 0); i < std::min(cx + half, kWidth); ++i)
      for (int c = 0; c < 3; ++c) {
        const std::size_t at = (static_cast<std::size_t>(j) * kWidth + i) * 4 + c;
        sum += std::abs(static_cast<int>(a[at]) - static_cast<int>(b[at]));
        ++count;
      }
  return count > 0 ? sum / count : 0.0;
}

struct Bench {
  std::unique_ptr<render::PatientView> view;
  test::Stage stage;
  Pixels draw(const sim::Snapshot& s, const render::ViewOptions& o) {
    return test::pixels_of(view->draw(s, kCamera, o, kWidth, kHeight), kWidth, kHeight);
  }
  std::shared_ptr<const sim::Snapshot> rest() {
    sim::Simulation& sim = stage.sim(test::Stage::Who::Swollen);
    sim.restore(sim.start());
    sim.tick({});
    return sim.snapshot();
  }
};

Bench open() {
  auto view = render::PatientView::make(".");
  REQUIRE(view);
  return {std::move(*view), {}};
}

constexpr render::V3 kOnBreast{0.0f, 0.01f, 0.07f}, kOnDrape{-0.16f, -0.10f, 0.03f};

}  // namespace

TEST_SUITE("gpu") {
  TEST_CASE("render: every overlay and layer changes the breast and leaves the drape alone") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    const auto s = bench.rest();
    const Pixels plain = bench.draw(*s, {.quality = render::Quality::Plain});
    for (const render::Overlay overlay :
         {render::Overlay::TissuePressure, render::Overlay::Oedema, render::Overlay::Fullness}) {
      const Pixels shown = bench.draw(*s, {.overlay = overlay, .quality = render::Quality::Plain});
      INFO("overlay ", static_cast<int>(overlay));
      CHECK(changed(plain, shown, kOnBreast, 12) > 15.0);
      CHECK(changed(plain, shown, kOnDrape, 12) < 0.5);
    }
    // nothing is touched: pressure and coverage show nothing
    for (const render::Overlay overlay :
         {render::Overlay::ContactPressure, render::Overlay::Coverage}) {
      const Pixels shown = bench.draw(*s, {.overlay = overlay, .quality = render::Quality::Plain});
      CHECK(changed(plain, shown, kOnBreast, 12) < 0.5);
    }
    Pixels before = plain;
    for (const render::Layer layer : {render::Layer::Lobes, render::Layer::Ducts,
                                      render::Layer::Lymph, render::Layer::Oedema}) {
      const Pixels shown = bench.draw(*s, {.layer = layer, .quality = render::Quality::Plain});
      INFO("layer ", static_cast<int>(layer));
      CHECK(changed(plain, shown, kOnBreast, 16) > 8.0);
      CHECK(changed(before, shown, kOnBreast, 16) > 4.0);
      CHECK(changed(plain, shown, kOnDrape, 12) < 0.5);
      before = shown;
    }
    render::ViewOptions cut{.quality = render::Quality::Plain};
    cut.cut.on = true;
    const Pixels section = bench.draw(*s, cut);
    CHECK(changed(plain, section, {0.035f, 0.0f, 0.05f}, 8) > 8.0);    // taken away
    CHECK(changed(plain, section, {-0.035f, 0.02f, 0.06f}, 5) < 3.0);  // stays
    CHECK(glGetError() == GL_NO_ERROR);
  }

  TEST_CASE("render: touch is told under the cursor, and where a hand has been") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    sim::Snapshot s = *bench.rest();
    s.contact_pressure_Pa.assign(s.contact_pressure_Pa.size(), 6000.0f);
    bench.draw(s, {.quality = render::Quality::Plain});
    s.tick += 12;  // a fifth of a second later
    bench.draw(s, {.quality = render::Quality::Plain});
    const auto [x, y] = render::PatientView::project(kCamera, 1.5f, kOnBreast);
    const auto touch = bench.view->read(kCamera, x, y, 1.5f, render::Overlay::ContactPressure);
    REQUIRE(touch.has_value());
    CHECK(touch->value == doctest::Approx(6.0f).epsilon(0.01));
    CHECK(touch->share == doctest::Approx(0.5f).epsilon(0.01));
    // as the press meter says it: gentle up to 10 kPa
    CHECK(std::string(touch->word) == "gentle");
    const auto been = bench.view->read(kCamera, x, y, 1.5f, render::Overlay::Coverage);
    REQUIRE(been.has_value());
    CHECK(been->value == doctest::Approx(0.2f).epsilon(0.02));
    CHECK_FALSE(bench.view->read(kCamera, -0.97f, 0.9f, 1.5f, render::Overlay::Oedema).has_value());
  }

  TEST_CASE("render: no finger shows through skin, however hard it presses") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    sim::Simulation& sim = bench.stage.sim(test::Stage::Who::Comfortable);
    for (const auto posture : {input::Posture::SingleTip, input::Posture::FlatPads,
                               input::Posture::FlatPalm, input::Posture::RpsRing}) {
      sim.restore(sim.start());
      const double r_m = posture == input::Posture::RpsRing ? 0.0 : 0.045;
      fixtures::run_for(sim, fixtures::hand_at(sim, posture, {0.9, r_m}, 8.0), 0.5);
      bench.draw(*sim.snapshot(), {.quality = render::Quality::Plain});
      INFO("posture ", static_cast<int>(posture));
      // 1 mm: between the skin's drawn vertices, 3 mm apart, a pushed-out pad follows their chords
      CHECK(bench.view->deepest_hand_m() < 0.001f);
    }
  }

  TEST_CASE("render: a demonstration's ghost is seen, and hands can be made clear") {
    const test::Context context;
    if (!context) return;
    Bench bench = open();
    sim::Simulation& sim = bench.stage.sim(test::Stage::Who::Comfortable);
    sim.restore(sim.start());
    fixtures::run_for(sim, fixtures::hand_at(sim, input::Posture::FlatPads, {0.9, 0.045}, 1.0),
                      0.1);
    const auto s = sim.snapshot();
    sim::Snapshot bare = *s;
    bare.finger.clear();
    const Pixels none = bench.draw(bare, {.quality = render::Quality::Plain});
    render::ViewOptions o{.quality = render::Quality::Plain};
    o.ghost = s->finger;
    const render::V3 hand = render::v3(s->finger[1].a_m);
    const Pixels ghost = bench.draw(bare, o);
    CHECK(changed(none, ghost, hand, 8) > 4.0);
    o.ghost.clear();
    const Pixels solid = bench.draw(*s, o);
    o.hand_opacity = 0.3f;
    const Pixels clear = bench.draw(*s, o);
    CHECK(changed(none, solid, hand, 8) > 2.0 * changed(none, clear, hand, 8));
  }
}
