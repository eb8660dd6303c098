#include <doctest/doctest.h>

#include <cmath>

#include "base/units.h"
#include "oedema/constants.h"
#include "oedema/oedema.h"
#include "tests/oedema/brick.h"

namespace lac::oedema {
namespace {

using oedema_test::make_brick;

/// Time on one spot until D reaches D_crit; cycles of 1.75 s with the load on for `duty` of it.
double time_to_injury_s(double excess, double force_N, double glide_m_per_s, double most_s) {
  // notes 6: mean over the pad, area 1.2 F^0.3 * 1.75 cm2; mean duty 0.385 of a cycle's peak
  const double pressure_Pa = force_N / (1.2 * std::pow(force_N, 0.3) * 1.75e-4);
  const int cycle_ticks = 105, on_ticks = 40;
  OedemaParams params;
  params.excess_frac = excess;
  const OedemaModel model = make_model(make_brick({.cells = {1, 1, 1}}), params);
  OedemaState state = initial_state(model);
  OedemaFlow flow;
  const std::vector<double> on_Pa(8, pressure_Pa), off_Pa(8, 0.0), glide(8, glide_m_per_s);
  for (int n = 0; n * kTick_s < most_s; ++n) {
    const bool on = n % cycle_ticks < on_ticks;
    step(model, {.surface_Pa = on ? on_Pa : off_Pa, .glide_m_per_s = glide}, kTick_s, state, flow);
    if (flow.worst_injury_frac >= 1.0) return n * kTick_s;
  }
  return most_s;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("oedema: gliding force injures in the times computed from Eliska's strokes") {
    // notes 6, one spot, oedema; 5 %: the duty is 40/105 ticks against 0.385, and times are rounded
    CHECK(time_to_injury_s(0.6, 3.0, 0.0, 3600.0) == 3600.0);
    CHECK(time_to_injury_s(0.6, 3.0, 0.003, 3600.0) == doctest::Approx(39 * 60).epsilon(0.06));
    CHECK(time_to_injury_s(0.6, 5.0, 0.008, 3600.0) == doctest::Approx(2.7 * 60).epsilon(0.06));
    CHECK(time_to_injury_s(0.6, 10.0, 0.020, 600.0) == doctest::Approx(24).epsilon(0.06));
    CHECK(time_to_injury_s(0.0, 10.0, 0.020, 600.0) == doctest::Approx(59).epsilon(0.06));
  }

  TEST_CASE("oedema: ten minutes of expert expression at 1 to 3 N do not injure swollen tissue") {
    for (double force_N : {1.0, 2.0, 3.0}) {
      CHECK(time_to_injury_s(0.6, force_N, 0.003, 600.0) == 600.0);
    }
  }

  TEST_CASE("oedema: a still press counts only when deep, and then a tenth") {
    const auto dose = [](double pressure_Pa, double glide_m_per_s) {
      const OedemaModel model = make_model(make_brick({.cells = {1, 1, 1}}), OedemaParams{});
      OedemaState state = initial_state(model);
      OedemaFlow flow;
      const std::vector<double> p(8, pressure_Pa), glide(8, glide_m_per_s);
      step(model, {.surface_Pa = p, .glide_m_per_s = glide}, 1.0, state, flow);
      return state.injury_Pa_s[0];
    };
    CHECK(dose(14e3, 0.0) == 0.0);
    CHECK(dose(20e3, 0.0) == doctest::Approx(0.1 * (20e3 - 9.3e3)).epsilon(1e-12));  // round-off
    CHECK(dose(20e3, 0.010) == doctest::Approx(0.5 * (20e3 - 9.3e3)).epsilon(1e-12));
    CHECK(dose(20e3, 0.080) == doctest::Approx(20e3 - 9.3e3).epsilon(1e-12));
    CHECK(dose(9e3, 0.080) == 0.0);
  }

  TEST_CASE("oedema: torn lymphatics take nothing up") {
    OedemaParams params;
    params.excess_frac = 0.6;
    params.cfc_per_Pa_s = params.k_0_per_s = 0.0;
    const OedemaModel model = make_model(make_brick({.cells = {1, 1, 1}}), params);
    OedemaState state = initial_state(model);
    for (std::size_t i = 0; i < 8; ++i) state.injury_Pa_s[i] = 2.0 * model.injury_limit_Pa_s[i];
    OedemaFlow flow;
    const std::vector<double> surface(8, 700.0);
    const std::vector<Vec3> draw(8, {1.0, 0.0, 0.0});
    for (int n = 0; n < 90; ++n) {
      step(model, {.surface_Pa = surface, .stroke = draw}, kTick_s, state, flow);
    }
    step(model, {}, kTick_s, state, flow);
    CHECK(state.lymph_out_m3 == 0.0);
  }
}

TEST_SUITE("unit") {
  TEST_CASE("oedema: every constant lies within its range and says where it is from") {
    for (const NamedConstant& c : kConstants) {
      CAPTURE(c.name);
      CHECK(c.constant.low <= c.constant.value);
      CHECK(c.constant.value <= c.constant.high);
      CHECK((c.constant.evidence == Evidence::Assumed) == c.constant.source.empty());
      if (c.constant.source.empty()) CHECK(c.constant.note.substr(0, 7) == "effect:");
    }
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("oedema: a copied state goes on to the same hash") {
    OedemaParams params;
    params.excess_frac = 0.6;
    const OedemaModel model =
        make_model(make_brick({.cells = {5, 5, 4}, .jitter_frac = 0.2}), params);
    const std::size_t nodes = model.volume_m3.size();
    std::vector<double> p(nodes), surface(nodes);
    std::vector<Vec3> draw(nodes);
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    const auto run = [&](int from, int to, OedemaState& s, OedemaFlow& f) {
      for (int n = from; n < to; ++n) {
        for (std::size_t i = 0; i < nodes; ++i) {
          p[i] = surface[i] = (n + static_cast<int>(i)) % 40 < 20 ? 2e3 : 0.0;
          draw[i] = surface[i] > 0.0 ? Vec3{0.0, 1.0, 0.0} : Vec3{};
        }
        step(model, {.p_ext_Pa = p, .surface_Pa = surface, .stroke = draw}, kTick_s, s, f);
      }
    };
    run(0, 100, state, flow);
    OedemaState copy = state;
    OedemaFlow fresh;  // nothing may live in the scratch
    run(100, 200, state, flow);
    run(100, 200, copy, fresh);
    Hasher a, b;
    hash_into(a, state);
    hash_into(b, copy);
    CHECK(a.digest() == b.digest());
  }
}

}  // namespace lac::oedema
