#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>

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

  TEST_CASE("oedema: strokes over all the skin of a breast at best double its lymph") {
    const anatomy::Breast breast = coarse_breast();
    const OedemaModel model = make_model(breast, day4(0.6));
    const std::size_t nodes = model.volume_m3.size();
    double rest_m3 = 0.0;
    for (std::size_t i = 0; i < nodes; ++i) {
      rest_m3 += 300.0 * model.filtration_per_s[i] * model.volume_m3[i];
    }
    // 5 minutes of 30 strokes a minute at 1 kPa on the skin where `covered` says
    const auto gain = [&](const std::function<bool(Vec3)>& covered) {
      OedemaState state = initial_state(model);
      OedemaFlow flow;
      std::vector<double> on_Pa(nodes, 0.0), off_Pa(nodes, 0.0);
      std::vector<Vec3> on(nodes), off(nodes);
      for (int i : breast.mesh.skin_node) {
        if (!covered(breast.mesh.node_m[i])) continue;
        on_Pa[i] = 1e3;
        on[i] = model.lymph_direction[i];
      }
      for (int n = 0; n < 18000; ++n) {
        const bool stretched = n % 120 < 60;
        step(model, {.surface_Pa = stretched ? on_Pa : off_Pa, .stroke = stretched ? on : off},
             kTick_s, state, flow);
      }
      return state.lymph_out_m3 / rest_m3;
    };
    const double all = gain([](Vec3) { return true; });
    const double quarter = gain([](Vec3 x) { return x.x > 0.0 && x.y > 0.0; });
    // physiology.md 7.6: a perfect treatment gives 2 to 3; 5 % for the first, fully filled stroke
    CHECK(all > 1.9);
    CHECK(all < 3.0);
    CHECK(quarter > 1.1);
    CHECK(quarter < 1.0 + 0.5 * (all - 1.0));
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
