#include <doctest/doctest.h>

#include "base/units.h"
#include "fixtures/drive.h"

using namespace lac;
using fixtures::Cycle;
using fixtures::Stroke;

namespace {

/// The breast with its let-down at full strength or asleep, without waiting for the hormone.
void set_let_down(sim::Simulation& sim, bool ejecting) {
  sim::State s = sim.start();
  if (ejecting) s.physiology.effect_pg_per_mL = s.physiology.adapted_pg_per_mL + 12.0;
  sim.restore(s);
}

/// Milk of ten cycles at 12/6, in mL.
double expressed_mL(sim::Simulation& sim, bool ejecting, const Cycle& cycle) {
  set_let_down(sim, ejecting);
  REQUIRE(fixtures::express(sim, cycle, 10));
  double out = 0.0;
  for (const double v : sim.state().here().ducts.out_m3) out += v;
  return mL_from_m3(out);
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE(
      "hand expression: rolling gives milk after let-down, and more than sliding or pinching the "
      "nipple") {
    const auto sim = fixtures::open(fixtures::comfortable());
    Cycle roll, slide, pinch, none;
    slide.stroke = Stroke::Slide;
    pinch.span_m = 0.002;
    pinch.stroke = Stroke::Still;
    none.press_N = none.squeeze_N = 0.0;
    const double dry = expressed_mL(*sim, false, roll);
    const double rolled = expressed_mL(*sim, true, roll);
    const double slid = expressed_mL(*sim, true, slide);
    const double pinched = expressed_mL(*sim, true, pinch);
    const double untouched = expressed_mL(*sim, true, none);
    INFO("mL of ten cycles: roll before let-down ", dry, ", roll ", rolled, ", slide ", slid,
         ", nipple ", pinched, ", light touch ", untouched);
    // the first strokes also find the milk that stands in the ducts (2 mL)
    CHECK(rolled > 2.5 * dry);
    // the untouched breast drips more than half of what a slide gives: what hands add is compared
    CHECK(slid > untouched);
    CHECK(rolled - untouched > 1.2 * (slid - untouched));
    CHECK(rolled > 1.2 * pinched);
    CHECK(rolled > 1.2 * untouched);
  }
  TEST_CASE("hand expression: 1 to 3 N a pad hurt and injure nobody") {
    const auto sim = fixtures::open(fixtures::comfortable());
    Cycle cycle;
    cycle.press_N = 2.0;
    cycle.squeeze_N = 3.0;
    double worst = 0.0;
    for (int i = 0; i < 20; ++i) {
      REQUIRE(fixtures::express(*sim, cycle, 1));
      worst = std::max(worst, sim->state().physiology.nrs);
    }
    CHECK(sim->oedema_flow().worst_injury_frac < 0.1);
    CHECK(worst <= 1.5);
  }
}
