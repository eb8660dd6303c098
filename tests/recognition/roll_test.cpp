#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/math.h"
#include "base/units.h"
#include "fixtures/drive.h"
#include "technique/technique.h"

// One hand's cycles as the mouse makes them (press level at once, compression ramped up, then a
// drag), at every clock position and distance, on the real body: whatever the slope of the skin
// there, a roll is told as a roll, a slide as a slide, a squeeze as neither.

using namespace lac;
using technique::Manner;
using technique::TechniqueEvent;

namespace {

enum class Does { Roll, Slide, Squeeze };

struct Cycle {
  double clock = 12.0, span_mm = 30.0;
  double press_N = 1.2, squeeze_N = 1.5;
  Does does = Does::Roll;
  double drag_mm = 8.0;
  bool lifts = true;  // else the pads stay pressed back between compressions
};

constexpr double kBegin_s = 0.5, kDrag_s = 0.95, kDragged_s = 1.45, kOpen_s = 1.7, kLift_s = 1.9,
                 kPeriod_s = 2.6;

/// The hand at `t_s` of its cycle: 4 N/s to the squeeze, 10 N/s down, as the second button does.
input::HandInput hand_at(const Cycle& c, double clock_rad, Vec3 nipple_m, Vec3 inward, double t_s) {
  input::HandInput h{.posture = input::Posture::CHold,
                     .touching = !c.lifts || t_s < kLift_s,
                     .aim_m = nipple_m,
                     .twist_rad = clock_rad,
                     .span_m = 1e-3 * c.span_mm};
  h.press_N = h.touching ? c.press_N : 0.0;
  h.squeeze_N = t_s < kOpen_s ? clamp(4.0 * (t_s - kBegin_s), 0.0, c.squeeze_N)
                              : std::max(0.0, c.squeeze_N - 10.0 * (t_s - kOpen_s));
  const double frac = clamp((t_s - kDrag_s) / (kDragged_s - kDrag_s), 0.0, 1.0);
  // as the pointer does: the roll is let go of at once when the squeeze is gone
  const double back = h.squeeze_N > 0.0 || t_s < kOpen_s ? 0.0 : 1.0;
  const double dragged_m = h.touching ? 1e-3 * c.drag_mm * (frac - back) : 0.0;
  if (c.does == Does::Roll) h.roll_m = dragged_m;
  if (c.does == Does::Slide) h.aim_m += dragged_m * inward;
  return h;
}

struct Heard {
  std::vector<TechniqueEvent> events;
  int rolling = 0, sliding = 0;  // ticks in which the live label said so
};

/// Plays the cycles one after the other on the untouched body.
Heard play(sim::Simulation& sim, const std::vector<Cycle>& cycles) {
  sim.restore(sim.start());
  technique::Recogniser recogniser;
  Heard heard;
  for (const Cycle& c : cycles) {
    const double clock_rad = c.clock == 12.0 ? 0.0 : c.clock / 6.0 * kPi;
    const Vec3 nipple_m = sim.skin().nipple_base();
    const Vec3 inward = sim.skin().toward_nipple(sim.skin().at({clock_rad, 1e-3 * c.span_mm}));
    for (int i = 0; i < static_cast<int>(kPeriod_s / kTick_s); ++i) {
      input::InputFrame frame;
      frame.hands[0] = hand_at(c, clock_rad, nipple_m, inward, i * kTick_s);
      REQUIRE(sim.tick(frame).ok());
      recogniser.push(sim.observation());
      heard.rolling += recogniser.manner() == Manner::Rolling;
      heard.sliding += recogniser.manner() == Manner::Sliding;
    }
  }
  recogniser.finish();
  heard.events = recogniser.events();
  return heard;
}

/// The one event of hand expression in it; null if there is another number of them.
const TechniqueEvent* expression(const Heard& heard) {
  const TechniqueEvent* found = nullptr;
  for (const TechniqueEvent& e : heard.events) {
    if (e.id != "hand-expression") continue;
    if (found != nullptr) return nullptr;
    found = &e;
  }
  return found;
}

/// A hand at the bedside: leaning back, a swollen areola, either side.
sim::PatientParams reclined(anatomy::Side side) {
  sim::PatientParams patient = fixtures::swollen_areola();
  patient.breast.side = side;
  return patient;
}

}  // namespace

TEST_SUITE("recognition") {
  TEST_CASE("hold: the same cycle rolls, slides or only squeezes at every clock position") {
    for (const anatomy::Side side : {anatomy::Side::Left, anatomy::Side::Right}) {
      auto sim = fixtures::open(reclined(side));
      for (const double clock : {12.0, 3.0, 6.0, 9.0}) {
        for (const double span_mm : {25.0, 37.0}) {
          CAPTURE(clock);
          CAPTURE(span_mm);
          const Cycle roll{.clock = clock, .span_mm = span_mm};
          const Heard heard = play(*sim, {roll, roll});
          const TechniqueEvent* e = expression(heard);
          REQUIRE(e != nullptr);
          CHECK(e->measures.at("roll_share") == 1.0);
          CHECK(e->measures.at("slide_share") == 0.0);
          // 8 mm rolled: most of it without slip
          CHECK(e->measures.at("roll_m") > 0.005);
          CHECK(e->measures.at("slip_m") < 0.002);
          CHECK(heard.rolling > 0);
          CHECK(heard.sliding == 0);
        }
        const Cycle slide{.clock = clock, .does = Does::Slide, .drag_mm = 16.0};
        const Heard slid = play(*sim, {slide, slide});
        REQUIRE(expression(slid) != nullptr);
        CHECK(expression(slid)->measures.at("slide_share") == 1.0);
        CHECK(expression(slid)->measures.at("roll_share") == 0.0);
        CHECK(slid.sliding > 0);
        const Cycle squeeze{.clock = clock, .span_mm = 25.0, .does = Does::Squeeze};
        const Heard still = play(*sim, {squeeze, squeeze});
        REQUIRE(expression(still) != nullptr);
        CHECK(expression(still)->measures.at("slide_share") == 0.0);
        CHECK(expression(still)->measures.at("roll_share") == 0.0);
        CHECK(expression(still)->measures.at("slip_m") < 0.001);
      }
    }
  }

  TEST_CASE("hold: two slides among rolls are counted and placed, and leave the rolls' measures") {
    auto sim = fixtures::open(reclined(anatomy::Side::Left));
    const Cycle roll{.clock = 12.0};
    const Cycle slide{.clock = 3.0, .does = Does::Slide, .drag_mm = 16.0};
    const Heard rolled = play(*sim, {roll, roll, roll, roll, roll});
    const Heard mixed = play(*sim, {roll, roll, slide, roll, slide, roll, roll});
    const TechniqueEvent *pure = expression(rolled), *both = expression(mixed);
    REQUIRE(pure != nullptr);
    REQUIRE(both != nullptr);
    CHECK(both->measures.at("cycles") == 7.0);
    CHECK(both->measures.at("roll_share") == doctest::Approx(5.0 / 7.0));
    CHECK(both->measures.at("slide_share") == doctest::Approx(2.0 / 7.0));
    CHECK(both->measures.at("slip_m") < pure->measures.at("slip_m") + 0.001);
    CHECK(both->measures.at("roll_m") > pure->measures.at("roll_m") - 0.001);
    CHECK(both->because.english().find("2 with the pads at 3 and 9 o'clock") != std::string::npos);
    CHECK(both->measures.at("slide_clock_rad") == doctest::Approx(0.5 * kPi));
    CHECK(pure->measures.count("slide_clock_rad") == 0);
  }

  TEST_CASE("hold: pads that stay pressed back between compressions roll all the same") {
    auto sim = fixtures::open(reclined(anatomy::Side::Left));
    for (const double clock : {12.0, 3.0}) {
      CAPTURE(clock);
      const Cycle kept{.clock = clock, .lifts = false};
      const Heard heard = play(*sim, {kept, kept, kept, kept, kept});
      const TechniqueEvent* e = expression(heard);
      REQUIRE(e != nullptr);
      CHECK(e->measures.at("cycles") == 5.0);
      CHECK(e->measures.at("slide_share") == 0.0);
      CHECK(e->measures.at("roll_share") == 1.0);
      CHECK(e->measures.at("roll_m") > 0.005);
    }
  }

  TEST_CASE("hold: who squeezes hard and hardly presses back slips") {
    auto sim = fixtures::open(reclined(anatomy::Side::Left));
    const Cycle pinch{
        .clock = 12.0, .span_mm = 25.0, .press_N = 0.15, .squeeze_N = 2.5, .does = Does::Squeeze};
    const Heard heard = play(*sim, {pinch, pinch});
    double slip_m = 0.0, share = 0.0;
    for (const TechniqueEvent& e : heard.events)
      if (e.id == "hand-expression")
        slip_m = e.measures.at("slip_m"), share = e.measures.at("slide_share");
    CAPTURE(slip_m);
    CHECK(share > 0.0);
  }

  TEST_CASE("live: a fingertip dragged over the skin is told as sliding without a technique") {
    auto sim = fixtures::open(reclined(anatomy::Side::Left));
    technique::Recogniser recogniser;
    const Vec3 from_m = sim->skin().at({0.0, 0.070}).position_m;
    const Vec3 to_m = sim->skin().at({0.0, 0.035}).position_m;
    int gliding = 0;
    for (int i = 0; i < 90; ++i) {
      input::InputFrame frame;
      frame.hands[0] = {.posture = input::Posture::SingleTip, .touching = true, .press_N = 0.6};
      frame.hands[0].aim_m = from_m + clamp((i - 30) / 60.0, 0.0, 1.0) * (to_m - from_m);
      REQUIRE(sim->tick(frame).ok());
      recogniser.push(sim->observation());
      if (i < 30) CHECK(recogniser.manner() == Manner::None);
      gliding += recogniser.manner() == Manner::Gliding;
    }
    CHECK(gliding > 10);
  }
}
