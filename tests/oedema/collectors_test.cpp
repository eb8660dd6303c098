#include "oedema/collectors.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "base/units.h"
#include "oedema/constants.h"
#include "tests/oedema/brick.h"

namespace lac::oedema {
namespace {

using oedema_test::make_brick;

/// 650 mL in one cube with 100 mL of room.
anatomy::Breast whole_breast() {
  const double side_m = std::cbrt(650e-6);
  return make_brick(
      {.cells = {1, 1, 1}, .size_m = {side_m, side_m, side_m}, .phi_0 = 100.0 / 650.0});
}

double sum_of(const GroupValues& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

struct Rig {
  anatomy::Breast breast = whole_breast();
  OedemaModel model;
  OedemaState state;
  OedemaFlow flow;
  explicit Rig(double excess = 0.6) {
    OedemaParams params;
    params.excess_frac = params.areola_excess_frac = excess;
    model = make_model(breast, params);
    state = initial_state(model);
  }
  void run(const OedemaLoad& load, double length_s, double dt_s = 1.0) {
    for (long i = 0; i < std::lround(length_s / dt_s); ++i) step(model, load, dt_s, state, flow);
  }
};

/// Lymph of ten minutes of the best strokes, 30 a minute at 1 kPa along the path, over rest.
double perfect_gain(double clearing, double warmth_scale, double* taken_mL = nullptr) {
  Rig rig;
  const std::size_t nodes = rig.model.volume_m3.size();
  std::vector<double> surface(nodes), p(nodes);
  std::vector<Vec3> draw(nodes);
  double rest_m3_per_s = 0.0;
  for (std::size_t i = 0; i < nodes; ++i)
    rest_m3_per_s += rig.model.filtration_per_s[i] * rig.model.volume_m3[i];
  OedemaLoad load{.p_ext_Pa = p, .surface_Pa = surface, .stroke = draw};
  load.clearing = {clearing, clearing, clearing};
  load.collector_scale = warmth_scale;
  for (int n = 0; n < 36000; ++n) {
    const bool on = n % 120 < 60;
    std::fill(surface.begin(), surface.end(), on ? 1e3 : 0.0);
    std::fill(p.begin(), p.end(), on ? 1e3 : 0.0);
    std::fill(draw.begin(), draw.end(), on ? Vec3{1.0, 0.0, 0.0} : Vec3{});
    step(rig.model, load, kTick_s, rig.state, rig.flow);
  }
  if (taken_mL != nullptr) *taken_mL = mL_from_m3(rig.state.lymph_out_m3);
  return rig.state.lymph_out_m3 / (600.0 * rest_m3_per_s);
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("oedema: collectors at rest pass on what is taken up, at 0.59 contractions a minute") {
    Rig rig;
    rig.run({}, 3600.0);
    for (int g = 0; g < kNodeGroups; ++g) {
      // stationary: only the tissue's own slow drift is left, 1e-3 in an hour
      CHECK(rig.state.collector_m3[g] ==
            doctest::Approx(rig.model.collector_rest_m3[g]).epsilon(1e-3));
      CHECK(60.0 * rig.flow.collector_Hz[g] == doctest::Approx(0.59).epsilon(1e-3));  // [E2.5]
    }
    CHECK(sum_of(rig.flow.reached_m3_per_s) ==
          doctest::Approx(rig.flow.lymph_m3_per_s).epsilon(1e-3));
  }

  TEST_CASE("oedema: what is taken up is on its way or has arrived") {
    Rig rig;
    OedemaLoad load;
    load.outflow_Pa = {2e3, 0.0, 8e3};
    load.clearing = {0.0, 0.7, 0.0};
    rig.run(load, 900.0, 0.5);
    const double start_m3 = sum_of(rig.model.collector_rest_m3);
    const double balance_m3 = sum_of(rig.state.collector_m3) + sum_of(rig.state.reached_m3) -
                              start_m3 - rig.state.lymph_out_m3;
    CHECK(std::fabs(balance_m3) < 1e-12 * rig.state.lymph_out_m3);
  }

  TEST_CASE("oedema: a stalled collector empties under clearing alone with its own time") {
    Rig rig;
    OedemaLoad load;
    load.outflow_Pa.fill(kCollectorStall_Pa);
    load.clearing.fill(1.0);
    OedemaScratch nothing_taken;
    for (int i = 0; i < 50; ++i)
      advance_collectors(rig.model, load, 0.4, nothing_taken, rig.state, rig.flow);
    for (int g = 0; g < kNodeGroups; ++g)  // 20 s of tau 10 s, exact in any parts
      CHECK(rig.state.collector_m3[g] ==
            doctest::Approx(rig.model.collector_rest_m3[g] * std::exp(-2.0)).epsilon(1e-12));
  }

  TEST_CASE("oedema: hyperaemia of 5 mmHg filters 6 mL an hour more") {
    Rig rig, still;
    rig.run({.capillary_Pa = Pa_from_mmHg(5.0)}, 60.0);
    still.run({}, 60.0);
    const double more = rig.flow.filtration_m3_per_s - still.flow.filtration_m3_per_s;
    // CFC dP V, less what one minute of it has already raised the tissue's pressure: 0.2 %
    CHECK(more == doctest::Approx(3.9e-9 * Pa_from_mmHg(5.0) * 650e-6).epsilon(0.01));
    CHECK(mL_from_m3(more) * 3600.0 == doctest::Approx(6.0).epsilon(0.05));  // [E1.8]
    Rig thin;
    thin.run({.oncotic_drop_Pa = Pa_from_mmHg(5.0)}, 60.0);
    CHECK(thin.flow.filtration_m3_per_s - still.flow.filtration_m3_per_s ==
          doctest::Approx(kReflection * more).epsilon(1e-3));
  }

  TEST_CASE("oedema: veins give under 4 kPa with 7 s and fill again") {
    anatomy::Breast breast = whole_breast();
    breast.gland_frac.assign(breast.mesh.tet.size(), 0.8);
    const OedemaModel model = make_model(breast, {});
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    const std::vector<double> p(model.volume_m3.size(), 4e3);
    for (int i = 0; i < 420; ++i) step(model, {.p_ext_Pa = p}, kTick_s, state, flow);
    // V = V_left + (1 - V_left) e^-1 after 7 s
    const double left = kVenousLeft_frac + (1.0 - kVenousLeft_frac) * std::exp(-1.0);
    CHECK(state.venous[0] == doctest::Approx(left).epsilon(1e-9));
    CHECK(flow.blood_lost_m3 == doctest::Approx(0.045 * 0.8 * 650e-6 * (1.0 - left)).epsilon(1e-9));
    CHECK(blood_change_frac(model, state, 0) ==
          doctest::Approx(-0.045 * 0.8 * (1.0 - left)).epsilon(1e-9));
    step(model, {}, 70.0, state, flow);
    CHECK(state.venous[0] == doctest::Approx(1.0).epsilon(1e-4));
    // below a venous pressure nothing is pressed out
    const std::vector<double> light(model.volume_m3.size(), 0.9e3);
    step(model, {.p_ext_Pa = light}, 70.0, state, flow);
    CHECK(state.venous[0] == doctest::Approx(1.0).epsilon(1e-4));
  }
}

TEST_SUITE("validation") {
  TEST_CASE("oedema: ten perfect minutes stay below three times rest and 3 mL, cleared and warm") {
    double taken_mL = 0.0;
    const double plain = perfect_gain(0.0, 1.0), cleared = perfect_gain(1.0, 1.4, &taken_mL);
    MESSAGE("perfect ten minutes: ", plain, " times rest, cleared first and warm ", cleared, ", ",
            taken_mL, " mL");
    CHECK(plain > 2.0);
    CHECK(cleared > plain);
    CHECK(cleared <= 1.2 * plain);  // proximal-first: at most a fifth (physiology.md 7.6)
    CHECK(cleared <= 3.0);
    CHECK(taken_mL <= 3.0);
  }

  TEST_CASE("oedema: a strap of 56 mmHg over the armpit ends its lymph within the quarter hour") {
    Rig rig, free;
    OedemaLoad load;
    load.outflow_Pa[0] = kCollectorStall_Pa;
    rig.run(load, 3600.0);
    free.run({}, 3600.0);
    CHECK(rig.flow.reached_m3_per_s[0] == 0.0);
    CHECK(rig.state.collector_m3[0] <= kCollectorShut * rig.model.collector_rest_m3[0]);
    CHECK(rig.flow.lymph_m3_per_s < 0.5 * free.flow.lymph_m3_per_s);
    CHECK(rig.flow.mean_excess > free.flow.mean_excess);
  }
}

}  // namespace lac::oedema
