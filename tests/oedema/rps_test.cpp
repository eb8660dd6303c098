#include <doctest/doctest.h>

#include "base/units.h"
#include "oedema/constants.h"
#include "tests/oedema/press.h"

namespace lac::oedema {
namespace {

using oedema_test::for_each_node;
using oedema_test::make_brick;
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
  std::vector<double> p =
      ring_share(breast, {0.0, 0.0, kTop_m}, {0.0, 0.0, 1.0}, how.inner_m, how.outer_m);
  for (double& x : p) x *= how.pressure_Pa;
  const auto zone = [&](const std::vector<double>& field) {
    return zone_mean(breast, model, kTop_m, how.zone_radius_m, how.zone_depth_m, field);
  };

  Change change{.zone_Pa = zone(p)};
  const int steps = static_cast<int>(std::lround(how.hold_s / how.dt_s));
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

/// The same equations along one line, written again the plain way: fine cells, tiny explicit steps,
/// the sigmoid itself. Pressure p_ext(x) for 60 s, then 60 s of rest.
std::vector<double> line_reference(int cells, double length_m, double start_excess, double phi_0,
                                   const std::function<double(double)>& p_ext_Pa) {
  const OedemaParams params;
  const double h_m = length_m / cells, dt_s = 0.002;
  std::vector<double> e(cells, start_excess), flow(cells + 1, 0.0);
  const auto K = [&](double x) {
    return params.K_0_m2_per_Pa_s +
           (params.K_f_m2_per_Pa_s - params.K_0_m2_per_Pa_s) /
               (1.0 + std::exp(-(x - params.K_mid_frac) / params.K_width_frac));
  };
  for (int n = 0; n < 60000; ++n) {
    const double on = n < 30000 ? 1.0 : 0.0;
    for (int i = 1; i < cells; ++i) {
      const double drop_Pa = params.recoil_Pa * (e[i - 1] - e[i]) +
                             on * (p_ext_Pa((i - 0.5) * h_m) - p_ext_Pa((i + 0.5) * h_m));
      flow[i] = K(drop_Pa > 0.0 ? e[i - 1] : e[i]) * drop_Pa / h_m;
    }
    for (int i = 0; i < cells; ++i) e[i] += dt_s * (flow[i] - flow[i + 1]) / (phi_0 * h_m);
  }
  return e;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("oedema: in a skewed mesh fluid flees a pressure as along a line") {
    const double length_m = 0.06, phi_0 = 0.4;
    const auto p_ext_Pa = [&](double x_m) { return 3e3 / (1.0 + std::exp((x_m - 0.02) / 0.003)); };
    const std::vector<double> line = line_reference(120, length_m, 0.6, phi_0, p_ext_Pa);

    const anatomy::Breast breast =
        make_brick({.cells = {24, 6, 6}, .size_m = {length_m, 0.015, 0.015}, .jitter_frac = 0.2});
    OedemaParams params;
    params.excess_frac = 0.6;
    params.cfc_per_Pa_s = params.k_0_per_s = 0.0;
    const OedemaModel model = make_model(breast, params);
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    std::vector<double> p(model.volume_m3.size());
    for_each_node(breast, [&](int i, Vec3 x) { p[i] = p_ext_Pa(x.x); });
    for (int n = 0; n < 600; ++n) step(model, {.p_ext_Pa = p}, 0.1, state, flow);
    for (int n = 0; n < 60; ++n) step(model, {}, kRestTick_s, state, flow);

    // mean and worst difference at the nodes, 2.5-mm cells against a front 3 mm wide: measured 2 %
    // and 13 % of what moved
    double sum = 0.0, worst = 0.0, moved = 0.0;
    for_each_node(breast, [&](int i, Vec3 x) {
      const double reference = line[std::min(119, static_cast<int>(x.x / length_m * 120))];
      const double off = std::fabs(state.excess[i] - reference);
      sum += off;
      worst = std::max(worst, off);
      moved = std::max(moved, std::fabs(reference - 0.6));
    });
    CAPTURE(worst);
    CHECK(moved > 0.1);
    CHECK(sum / static_cast<double>(p.size()) < 0.04 * moved);
    CHECK(worst < 0.2 * moved);
  }
}

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
