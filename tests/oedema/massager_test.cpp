#include <doctest/doctest.h>

#include <cmath>

#include "base/units.h"
#include "oedema/constants.h"
#include "oedema/lymph.h"
#include "oedema/oedema.h"
#include "tests/oedema/brick.h"

namespace lac::oedema {
namespace {

/// What a head over the whole of a small swollen block takes up beyond rest, over its free fluid.
double taken_frac(double per_s, double pressure_Pa, double dt_s, double seconds) {
  OedemaParams params;
  params.excess_frac = params.areola_excess_frac = 0.6;
  const anatomy::Breast breast =
      oedema_test::make_brick({.cells = {1, 1, 1}, .size_m = {0.02, 0.02, 0.02}, .phi_0 = 0.2});
  const OedemaModel model = make_model(breast, params);
  const std::size_t nodes = model.volume_m3.size();
  const std::vector<double> surface(nodes, pressure_Pa), shaken(nodes, per_s), none(nodes, 0.0);
  const double free_m3 = fluid_m3(model, initial_state(model));
  const auto lymph_m3 = [&](const std::vector<double>& shaking) {
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    for (long i = 0; i < std::lround(seconds / dt_s); ++i)
      step(model, {.p_ext_Pa = none, .surface_Pa = surface, .shaken_per_s = shaking}, dt_s, state,
           flow);
    CHECK(std::fabs(flow.mass_error_m3) < 1e-15 * free_m3 * 1e3);
    return state.lymph_out_m3;
  };
  return (lymph_m3(shaken) - lymph_m3(none)) / free_m3;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("oedema: a massager's head takes what its vessels fill with and no more") {
    const double tau = kFillTime_s, kappa = OedemaParams{}.kappa;
    for (const double per_s : {0.2, 2.0, 80.0}) {
      // from full vessels over T:  w (L T + (1 - L)(1 - e^(-r T))/r),  r = 1/tau + w, L = 1/(r tau)
      const double r = 1.0 / tau + per_s, limit = 1.0 / (r * tau), T = 20.0;
      const double given = per_s * (limit * T + (1.0 - limit) * (1.0 - std::exp(-r * T)) / r);
      const double expected = kappa * given * kWrongWay_frac * stroke_share(800.0);
      // the free fluid falls meanwhile, by less than the share itself; collectors' filling: 1 %
      CHECK(taken_frac(per_s, 800.0, kTick_s, T) == doctest::Approx(expected).epsilon(0.01));
    }
  }

  TEST_CASE("oedema: how often it shakes hardly counts, the head's pressure never pays") {
    // beyond a few emptyings a second the vessels are as empty as they fill
    CHECK(taken_frac(100.0, 800.0, kTick_s, 60.0) < 1.15 * taken_frac(10.0, 800.0, kTick_s, 60.0));
    CHECK(taken_frac(50.0, 4000.0, kTick_s, 60.0) <=
          1.001 * taken_frac(50.0, 1000.0, kTick_s, 60.0));
    CHECK(taken_frac(50.0, 8000.0, kTick_s, 60.0) < 0.5 * taken_frac(50.0, 1000.0, kTick_s, 60.0));
    CHECK(shaken_per_s(100.0, 0.5e-3) == doctest::Approx(50.0));
    CHECK(shaken_per_s(100.0, 5e-3) == doctest::Approx(100.0));
    CHECK(shaken_per_s(0.0, 1e-3) == 0.0);
  }
}

TEST_SUITE("convergence") {
  TEST_CASE("oedema: a massager's uptake does not depend on the step") {
    const double fine = taken_frac(50.0, 800.0, 1.0 / 240.0, 20.0);
    // the filling is exact in any step; the free fluid it is a share of falls by 1e-3
    CHECK(taken_frac(50.0, 800.0, kTick_s, 20.0) == doctest::Approx(fine).epsilon(1e-4));
    CHECK(taken_frac(50.0, 800.0, 1.0, 20.0) == doctest::Approx(fine).epsilon(2e-3));
  }
}

}  // namespace lac::oedema
