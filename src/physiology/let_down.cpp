#include "physiology/let_down.h"

#include <algorithm>

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

/// The urge has reached its threshold: a pulse begins, the next threshold is hers too.
void fire(const PhysiologyParams& params, PhysiologyState& state) {
  state.dose_ng = pulse_of(params, state.pulses).dose_ng;
  state.release_s = kRelease_s;
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
  // a chain of three first-order filters:  C' = k(C_inf - C), E' = e(C - E), B' = b(E - B)
  const double k = kClearance_m3_per_s / kDistribution_m3;
  const double e = 1.0 / kEffectDelay_s, b = 1.0 / params.adaptation_s;
  const double limit =
      kBaseline_pg_per_mL + release_ng_per_s * kPgPerNg / (kClearance_m3_per_s * kMlPerM3);
  const double at_k = exp(-k * h_s), at_e = exp(-e * h_s), at_b = exp(-b * h_s);

  // C = limit + c at_k;  E = limit + e_k at_k + e_e at_e;  B = limit + b_k at_k + b_e at_e + b_b
  // at_b
  const double c = state.plasma_pg_per_mL - limit;
  const double e_k = c * e / (e - k);
  const double e_e = state.effect_pg_per_mL - limit - e_k;
  const double b_k = e_k * b / (b - k);
  const double b_e = e_e * b / (b - e);
  const double b_b = state.adapted_pg_per_mL - limit - b_k - b_e;
  state.plasma_pg_per_mL = limit + c * at_k;
  state.effect_pg_per_mL = limit + e_k * at_k + e_e * at_e;
  state.adapted_pg_per_mL = limit + b_k * at_k + b_e * at_e + b_b * at_b;
}

void step_let_down(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                   PhysiologyState& state) {
  const PhysiologyParams& p = model.params;
  advance_inhibition(model, load, 0.5 * dt_s, state);  // its value in the middle of the step
  follow_cue(load, 0.5 * dt_s, state);
  const Urge urge{p.pulse_rate_per_s * stimulus(load, state.cue_s) * (1.0 - state.inhibition),
                  p.urge_fade_s};

  // from event to event: end of a release, end of the refractory time, a pulse
  double left_s = dt_s;
  for (int event = 0; event < kMaxEvents && left_s > 0.0; ++event) {
    double h_s = left_s;
    if (state.release_s > 0.0) h_s = std::min(h_s, state.release_s);
    const bool urging = state.refractory_s <= 0.0;
    const double wait_s = urging ? urge.wait_s(state.urge, state.threshold) : kNever_s;
    const bool fires = wait_s <= h_s;
    if (fires) h_s = wait_s;
    if (state.refractory_s > 0.0) h_s = std::min(h_s, state.refractory_s);

    // hormone over this piece, then the clocks
    const double own_ng_per_s = state.release_s > 0.0 ? state.dose_ng / kRelease_s : 0.0;
    advance_oxytocin(p, h_s, own_ng_per_s + std::max(load.infusion_ng_per_s, 0.0), state);
    state.release_s = std::max(state.release_s - h_s, 0.0);
    state.refractory_s = std::max(state.refractory_s - h_s, 0.0);
    if (urging) state.urge = urge.after(state.urge, h_s);
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
