#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "anatomy/breast.h"
#include "base/units.h"
#include "oedema/constants.h"
#include "tests/oedema/press.h"

namespace lac::oedema {
namespace {

using oedema_test::ring_share;

anatomy::Breast coarse_breast() {
  Expected<anatomy::Breast> breast = anatomy::build_breast({}, anatomy::Level::Coarse, "assets");
  REQUIRE(breast);
  return std::move(*breast);
}

OedemaParams day4(double areola_excess) {
  OedemaParams params;
  params.excess_frac = std::min(areola_excess, 0.4);
  params.areola_excess_frac = areola_excess;
  return params;
}

/// Ring of fingertips at the nipple base, 6 kPa; the areola's change of e and its way back.
struct Softening {
  double end = 0.0, after_20_min = 0.0, mass_error_frac = 0.0;
  int half_back_s = -1, most_sub_steps = 0;
};

Softening soften(const anatomy::Breast& breast, double areola_excess) {
  const OedemaModel model = make_model(breast, day4(areola_excess));
  OedemaState state = initial_state(model);
  OedemaFlow flow;
  std::vector<double> p = ring_share(breast, breast.landmarks.nipple_base_m,
                                     breast.landmarks.nipple_axis, 0.008, 0.020);
  for (double& x : p) x *= 6e3;
  Softening s;
  for (int n = 0; n < 7200; ++n) step(model, {.p_ext_Pa = p}, kTick_s, state, flow);
  s.end = flow.areola_excess - areola_excess;
  for (int t = 1; t <= 1200; ++t) {
    const StepReport report = step(model, {}, kRestTick_s, state, flow);
    s.most_sub_steps = std::max(s.most_sub_steps, report.iterations);
    if (s.half_back_s < 0 && flow.areola_excess - areola_excess > 0.5 * s.end) s.half_back_s = t;
  }
  s.after_20_min = flow.areola_excess - areola_excess;
  s.mass_error_frac = std::fabs(flow.mass_error_m3) / std::max(model.start_fluid_m3, 1e-6);
  return s;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("oedema: a coarse breast softens at the areola in 2 minutes and fills again") {
    const anatomy::Breast breast = coarse_breast();
    const Softening swollen = soften(breast, 0.6);
    // the areolar disc's phi_0 is 0.21 here against 0.4 in the notes' block: more, and sooner back
    CHECK(swollen.end < -0.2);
    CHECK(swollen.end > -0.5);
    CHECK(swollen.half_back_s > 60);
    CHECK(swollen.half_back_s < 480);
    CHECK(swollen.after_20_min > 0.15 * swollen.end);
    CHECK(swollen.mass_error_frac < 1e-11);  // round-off of 8400 steps
    CHECK(swollen.most_sub_steps <= 4);      // what a rest tick costs

    CHECK(soften(breast, 0.4).end < -0.1);
    CHECK(std::fabs(soften(breast, 0.2).end) < 0.06);
    CHECK(std::fabs(soften(breast, 0.0).end) < 0.005);
  }

  TEST_CASE("oedema: a coarse breast at rest stays at rest for 20 minutes") {
    const OedemaModel model = make_model(coarse_breast(), day4(0.6));
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    for (int t = 0; t < 1200; ++t) step(model, {}, kRestTick_s, state, flow);
    for (std::size_t i = 0; i < state.excess.size(); ++i) {
      CHECK(std::fabs(state.excess[i] - model.start_excess[i]) < 1e-12);  // round-off
    }
  }

  TEST_CASE("oedema: an areola of 0.6 takes a pit and normal skin does not") {
    const anatomy::Breast breast = coarse_breast();
    // skin of the areola, 15 mm from the nipple base
    int spot = -1;
    double nearest_m = 1.0;
    for (std::size_t k = 0; k < breast.skin_coord.size(); ++k) {
      const double off_m = std::fabs(breast.skin_coord[k].r_m - 0.015);
      if (off_m < nearest_m) nearest_m = off_m, spot = breast.mesh.skin_node[k];
    }
    std::vector<double> p =
        ring_share(breast, breast.mesh.node_m[spot], breast.landmarks.nipple_axis, 0.0, 0.008);
    for (double& x : p) x *= 10e3;
    const auto pit_m = [&](double excess) {
      const OedemaModel model = make_model(breast, day4(excess));
      OedemaState state = initial_state(model);
      OedemaFlow flow;
      for (int n = 0; n < 600; ++n) step(model, {.p_ext_Pa = p}, kTick_s, state, flow);
      return pit_depth_m(model, state, spot);
    };
    CHECK(pit_m(0.6) > kVisiblePit_m);
    CHECK(pit_m(0.2) < 0.5 * kVisiblePit_m);
    CHECK(pit_m(0.0) < 0.02e-3);
  }
}

}  // namespace lac::oedema
