#include <doctest/doctest.h>

#include "base/units.h"
#include "oedema/constants.h"
#include "tests/oedema/press.h"

namespace lac::oedema {
namespace {

using oedema_test::quarter;
using oedema_test::ring_share;
using oedema_test::zone_mean;

constexpr double kTop_m = 0.03;

/// A press on the quarter block and what the zone under it does.
struct Press {
  double cell_m = 0.005;
  double start_excess = 0.6;
  double pressure_Pa = 6e3, hold_s = 120.0, dt_s = 0.1;
  double inner_m = 0.008, outer_m = 0.020;  // ring
  double zone_radius_m = 0.0125, zone_depth_m = 0.012;
  double recover_s = 1200.0;
};

struct Change {
  double zone_Pa = 0.0;                              // mean external pressure in the zone
  double after_30 = 0.0, after_60 = 0.0, end = 0.0;  // change of mean e
  double half_back_s = -1.0, most_back_s = -1.0;     // time to 50 and 90 % of the way back
  double pit_m = 0.0, least = 0.0, most = 0.0;       // at the end of the hold
  double back_end = 0.0;
};

Change press(const Press& how) {
  const anatomy::Breast breast = make_brick(quarter(how.cell_m));
  OedemaParams params;
  params.excess_frac = params.areola_excess_frac = how.start_excess;
  const OedemaModel model = make_model(breast, params);
  OedemaState state = initial_state(model);
  OedemaFlow flow;
  std::vector<double> p = ring_share(breast, kTop_m, how.inner_m, how.outer_m);
  for (double& x : p) x *= how.pressure_Pa;
  const auto zone = [&](const std::vector<double>& field) {
    return zone_mean(breast, model, kTop_m, how.zone_radius_m, how.zone_depth_m, field);
  };

  Change change{.zone_Pa = zone(p)};
  const int steps = static_cast<int>(how.hold_s / how.dt_s + 0.5);
  for (int n = 1; n <= steps; ++n) {
    step(model, {.p_ext_Pa = p}, how.dt_s, state, flow);
    const double drop = zone(state.excess) - how.start_excess;
    if (n * how.dt_s <= 30.0 + 1e-9) change.after_30 = drop;
    if (n * how.dt_s <= 60.0 + 1e-9) change.after_60 = drop;
    change.end = drop;
  }
  change.pit_m = pit_depth_m(model, state,
                             brick_node(quarter(how.cell_m), 0, 0, quarter(how.cell_m).cells[2]));
  change.least = *std::min_element(state.excess.begin(), state.excess.end());
  change.most = *std::max_element(state.excess.begin(), state.excess.end());
  for (int t = 1; t <= how.recover_s; ++t) {
    step(model, {}, kRestTick_s, state, flow);
    const double drop = zone(state.excess) - how.start_excess;
    if (change.half_back_s < 0.0 && drop > 0.5 * change.end) change.half_back_s = t;
    if (change.most_back_s < 0.0 && drop > 0.1 * change.end) change.most_back_s = t;
    change.back_end = drop;
  }
  return change;
}

Press fingertip(double start_excess) {
  return {.cell_m = 0.004,
          .start_excess = start_excess,
          .pressure_Pa = 10e3,
          .hold_s = 10.0,
          .dt_s = kTick_s,
          .inner_m = 0.0,
          .outer_m = 0.008,
          .zone_radius_m = 0.007,
          .zone_depth_m = 0.010,
          .recover_s = 60.0};
}

}  // namespace

TEST_SUITE("validation") {
  // reference: physiology-notes 4, an implicit axisymmetric solution of the same equations.
  // Bands: its own cells of 1 to 2.5 mm differ by up to 17 %; ours are 5 mm, so 25 %.
  TEST_CASE("oedema: pressing a ring softens a swollen areola and it fills again in minutes") {
    const Change c = press({});
    CHECK(c.zone_Pa == doctest::Approx(0.46 * 6e3).epsilon(0.05));
    CHECK(c.after_30 == doctest::Approx(-0.18).epsilon(0.25));
    CHECK(c.after_60 == doctest::Approx(-0.24).epsilon(0.25));
    CHECK(c.end == doctest::Approx(-0.30).epsilon(0.25));
    CHECK(c.half_back_s > 120.0);
    CHECK(c.half_back_s < 480.0);
    CHECK(c.most_back_s > 360.0);
    CHECK(c.most_back_s < 900.0);
    CHECK(c.least > 0.0);
  }

  TEST_CASE("oedema: without free fluid a ring does next to nothing") {
    CHECK(std::fabs(press({.start_excess = 0.0, .recover_s = 0.0}).end) < 0.005);
    // notes: -0.02, and never half back
    const Change little = press({.start_excess = 0.2});
    CHECK(little.end > -0.04);
    CHECK(little.half_back_s < 0.0);
  }

  TEST_CASE("oedema: more fluid gives more, and comes back sooner") {
    double last_end = 0.0, last_half_s = 1e9;
    for (double e : {0.4, 0.6, 1.0, 1.2}) {
      const Change c = press({.start_excess = e});
      CAPTURE(e);
      CHECK(c.end < last_end);
      CHECK(c.half_back_s < last_half_s);
      last_end = c.end;
      last_half_s = c.half_back_s;
    }
  }

  TEST_CASE("oedema: pressing harder and longer barely pays") {
    // notes: 4 kPa 60 s -0.22, 8 kPa 180 s -0.32 at e 0.6
    const double light = press({.pressure_Pa = 4e3, .hold_s = 60.0, .recover_s = 0.0}).end;
    const double hard = press({.pressure_Pa = 8e3, .hold_s = 180.0, .recover_s = 0.0}).end;
    CHECK(light == doctest::Approx(-0.22).epsilon(0.25));
    CHECK(hard == doctest::Approx(-0.32).epsilon(0.25));
    CHECK(hard / light < 1.7);  // six times the dose
  }

  TEST_CASE("oedema: a fingertip leaves a pit from e 0.35 and none up to 0.25") {
    // E1.10: pitting shows from about 30 % more fluid
    CHECK(press(fingertip(0.0)).pit_m < 0.01e-3);
    CHECK(press(fingertip(0.25)).pit_m < kVisiblePit_m);
    CHECK(press(fingertip(0.35)).pit_m > kVisiblePit_m);
    const Change deep = press(fingertip(0.6));
    CHECK(deep.pit_m ==
          doctest::Approx(1.5e-3).epsilon(0.15));  // notes; averaged over a wider patch
    CHECK(deep.half_back_s > 10.0);                // notes: 23 s
    CHECK(deep.half_back_s < 40.0);
  }
}

TEST_SUITE("convergence") {
  TEST_CASE("oedema: softening agrees between cells of 5 and 3 mm") {
    const Change coarse = press({.recover_s = 300.0});
    const Change fine = press({.cell_m = 0.003, .recover_s = 300.0});
    // measured 3 % and 2 %; the zone's edge falls differently between the nodes
    CHECK(coarse.end == doctest::Approx(fine.end).epsilon(0.06));
    CHECK(coarse.half_back_s == doctest::Approx(fine.half_back_s).epsilon(0.06));
  }

  TEST_CASE("oedema: ticks of 1/60 s and of 1 s agree") {
    const Change tick = press({.dt_s = kTick_s, .recover_s = 0.0});
    const Change rest = press({.dt_s = kRestTick_s, .recover_s = 0.0});
    CHECK(std::fabs(tick.end - rest.end) < 0.002);  // notes 10: 0.001 in e; ours steps by the front
    CHECK(std::fabs(tick.after_30 - rest.after_30) < 0.002);
  }
}

}  // namespace lac::oedema
