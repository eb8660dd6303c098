#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/units.h"
#include "oedema/oedema.h"
#include "tests/oedema/brick.h"

namespace lac::oedema {
namespace {

using oedema_test::for_each_node;
using oedema_test::make_brick;

/// Areola of e 0.6 in the middle of breast of e 0.4, as engorgement_day4.
anatomy::Breast areola_brick() {
  anatomy::Breast breast = make_brick({.cells = {12, 12, 6}, .size_m = {0.12, 0.12, 0.03}});
  for_each_node(breast, [&](int i, Vec3 x) {
    const double r_m = std::hypot(x.x - 0.06, x.y - 0.06);
    breast.areola_weight[i] = r_m < 0.025 && x.z > 0.018 ? 1.0 : 0.0;
  });
  return breast;
}

OedemaParams day4_params() {
  OedemaParams params;
  params.excess_frac = 0.4;
  params.areola_excess_frac = 0.6;
  return params;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("oedema: after its first step a step allocates nothing") {
    const OedemaModel model = make_model(areola_brick(), day4_params());
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    const std::size_t nodes = model.volume_m3.size();
    const std::vector<double> p(nodes, 500.0);
    const std::vector<Vec3> draw(nodes, {1.0, 0.0, 0.0});
    const auto places = [&] {
      const OedemaScratch& x = flow.scratch;
      return std::vector<const void*>{state.excess.data(),
                                      state.lymph_fill.data(),
                                      state.stretch_peak_Pa.data(),
                                      state.stretch_s.data(),
                                      state.stretch_along_s.data(),
                                      state.injury_Pa_s.data(),
                                      x.node.data(),
                                      x.excess.data(),
                                      x.fill.data(),
                                      x.peak_Pa.data(),
                                      x.stretch_s.data(),
                                      x.along_s.data(),
                                      x.injury_Pa_s.data(),
                                      x.drive_Pa.data()};
    };
    step(model, {}, kTick_s, state, flow);
    const std::vector<const void*> first = places();
    for (int n = 0; n < 10; ++n) {
      step(model, {.p_ext_Pa = p, .surface_Pa = p, .stroke = draw}, kTick_s, state, flow);
      step(model, {}, kRestTick_s, state, flow);
    }
    CHECK(places() == first);
  }

  TEST_CASE("oedema: an areola of 0.6 beside 0.4 does not drift in 20 minutes") {
    const OedemaModel model = make_model(areola_brick(), day4_params());
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    for (int t = 0; t < 1200; ++t) {
      CHECK(step(model, {}, kRestTick_s, state, flow).flag == StepFlag::None);
    }
    CHECK(flow.areola_excess == doctest::Approx(0.6).epsilon(1e-9));
    for (std::size_t i = 0; i < state.excess.size(); ++i) {
      // offsets and sources balance term by term: round-off of 1200 steps
      CHECK(std::fabs(state.excess[i] - model.start_excess[i]) < 1e-12);
    }
    CHECK(flow.lymph_m3_per_s == doctest::Approx(flow.filtration_m3_per_s).epsilon(1e-12));
  }

  TEST_CASE("oedema: resting lymph is filtration at rest plus k_0 of the free fluid") {
    const OedemaModel model = make_model(areola_brick(), day4_params());
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    step(model, {}, kRestTick_s, state, flow);
    double volume_m3 = 0.0;
    for (double v : model.volume_m3) volume_m3 += v;
    const OedemaParams& p = model.params;
    const double expected_m3_per_s =
        p.cfc_per_Pa_s * 100.0 * volume_m3 + p.k_0_per_s * model.start_fluid_m3;
    CHECK(flow.lymph_m3_per_s == doctest::Approx(expected_m3_per_s).epsilon(1e-9));  // round-off
  }
}

TEST_SUITE("validation") {
  TEST_CASE("oedema: fluid is neither made nor lost while a hand works for two minutes") {
    const anatomy::Breast breast = areola_brick();
    const OedemaModel model = make_model(breast, day4_params());
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    std::vector<double> p(model.volume_m3.size());
    for (int tick = 0; tick < 7200; ++tick) {
      const double x_m = 0.06 + 0.02 * std::sin(0.01 * tick);
      for_each_node(breast, [&](int i, Vec3 x) {
        p[i] = 6e3 * std::exp(-((x.x - x_m) * (x.x - x_m) + (x.y - 0.06) * (x.y - 0.06)) / 4e-4);
      });
      step(model, {.p_ext_Pa = p}, kTick_s, state, flow);
    }
    // 7200 sums of numbers of 1e-5 m3 with 1e-16 each: far below 1e-11 of the fluid
    CHECK(std::fabs(flow.mass_error_m3) < 1e-11 * model.start_fluid_m3);
    for (double e : state.excess) CHECK(e > 0.0);
  }

  TEST_CASE("oedema: in small cells of dry tissue a step of 1 s splits itself and does not ring") {
    // phi_0 0.1 and 2 mm, where the notes' unsplit step diverged; checkerboard of e 1.0 and 0.6
    const anatomy::Breast breast =
        make_brick({.cells = {8, 8, 8}, .size_m = {0.016, 0.016, 0.016}, .phi_0 = 0.1});
    OedemaParams params;
    params.excess_frac = 0.8;
    const OedemaModel model = make_model(breast, params);
    OedemaState state = initial_state(model);
    for_each_node(breast, [&](int i, Vec3 x) {
      const long parity = std::lround((x.x + x.y + x.z) / 0.002) % 2;
      state.excess[i] = parity == 0 ? 1.0 : 0.6;
    });
    OedemaFlow flow;
    double lo = 0.6, hi = 1.0;
    for (int t = 0; t < 20; ++t) {
      const StepReport report = step(model, {}, kRestTick_s, state, flow);
      CHECK(report.flag == StepFlag::None);
      if (t == 0) CHECK(report.iterations > 3);
      const auto [least, most] = std::minmax_element(state.excess.begin(), state.excess.end());
      // sources differ by at most 3e-5 a second here
      CHECK(*least >= lo - 1e-4);
      CHECK(*most <= hi + 1e-4);
      lo = *least, hi = *most;
    }
    CHECK(hi - lo < 0.01);
  }

  TEST_CASE("oedema: redistribution makes no new highs when the hands go") {
    const anatomy::Breast breast = areola_brick();
    const OedemaModel model = make_model(breast, day4_params());
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    std::vector<double> p(model.volume_m3.size());
    for_each_node(breast, [&](int i, Vec3 x) { p[i] = x.x < 0.06 ? 4e3 : 0.0; });
    for (int tick = 0; tick < 3600; ++tick) step(model, {.p_ext_Pa = p}, kTick_s, state, flow);

    // with p_ext gone, recoil less offset is the only pressure: its extremes can only close in
    const auto extremes = [&] {
      std::array<double, 2> lo_hi{1e9, -1e9};
      for (std::size_t i = 0; i < state.excess.size(); ++i) {
        const double x = state.excess[i] - model.start_excess[i];
        lo_hi = {std::min(lo_hi[0], x), std::max(lo_hi[1], x)};
      }
      return lo_hi;
    };
    std::array<double, 2> last = extremes();
    CHECK(last[1] - last[0] > 0.1);
    for (int t = 0; t < 300; ++t) {
      step(model, {}, kRestTick_s, state, flow);
      const std::array<double, 2> now = extremes();
      // sources move e by at most 1e-4 a second where it is far from rest
      CHECK(now[0] >= last[0] - 1e-9);
      CHECK(now[1] <= last[1] + 1e-9);
      last = now;
    }
  }
}

}  // namespace lac::oedema
