#include "physiology/let_down.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "physiology/gland_constants.h"

namespace lac::physiology {
namespace {

constexpr double kPgPerNg = 1000.0, kMlPerM3 = 1e6;
constexpr std::uint64_t kJitterStream = 0x6a697474;  // "jitt"
constexpr double kNever_s = 1e30;
constexpr double kWombRise = 10.0;  // pg/mL, the rise that kContractionRate_per_s is stated for
constexpr int kMaxEvents = 64;  // a step holds a few pulses at most: each has its refractory time

double cube(double x) { return x * x * x; }

/// Stimulus of all kinds, weighted; a cue that goes on loses its power.
double stimulus(const PhysiologyLoad& load, double cue_s) {
  const auto bounded = [](double s) { return clamp(s, 0.0, kStimulusMost); };
  return kNippleWeight * bounded(load.nipple_stimulus) +
         kStrokeWeight * bounded(load.stroking_stimulus) +
         kCueWeight * bounded(load.cue_stimulus) * exp(-cue_s / kCueFade_s);
}

/// How long the present cue has lasted; forgotten without one.
void follow_cue(const PhysiologyLoad& load, double h_s, PhysiologyState& state) {
  if (load.cue_stimulus > 0.0) {
    state.cue_s += load.cue_stimulus * h_s;
  } else if (state.cue_s > 0.0) {
    state.cue_s *= exp(-h_s / kUrgeFade_s);
  }
}

/// Pain, stress and noise hold let-down back; relaxes exactly toward where they put it.
void advance_inhibition(const PhysiologyModel& model, const PhysiologyLoad& load, double h_s,
                        PhysiologyState& state) {
  const double stress = clamp(load.stress < 0.0 ? model.params.stress : load.stress, 0.0, 1.0);
  const double pain =
      std::max(state.felt_nrs - kPainInhibitionFrom_nrs, 0.0) / (10.0 - kPainInhibitionFrom_nrs);
  const double worry = kStressInhibition * stress + kNoiseInhibition * clamp(load.noise, 0.0, 1.0);
  const double toward =
      std::min(kPainInhibition * pain + worry * (1.0 - kPleasantRelief * state.pleasant),
               kInhibitionMost.value);
  state.inhibition = toward + (state.inhibition - toward) * exp(-h_s / kInhibition_s);
}

/// The urge U' = r - U/tau over a piece of time, and how long until it reaches its threshold.
struct Urge {
  double rate_per_s, fade_s;
  double after(double urge, double h_s) const {
    if (fade_s <= 0.0) return urge + h_s * rate_per_s;
    const double level = rate_per_s * fade_s;
    return level + (urge - level) * exp(-h_s / fade_s);
  }
  double wait_s(double urge, double threshold) const {
    if (urge >= threshold) return 0.0;
    if (fade_s <= 0.0) return rate_per_s > 0.0 ? (threshold - urge) / rate_per_s : kNever_s;
    const double level = rate_per_s * fade_s;
    return level > threshold ? fade_s * log((level - urge) / (level - threshold)) : kNever_s;
  }
};

/// Before birth the womb answers to the hormone with contractions.
void advance_womb(double dt_s, PhysiologyState& state) {
  const double rise = std::max(state.plasma_pg_per_mL - kBaseline_pg_per_mL, 0.0) / kWombRise;
  state.womb_left_s = std::max(state.womb_left_s - dt_s, 0.0);
  state.womb_urge += dt_s * (kContractionBase_per_s + kContractionRate_per_s * rise);
  if (state.womb_left_s > 0.0 || state.womb_urge < 1.0) return;
  state.womb_urge = 0.0;
  state.womb_left_s = kContractionLength_s;
  ++state.contractions;
}

/// Contraction, and the count of ejections with their fading force.
void contract(const PhysiologyParams& params, double dt_s, PhysiologyState& state) {
  const double rise = std::max(state.effect_pg_per_mL - state.adapted_pg_per_mL, 0.0);
  state.contraction = cube(rise) / (cube(rise) + cube(params.half_effect_pg_per_mL));
  state.strength = 1.0 - (1.0 - state.strength) * exp(-dt_s / kStrengthRecovery_s);
  if (!state.ejecting && state.contraction > kEjectionOn) {
    state.ejecting = true;
    if (state.ejections++ > 0) state.strength *= 1.0 - params.strength_loss_frac;
  } else if (state.ejecting && state.contraction < kEjectionOff) {
    state.ejecting = false;
  }
}

/// In the first days a release is two short bursts; later they have merged into one.
bool in_bursts(const PhysiologyParams& params) {
  return params.postpartum_day >= 0.0 && params.postpartum_day < kEarlyUntil_day;
}

/// The urge has reached its threshold: a pulse begins, the next threshold is hers too.
void fire(const PhysiologyParams& params, PhysiologyState& state) {
  const bool bursts = in_bursts(params);
  const double dose_ng =
      pulse_of(params, state.pulses).dose_ng * (bursts ? kEarlyDose_frac.value : 1.0);
  state.release_s = bursts ? kEarlyBurst_s : kRelease_s;
  state.release_ng_per_s = dose_ng / state.release_s;
  state.second_in_s = bursts ? kEarlyApart_s.value : 0.0;
  state.refractory_s = params.refractory_s;
  state.urge = 0.0;
  state.threshold = pulse_of(params, ++state.pulses).threshold;
}

}  // namespace

Pulse pulse_of(const PhysiologyParams& params, int k) {
  // from her seed alone, so that pulse k is the same however the time was stepped
  const auto index = static_cast<std::uint64_t>(k);
  Rng rng(mix_seed(params.mother_seed, index));
  Rng jitter(mix_seed(params.session_seed, index), kJitterStream);
  const double shift = 1.0 + kSessionJitter_frac * jitter.normal();
  Pulse pulse;
  pulse.threshold = rng.gamma(kPulseShape, 1.0) * std::max(shift, 0.5);
  pulse.dose_ng = rng.lognormal(kDose_ng, kDoseCv) * params.dose_scale;
  return pulse;
}

void advance_oxytocin(const PhysiologyParams& params, double h_s, double release_ng_per_s,
                      PhysiologyState& state) {
  // C' = k(C_inf - C) - q(C - D), D' = r(C - D), E' = e(C - E), B' = b(E - B)
  const double k = kClearance_m3_per_s / kCentral_m3;
  const double q = kExchange_m3_per_s / kCentral_m3, r = kExchange_m3_per_s / kPeripheral_m3;
  const double e = 1.0 / kEffectDelay_s, b = 1.0 / params.adaptation_s;
  const double limit =
      kBaseline_pg_per_mL + release_ng_per_s * kPgPerNg / (kClearance_m3_per_s * kMlPerM3);

  // the two rates of C and D:  s^2 - (k + q + r) s + k r = 0
  const double mean = 0.5 * (k + q + r), apart = std::sqrt(mean * mean - k * r);
  const double rate[] = {mean + apart, mean - apart};
  const double c = state.plasma_pg_per_mL - limit, d = state.depot_pg_per_mL - limit;
  const double fast = ((k + q - rate[1]) * c - q * d) / (2.0 * apart);
  const double part[] = {fast, c - fast};

  // each part of C drives a part of D, E and B; what is left fades at E's and B's own rates
  const double at_e = exp(-e * h_s), at_b = exp(-b * h_s);
  double plasma = limit, depot = limit, effect = limit, adapted = limit;
  double e_e = state.effect_pg_per_mL - limit, b_b = state.adapted_pg_per_mL - limit;
  for (int i = 0; i < 2; ++i) {
    const double at = exp(-rate[i] * h_s);
    const double e_i = part[i] * e / (e - rate[i]), b_i = e_i * b / (b - rate[i]);
    plasma += part[i] * at;
    depot += part[i] * r / (r - rate[i]) * at;
    effect += e_i * at;
    adapted += b_i * at;
    e_e -= e_i;
    b_b -= b_i;
  }
  const double b_e = e_e * b / (b - e);
  state.plasma_pg_per_mL = plasma;
  state.depot_pg_per_mL = depot;
  state.effect_pg_per_mL = effect + e_e * at_e;
  state.adapted_pg_per_mL = adapted + b_e * at_e + (b_b - b_e) * at_b;
}

void step_let_down(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                   PhysiologyState& state) {
  const PhysiologyParams& p = model.params;
  advance_inhibition(model, load, 0.5 * dt_s, state);  // its value in the middle of the step
  follow_cue(load, 0.5 * dt_s, state);
  const Urge urge{p.pulse_rate_per_s * stimulus(load, state.cue_s) * (1.0 - state.inhibition),
                  p.urge_fade_s};

  // from event to event: end of a release, its second burst, end of the refractory time, a pulse
  double left_s = dt_s;
  for (int event = 0; event < kMaxEvents && left_s > 0.0; ++event) {
    double h_s = left_s;
    if (state.release_s > 0.0) h_s = std::min(h_s, state.release_s);
    const bool urging = state.refractory_s <= 0.0;
    const double wait_s = urging ? urge.wait_s(state.urge, state.threshold) : kNever_s;
    const bool fires = wait_s <= h_s;
    if (fires) h_s = wait_s;
    if (state.refractory_s > 0.0) h_s = std::min(h_s, state.refractory_s);
    if (state.second_in_s > 0.0) h_s = std::min(h_s, state.second_in_s);

    // hormone over this piece, then the clocks
    const double own_ng_per_s = state.release_s > 0.0 ? state.release_ng_per_s : 0.0;
    advance_oxytocin(p, h_s, own_ng_per_s + std::max(load.infusion_ng_per_s, 0.0), state);
    state.release_s = std::max(state.release_s - h_s, 0.0);
    state.refractory_s = std::max(state.refractory_s - h_s, 0.0);
    if (urging) state.urge = urge.after(state.urge, h_s);
    if (state.second_in_s > 0.0) {
      state.second_in_s = std::max(state.second_in_s - h_s, 0.0);
      if (state.second_in_s == 0.0) state.release_s = kEarlyBurst_s;
    }
    if (fires) fire(p, state);
    left_s -= h_s;
  }
  state.infused_ng += std::max(load.infusion_ng_per_s, 0.0) * dt_s;
  contract(p, dt_s, state);
  if (p.antenatal) advance_womb(dt_s, state);
  follow_cue(load, 0.5 * dt_s, state);
  advance_inhibition(model, load, 0.5 * dt_s, state);
}

}  // namespace lac::physiology
