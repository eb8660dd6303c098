#include "physiology/let_down.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/units.h"

namespace lac::physiology {
namespace {

/// What one session showed.
struct Session {
  int ejections = 0;
  double first_s = -1.0, contracted_s = 0.0, last_s = -1.0;
  std::vector<double> at_s;
};

template <class Stimulus>
Session run(const PhysiologyParams& params, double length_s, double dt_s, Stimulus stimulus) {
  const PhysiologyModel model = make_model(params);
  PhysiologyState state = initial_state(model);
  PhysiologyOut out;
  Session session;
  const long steps = std::lround(length_s / dt_s);
  for (long i = 0; i < steps; ++i) {
    const double t_s = static_cast<double>(i) * dt_s;
    const PhysiologyLoad load{.nipple_stimulus = stimulus(t_s),
                              .tissue_Pa = params.resting_tissue_Pa};
    step(model, load, dt_s, state, out);
    if (state.contraction > kEjectionOn) session.contracted_s += dt_s;
    if (state.ejections > session.ejections) {
      session.ejections = state.ejections;
      session.at_s.push_back(t_s + dt_s);
    }
  }
  if (!session.at_s.empty()) session.first_s = session.at_s.front();
  return session;
}

/// Means over many mothers.
struct Many {
  double ejections = 0.0, first_s = 0.0, length_s = 0.0, low_s = 0.0, high_s = 0.0;
};

template <class Stimulus>
Many run_many(PhysiologyParams params, double length_s, Stimulus stimulus) {
  constexpr int kMothers = 200;
  Many many;
  std::vector<double> first_s;
  int with = 0;
  for (int seed = 1; seed <= kMothers; ++seed) {
    params.mother_seed = params.session_seed = static_cast<std::uint64_t>(seed);
    const Session one = run(params, length_s, 0.5, stimulus);
    many.ejections += static_cast<double>(one.ejections) / kMothers;
    if (one.ejections == 0) continue;
    first_s.push_back(one.first_s);
    many.length_s += one.contracted_s / one.ejections;
    ++with;
  }
  std::sort(first_s.begin(), first_s.end());
  for (const double s : first_s) many.first_s += s / static_cast<double>(first_s.size());
  many.low_s = first_s[first_s.size() / 20];
  many.high_s = first_s[first_s.size() * 19 / 20];
  many.length_s /= with;
  return many;
}

const auto kFull = [](double) { return 1.0; };
const auto kNothing = [](double) { return 0.0; };

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("physiology: oxytocin fades as two compartments do, at both their rates") {
    // s^2 - (k + q + r) s + k r = 0 in 1/min: k = 1.5/6.9, q = 0.3/6.9, r = 0.3/2.5
    const double k = 1.5 / 6.9, q = 0.3 / 6.9, r = 0.3 / 2.5, mean = 0.5 * (k + q + r);
    const double apart = std::sqrt(mean * mean - k * r);
    const double fast = mean + apart, slow = mean - apart;
    const PhysiologyParams params;
    const auto after = [&](double depot, double minutes) {
      PhysiologyState state;
      state.plasma_pg_per_mL = kBaseline_pg_per_mL + 10.0;
      state.depot_pg_per_mL = kBaseline_pg_per_mL + depot;
      state.effect_pg_per_mL = state.adapted_pg_per_mL = kBaseline_pg_per_mL;
      for (int i = 0; i < std::lround(minutes * 3600.0); ++i)
        advance_oxytocin(params, 1.0 / 60.0, 0.0, state);
      return state.plasma_pg_per_mL - kBaseline_pg_per_mL;
    };
    // a bolus meets an empty depot, an infusion of hours leaves a full one; 1e-9: round-off of the
    // steps
    for (const double depot : {0.0, 10.0})
      for (const double minutes : {3.2, 12.0}) {
        const double a = ((k + q - slow) * 10.0 - q * depot) / (fast - slow);
        const double expected =
            a * std::exp(-fast * minutes) + (10.0 - a) * std::exp(-slow * minutes);
        CHECK(after(depot, minutes) == doctest::Approx(expected).epsilon(1e-9));
      }
    // [D10]: 3.2 min after a bolus, 4.8 after an infusion
    CHECK(after(0.0, 3.2) < 5.0);
    CHECK(after(10.0, 3.2) > 5.0);
  }

  TEST_CASE("physiology: the hormone's steps are exact: one of 100 s equals 6000 of 1/60 s") {
    const PhysiologyParams params;
    PhysiologyState once, often;
    once.plasma_pg_per_mL = often.plasma_pg_per_mL = 9.0;
    once.depot_pg_per_mL = often.depot_pg_per_mL = 6.0;
    once.effect_pg_per_mL = often.effect_pg_per_mL = 3.0;
    advance_oxytocin(params, 100.0, 1.3, once);
    for (int i = 0; i < 6000; ++i) advance_oxytocin(params, 1.0 / 60.0, 1.3, often);
    // round-off of 6000 steps
    CHECK(often.plasma_pg_per_mL == doctest::Approx(once.plasma_pg_per_mL).epsilon(1e-10));
    CHECK(often.depot_pg_per_mL == doctest::Approx(once.depot_pg_per_mL).epsilon(1e-10));
    CHECK(often.effect_pg_per_mL == doctest::Approx(once.effect_pg_per_mL).epsilon(1e-10));
    CHECK(often.adapted_pg_per_mL == doctest::Approx(once.adapted_pg_per_mL).epsilon(1e-10));
  }

  TEST_CASE("physiology: the hormone's chain solves its four equations") {
    const PhysiologyParams params;
    PhysiologyState state;
    state.plasma_pg_per_mL = 9.0;
    state.depot_pg_per_mL = 5.0;
    state.effect_pg_per_mL = 4.0;
    state.adapted_pg_per_mL = 2.5;
    const PhysiologyState before = state;
    const double h_s = 1e-3, release_ng_per_s = 1.7;
    advance_oxytocin(params, h_s, release_ng_per_s, state);

    // forward differences over 1 ms against the right-hand sides: error h/2 times a rate, below
    // 1e-4
    const double k = kClearance_m3_per_s / kCentral_m3, q = kExchange_m3_per_s / kCentral_m3;
    const double source = release_ng_per_s * 1000.0 / (kCentral_m3 * 1e6);
    CHECK(
        (state.plasma_pg_per_mL - before.plasma_pg_per_mL) / h_s ==
        doctest::Approx(source - k * (9.0 - kBaseline_pg_per_mL) - q * (9.0 - 5.0)).epsilon(1e-4));
    CHECK((state.depot_pg_per_mL - before.depot_pg_per_mL) / h_s ==
          doctest::Approx(kExchange_m3_per_s / kPeripheral_m3 * (9.0 - 5.0)).epsilon(1e-4));
    CHECK((state.effect_pg_per_mL - before.effect_pg_per_mL) / h_s ==
          doctest::Approx((9.0 - 4.0) / kEffectDelay_s).epsilon(1e-4));
    CHECK((state.adapted_pg_per_mL - before.adapted_pg_per_mL) / h_s ==
          doctest::Approx((4.0 - 2.5) / kAdaptation_s).epsilon(1e-4));
  }

  TEST_CASE("physiology: a pulse fires when the urge has been fed for theta over r") {
    PhysiologyParams params;
    params.urge_fade_s = 0.0;
    const PhysiologyModel model = make_model(params);
    PhysiologyState state = initial_state(model);
    PhysiologyOut out;
    const double wait_s = state.threshold / params.pulse_rate_per_s;
    const double ticks = std::floor(wait_s / kTick_s);
    const PhysiologyLoad load{.nipple_stimulus = 1.0};
    for (double i = 0; i < ticks; ++i) step(model, load, kTick_s, state, out);
    CHECK(state.pulses == 0);
    step(model, load, kTick_s, state, out);
    CHECK(state.pulses == 1);
    // the release began inside that tick and runs 40 s from there
    CHECK(state.release_s ==
          doctest::Approx(kRelease_s - (ticks + 1.0) * kTick_s + wait_s).epsilon(1e-9));
  }

  TEST_CASE("physiology: a fading urge fires at tau ln(r tau/(r tau - theta))") {
    PhysiologyParams params;
    params.urge_fade_s = 300.0;
    const PhysiologyModel model = make_model(params);
    PhysiologyState state = initial_state(model);
    PhysiologyOut out;
    const double level = params.pulse_rate_per_s * params.urge_fade_s;
    REQUIRE(level > state.threshold);
    const double wait_s = params.urge_fade_s * std::log(level / (level - state.threshold));
    step(model, {.nipple_stimulus = 1.0}, wait_s - 1e-6, state, out);
    CHECK(state.pulses == 0);
    step(model, {.nipple_stimulus = 1.0}, 2e-6, state, out);
    CHECK(state.pulses == 1);

    // and without stimulus it is forgotten: exp(-t/tau)
    PhysiologyState idle = initial_state(model);
    idle.urge = 0.5;
    step(model, {}, 600.0, idle, out);
    CHECK(idle.urge == doctest::Approx(0.5 * std::exp(-2.0)).epsilon(1e-12));
  }
}

TEST_SUITE("convergence") {
  TEST_CASE("physiology: let-down comes at the same moment at 1 s and at 1/60 s") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      PhysiologyParams params;
      params.mother_seed = seed;
      const Session ticks = run(params, 900.0, kTick_s, kFull);
      const Session rest = run(params, 900.0, kRestTick_s, kFull);
      REQUIRE(ticks.ejections == rest.ejections);
      // pulses begin inside the step: only the reading of the clock is a second wide
      for (std::size_t i = 0; i < ticks.at_s.size(); ++i)
        CHECK(std::fabs(ticks.at_s[i] - rest.at_s[i]) <= 1.0);
    }
  }
}

TEST_SUITE("validation") {
  TEST_CASE("physiology: a session of full stimulus has 4.3 ejections, the first near 100 s") {
    const Many pump = run_many({}, 900.0, kFull);
    MESSAGE("ejections ", pump.ejections, ", first ", pump.first_s, " s (", pump.low_s, " to ",
            pump.high_s, "), each ", pump.length_s, " s");
    CHECK(std::fabs(pump.ejections - 4.3) < 0.4);  // [C2.1] SE
    CHECK(pump.first_s > 90.0);                    // [D14]
    CHECK(pump.first_s < 150.0);
    CHECK(pump.low_s > 30.0);
    CHECK(pump.high_s < 240.0);
    CHECK(pump.length_s > 45.0);  // [B15]
    CHECK(pump.length_s < 210.0);
  }

  TEST_CASE("physiology: pain and stress hold let-down back") {
    PhysiologyParams pained, stressed;
    pained.resting_nrs = 6.0;
    stressed.stress = 1.0;
    const double calm = run_many({}, 900.0, kFull).ejections;
    const double pain = run_many(pained, 900.0, kFull).ejections;
    const double stress = run_many(stressed, 900.0, kFull).ejections;
    MESSAGE("ejections: calm ", calm, ", NRS 6 ", pain, ", stress 1 ", stress);
    CHECK(pain == doctest::Approx(3.6).epsilon(0.1));     // notes §1
    CHECK(stress == doctest::Approx(1.9).epsilon(0.15));  // notes §1
    CHECK(pain < calm);
  }

  TEST_CASE("physiology: rolling by hand lets down a little later than a pump") {
    const double pump_s = run_many({}, 900.0, kFull).first_s;
    const double hand_s = run_many({}, 900.0, [](double) { return rolling_stimulus(); }).first_s;
    CHECK(hand_s / pump_s > 1.05);
    CHECK(hand_s / pump_s < 1.2);  // notes §1: +11-14 %
  }

  TEST_CASE("physiology: a baby sucks on while it is hungry, and stops calling when content") {
    const double appetite_m3 = kAppetite_m3;
    const double first = feeding_stimulus(0.0, 0.0, appetite_m3);
    CHECK(first == doctest::Approx(kFeedStimulus.value));
    CHECK(feeding_stimulus(300.0, 0.0, appetite_m3) > 0.8 * first);  // nothing came: goes on
    CHECK(feeding_stimulus(0.0, 0.5 * appetite_m3, appetite_m3) == doctest::Approx(0.5 * first));
    CHECK(feeding_stimulus(0.0, 1.1 * appetite_m3, appetite_m3) == 0.0);
    // the slowest of two hundred mothers lets down too, while her baby waits
    const Many slow =
        run_many({}, 1200.0, [&](double t_s) { return feeding_stimulus(t_s, 0.0, appetite_m3); });
    CHECK(slow.high_s < 600.0);
  }

  TEST_CASE("physiology: nobody touching, no let-down") {
    CHECK(run({}, 3600.0, kRestTick_s, kNothing).ejections == 0);
  }

  TEST_CASE("physiology: a mother keeps her pattern from day to day") {
    PhysiologyParams monday, tuesday, other;
    monday.mother_seed = tuesday.mother_seed = 9;
    monday.session_seed = 1;
    tuesday.session_seed = 2;
    other.mother_seed = 10;
    const Session first = run(monday, 900.0, 0.25, kFull),
                  second = run(tuesday, 900.0, 0.25, kFull);
    const Session stranger = run(other, 900.0, 0.25, kFull);
    // 5 % jitter: three SD of the time the urge takes
    CHECK(second.first_s == doctest::Approx(first.first_s).epsilon(0.15));
    CHECK(first.first_s != second.first_s);
    CHECK(std::fabs(stranger.first_s - first.first_s) > 0.01);
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("physiology: equal steps give equal hashes, every field counts") {
    PhysiologyParams params;
    params.resting_nrs = 5.0;
    params.resting_tissue_Pa = 2500.0;
    const PhysiologyModel model = make_model(params);
    PhysiologyState state = initial_state(model);
    PhysiologyOut out;
    const PhysiologyLoad load{.nipple_stimulus = 1.0, .tissue_Pa = 2500.0};
    for (int i = 0; i < 3600; ++i) step(model, load, kTick_s, state, out);
    PhysiologyState twin = state;
    for (int i = 0; i < 600; ++i) step(model, load, kTick_s, state, out);
    for (int i = 0; i < 600; ++i) step(model, load, kTick_s, twin, out);
    const auto digest = [](const PhysiologyState& s) {
      Hasher hasher;
      hash_into(hasher, s);
      return hasher.digest();
    };
    const std::uint64_t own = digest(state);
    CHECK(own == digest(twin));

    // a change of the last bit in any field shows
    double PhysiologyState::*const fields[] = {&PhysiologyState::plasma_pg_per_mL,
                                               &PhysiologyState::depot_pg_per_mL,
                                               &PhysiologyState::release_ng_per_s,
                                               &PhysiologyState::second_in_s,
                                               &PhysiologyState::effect_pg_per_mL,
                                               &PhysiologyState::adapted_pg_per_mL,
                                               &PhysiologyState::urge,
                                               &PhysiologyState::threshold,
                                               &PhysiologyState::refractory_s,
                                               &PhysiologyState::release_s,
                                               &PhysiologyState::contraction,
                                               &PhysiologyState::strength,
                                               &PhysiologyState::inhibition,
                                               &PhysiologyState::touch_pain,
                                               &PhysiologyState::sensitisation,
                                               &PhysiologyState::noise,
                                               &PhysiologyState::noise_left_s,
                                               &PhysiologyState::felt_nrs,
                                               &PhysiologyState::nrs};
    for (const auto field : fields) {
      PhysiologyState nudged = state;
      nudged.*field = std::nextafter(nudged.*field, 1e300);
      CHECK(own != digest(nudged));
    }
    PhysiologyState counted = state;
    ++counted.pulses;
    CHECK(own != digest(counted));
    counted = state;
    ++counted.ejections;
    CHECK(own != digest(counted));
    counted = state;
    counted.ejecting = !counted.ejecting;
    CHECK(own != digest(counted));
    counted = state;
    counted.noise_rng.next_u32();
    CHECK(own != digest(counted));
  }
}

TEST_SUITE("unit") {
  TEST_CASE("physiology: a load that is not a number changes nothing and is reported") {
    const PhysiologyModel model = make_model({});
    PhysiologyState state = initial_state(model);
    PhysiologyOut out;
    Hasher before, after;
    hash_into(before, state);
    const PainSource broken[] = {{.peak_pressure_Pa = std::numeric_limits<double>::infinity()}};
    const PhysiologyLoad load{.pain = broken};
    CHECK(step(model, load, kTick_s, state, out).flag == StepFlag::NonFinite);
    hash_into(after, state);
    CHECK(before.digest() == after.digest());
  }
}

}  // namespace lac::physiology
