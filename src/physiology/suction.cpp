#include "physiology/suction.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"

namespace lac::physiology {
namespace {

constexpr double kSteepCone_rad = 0.5 * kPi, kFlatCone_rad = 105.0 / 180.0 * kPi;  // [C2.6]

/// Height 0..1 at this phase of a cycle.
double height(const SuctionProfile& p, double phase) {
  if (phase < p.rise_frac) return 0.5 * (1.0 - cos(kPi * phase / p.rise_frac));
  phase -= p.rise_frac;
  if (phase < p.hold_frac) return 1.0;
  phase -= p.hold_frac;
  return phase < p.fall_frac ? 0.5 * (1.0 + cos(kPi * phase / p.fall_frac)) : 0.0;
}

/// Integral of the height from the cycle's start to this phase.
double area_to(const SuctionProfile& p, double phase) {
  double sum = 0.0;
  if (p.rise_frac > 0.0) {
    const double u = std::min(phase, p.rise_frac) / p.rise_frac;
    sum += p.rise_frac * (0.5 * u - sin(kPi * u) / (2.0 * kPi));
  }
  sum += clamp(phase - p.rise_frac, 0.0, p.hold_frac);
  const double into_fall = phase - p.rise_frac - p.hold_frac;
  if (into_fall > 0.0 && p.fall_frac > 0.0) {
    const double u = std::min(into_fall, p.fall_frac) / p.fall_frac;
    sum += p.fall_frac * (0.5 * u + sin(kPi * u) / (2.0 * kPi));
  }
  return sum;
}

/// Cycles since the start, split into whole ones and phase.
struct Place {
  double whole = 0.0, phase = 0.0;
};
Place place_of(const SuctionProfile& p, double time_s) {
  const double cycles = std::max(time_s, 0.0) * p.cycle_Hz;
  const double whole = std::floor(cycles);
  return {whole, cycles - whole};
}

/// Whether this cycle sucks, and how many of those before it did.
struct Bursts {
  bool sucks = true;
  double before = 0.0;
};
Bursts bursts_before(const SuctionProfile& p, double whole) {
  if (p.burst <= 0 || p.pause <= 0) return {true, whole};
  const double period = p.burst + p.pause;
  const double bouts = std::floor(whole / period), rest = whole - bouts * period;
  return {rest < p.burst, bouts * p.burst + std::min<double>(rest, p.burst)};
}

/// Integral of the height over all cycles up to `time_s`, in cycles.
double total_to(const SuctionProfile& p, double time_s) {
  const Place at = place_of(p, time_s);
  const Bursts bouts = bursts_before(p, at.whole);
  return bouts.before * area_to(p, 1.0) + (bouts.sucks ? area_to(p, at.phase) : 0.0);
}

double peak_at(const SuctionProfile& p, double time_s) {
  return p.peak_Pa * (1.0 - p.fade_frac * (1.0 - exp(-std::max(time_s, 0.0) / p.fade_s)));
}

}  // namespace

SuctionProfile pump_profile(double peak_Pa, double cycle_Hz) {
  SuctionProfile profile{.peak_Pa = peak_Pa, .cycle_Hz = cycle_Hz};
  profile.rise_frac = profile.fall_frac = 0.5 * kPumpPulse_s * kPumpRate_Hz;
  return profile;
}

SuctionProfile infant_profile(double peak_Pa, double base_Pa) {
  return {.peak_Pa = peak_Pa,
          .base_Pa = base_Pa,
          .cycle_Hz = kInfantRate_Hz,
          .rise_frac = kInfantRise_frac,
          .hold_frac = kInfantHold_frac,
          .fall_frac = kInfantFall_frac,
          .fade_frac = kInfantFade_frac,
          .fade_s = kInfantFade_s,
          .burst = static_cast<int>(kInfantBurst),
          .pause = static_cast<int>(kInfantPause)};
}

double suction_Pa(const SuctionProfile& p, double time_s) {
  const double peak_Pa = peak_at(p, time_s);
  if (p.cycle_Hz <= 0.0) return peak_Pa;
  const Place at = place_of(p, time_s);
  const double share = bursts_before(p, at.whole).sucks ? height(p, at.phase) : 0.0;
  return p.base_Pa + std::max(peak_Pa - p.base_Pa, 0.0) * share;
}

double mean_suction_Pa(const SuctionProfile& p, double from_s, double to_s) {
  // the peak fades over minutes: its value in the middle serves
  const double peak_Pa = peak_at(p, 0.5 * (from_s + to_s));
  if (p.cycle_Hz <= 0.0) return peak_Pa;
  const double share = (total_to(p, to_s) - total_to(p, from_s)) / ((to_s - from_s) * p.cycle_Hz);
  return p.base_Pa + std::max(peak_Pa - p.base_Pa, 0.0) * share;
}

double through_shield_Pa(double vacuum_Pa) { return kShieldVacuum_frac * vacuum_Pa; }
double through_shield(double stimulus) { return kShieldStimulus_frac * stimulus; }

double flange_rim_frac(const Flange& flange, double nipple_diameter_m) {
  // too narrow a tunnel pinches; a steep cone presses a little more than a flat one
  const double gap_m = flange.tunnel_m - nipple_diameter_m;
  const double tight = clamp(1.0 - gap_m / kFlangeGap_m, 0.0, 1.0);
  const double steep =
      clamp((kFlatCone_rad - flange.cone_rad) / (kFlatCone_rad - kSteepCone_rad), 0.0, 1.0);
  return kFlangeRim_frac * tight + kFlangeSteep_frac * steep;
}

}  // namespace lac::physiology
