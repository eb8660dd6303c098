#include "physiology/pain.h"

#include <algorithm>

#include "base/math.h"
#include "physiology/gland_constants.h"

namespace lac::physiology {
namespace {

constexpr double kNrsTop = 10.0;
constexpr double kNoiseBound_sd = 2.0;  // no report strays further

double cube(double x) { return x * x * x; }

/// Threshold falls while it hurts and comes back in a pause.
void sum_up(const PhysiologyParams& params, double drive, double dt_s, PhysiologyState& state) {
  const double own = params.sensitisation;
  if (drive > kSummationFrom)
    state.sensitisation = std::max(kSummationFloor_frac * own,
                                   state.sensitisation * exp(-kSummationRate_per_s * dt_s));
  else
    state.sensitisation = own + (state.sensitisation - own) * exp(-dt_s / kSummationRecovery_s);
}

/// A new deviation every few seconds of simulated time, however it is stepped.
void draw_noise(const PhysiologyParams& params, double dt_s, PhysiologyState& state) {
  state.noise_left_s -= dt_s;
  while (state.noise_left_s <= 0.0) {
    state.noise_left_s += kNoiseEvery_s;
    state.noise =
        params.noise_nrs * clamp(state.noise_rng.normal(), -kNoiseBound_sd, kNoiseBound_sd);
  }
}

}  // namespace

double pain_threshold_Pa(double area_m2) {
  return kPainThreshold_Pa * pow(area_m2 / kPainThresholdArea_m2, -kPainAreaExponent);
}

double pain_drive(const PhysiologyParams& params, std::span<const PainSource> sources,
                  double vacuum_Pa, double sensitisation) {
  // the worst place, pressure and dragging skin together
  double worst = 0.0;
  for (const PainSource& source : sources) {
    if (source.area_m2 <= 0.0) continue;
    const double own = sensitisation * source.threshold_frac;
    const double press =
        std::max(source.peak_pressure_Pa, 0.0) / (own * pain_threshold_Pa(source.area_m2));
    const double drag = std::max(source.slip_shear_Pa, 0.0) / (own * kShearPain_Pa);
    worst = std::max(worst, cube(press) + cube(drag));
  }
  const double pull = std::max(vacuum_Pa, 0.0) / (kVacuumPain * params.comfortable_vacuum_Pa);
  return cbrt(worst + cube(pull));
}

double lasting_pain(double drive) {
  const double square = drive * drive;
  return clamp(kNrsTop * square / (1.0 + square) - 1.0, 0.0, kNrsTop);
}

double resting_pain(double tissue_Pa, double half_Pa) {
  const double p = std::max(tissue_Pa, 0.0);
  return kNrsTop * p * p / (p * p + half_Pa * half_Pa);
}

double step_pain(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                 PhysiologyState& state) {
  const PhysiologyParams& p = model.params;
  const double gate = load.vibrating ? 1.0 - kVibrationGate_frac : 1.0;
  const double touched =
      gate * pain_drive(p, load.pain, load.vacuum_Pa, load.comfort_scale * state.sensitisation);
  const double drive = std::max(touched, load.other_drive);

  // touch pain rises fast and lingers
  const double toward = lasting_pain(drive);
  const double time_s = toward > state.touch_pain ? kPainUp_s : kPainDown_s;
  state.touch_pain = toward + (state.touch_pain - toward) * exp(-dt_s / time_s);
  sum_up(p, drive, dt_s, state);

  // painful touch shows even where the baseline is high (decisions.md "Pain")
  const double baseline = resting_pain(load.tissue_Pa, model.baseline_half_Pa);
  state.felt_nrs = baseline + state.touch_pain * (kNrsTop - baseline) / kNrsTop;

  // strokes please for some seconds
  state.pleasant +=
      (clamp(load.pleasantness, 0.0, 1.0) - state.pleasant) * (1.0 - exp(-dt_s / kPleasant_s));

  // what she says strays a little, and not at all without pain
  draw_noise(p, dt_s, state);
  state.nrs = clamp(state.felt_nrs + state.noise * std::min(state.felt_nrs, 1.0), 0.0, kNrsTop);
  return drive;
}

}  // namespace lac::physiology
