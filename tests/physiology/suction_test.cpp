#include "physiology/suction.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/units.h"

namespace lac::physiology {
namespace {

/// Mean of many samples in the middle of small steps: what the closed form must equal.
double sampled_mean_Pa(const SuctionProfile& profile, double from_s, double to_s) {
  constexpr int kSamples = 200000;
  double sum = 0.0;
  for (int i = 0; i < kSamples; ++i)
    sum += suction_Pa(profile, from_s + (to_s - from_s) * (i + 0.5) / kSamples);
  return sum / kSamples;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("physiology: the mean of a vacuum is that of its samples, whatever the step") {
    const SuctionProfile pump = pump_profile(25.4e3), infant = infant_profile();
    SuctionProfile trapezoid{.peak_Pa = 20e3, .base_Pa = 3e3, .cycle_Hz = 2.0};
    trapezoid.rise_frac = 0.1, trapezoid.hold_frac = 0.4, trapezoid.fall_frac = 0.2;
    for (const SuctionProfile& profile : {pump, trapezoid}) {
      for (const double from_s : {0.0, 0.13, 7.77}) {
        for (const double length_s : {1.0 / 60.0, 0.3, 1.0, 12.4}) {
          // midpoint sampling of a curve with kinks: 1e-5 of the peak at 2e5 samples
          CHECK(std::fabs(mean_suction_Pa(profile, from_s, from_s + length_s) -
                          sampled_mean_Pa(profile, from_s, from_s + length_s)) <
                1e-5 * profile.peak_Pa);
        }
      }
    }

    // a baby rests between bursts and weakens: the fading over a minute is taken at its middle,
    // (60/400)^2/24 of 35 %, below 4e-4 of the peak
    CHECK(std::fabs(mean_suction_Pa(infant, 0.0, 60.0) - sampled_mean_Pa(infant, 0.0, 60.0)) <
          4e-4 * infant.peak_Pa);
  }

  TEST_CASE("physiology: one pulse of 0.7 s a second has a mean of 35 % of its peak") {
    CHECK(mean_suction_Pa(pump_profile(25.4e3), 0.0, 1.0) ==
          doctest::Approx(0.35 * 25.4e3).epsilon(1e-12));
    CHECK(suction_Pa(pump_profile(25.4e3), 0.35) == doctest::Approx(25.4e3).epsilon(1e-12));
    CHECK(suction_Pa(pump_profile(25.4e3), 0.8) == 0.0);
    CHECK(suction_Pa(pump_profile(9e3, 0.0), 123.4) == 9e3);  // steady
  }
}

TEST_SUITE("unit") {
  TEST_CASE("physiology: a baby sucks fast, lets go slowly, rests after a burst and weakens") {
    const SuctionProfile infant = infant_profile();
    CHECK(infant.rise_frac < infant.fall_frac);  // [C3.3]

    // largest and least of the first burst [C3.1, C3.2]
    double most_Pa = 0.0, least_Pa = 1e9;
    for (int i = 0; i < 600; ++i) {
      most_Pa = std::max(most_Pa, suction_Pa(infant, i / 60.0));
      least_Pa = std::min(least_Pa, suction_Pa(infant, i / 60.0));
    }
    CHECK(most_Pa == doctest::Approx(Pa_from_mmHg(145.0)).epsilon(0.02));
    CHECK(least_Pa == doctest::Approx(Pa_from_mmHg(31.0)).epsilon(0.02));

    // twenty sucks, then the base alone for five
    const double in_pause_s = (20.0 + 2.35) / kInfantRate_Hz;
    CHECK(suction_Pa(infant, in_pause_s) == doctest::Approx(infant.base_Pa).epsilon(1e-12));
    const double later_s = 27.0 * 25.0 / kInfantRate_Hz;  // the same place of a later burst
    CHECK(mean_suction_Pa(infant, later_s, later_s + 10.0) <
          0.85 * mean_suction_Pa(infant, 0.0, 10.0));
  }

  TEST_CASE("physiology: a tight funnel pinches, a wide one does not, a steep cone a little") {
    const double nipple_m = 15.5e-3;
    CHECK(flange_rim_frac({.tunnel_m = 24e-3}, nipple_m) == 0.0);
    CHECK(flange_rim_frac({.tunnel_m = nipple_m}, nipple_m) ==
          doctest::Approx(kFlangeRim_frac.value));
    CHECK(flange_rim_frac({.tunnel_m = 24e-3, .cone_rad = 1.5707963}, nipple_m) ==
          doctest::Approx(kFlangeSteep_frac.value).epsilon(1e-6));
    CHECK(through_shield_Pa(10e3) < 10e3);
    CHECK(through_shield(1.0) < 1.0);
  }
}

}  // namespace lac::physiology
