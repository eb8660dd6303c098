#include "physiology/physiology.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/math.h"
#include "base/units.h"
#include "physiology/gland.h"
#include "physiology/let_down.h"
#include "physiology/pain.h"

namespace lac::physiology {
namespace {

constexpr std::uint64_t kNoiseStream = 0x6e6f6973;  // "nois"
constexpr double kNrsTop = 10.0;
constexpr double kMostRestingNrs = 9.5;  // 10 would need an infinite pressure

bool load_is_finite(const PhysiologyLoad& load, double dt_s) {
  double sum = load.nipple_stimulus + load.stroking_stimulus + load.cue_stimulus + load.tissue_Pa +
               load.vacuum_Pa + load.stress + load.noise + load.infusion_ng_per_s +
               load.pleasantness + load.comfort_scale + load.other_drive + dt_s;
  for (const PainSource& s : load.pain)
    sum += s.peak_pressure_Pa + s.area_m2 + s.slip_shear_Pa + s.threshold_frac;
  for (const double f : load.fullness) sum += f;
  for (const double c : load.capacity_share) sum += c;
  return std::isfinite(sum);
}

}  // namespace

PhysiologyModel make_model(const PhysiologyParams& params) {
  PhysiologyModel model{.params = params, .baseline_half_Pa = kRestingHalf_Pa};

  // the case states her pain at her pressure: NRS = 10 p^2/(p^2 + h^2) gives h
  const double nrs = std::min(params.resting_nrs, kMostRestingNrs);
  if (nrs > 0.0 && params.resting_tissue_Pa > 0.0)
    model.baseline_half_Pa = params.resting_tissue_Pa * std::sqrt(kNrsTop / nrs - 1.0);
  return model;
}

PhysiologyState initial_state(const PhysiologyModel& model) {
  const PhysiologyParams& p = model.params;
  PhysiologyState state;
  for (double* level : {&state.plasma_pg_per_mL, &state.depot_pg_per_mL, &state.effect_pg_per_mL,
                        &state.adapted_pg_per_mL})
    *level = kBaseline_pg_per_mL;
  state.threshold = pulse_of(p, 0).threshold;
  state.sensitisation = p.sensitisation;
  state.felt_nrs = state.nrs = resting_pain(p.resting_tissue_Pa, model.baseline_half_Pa);
  state.noise_rng = Rng(mix_seed(p.mother_seed, p.session_seed), kNoiseStream);
  return state;
}

StepReport step(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                PhysiologyState& state, PhysiologyOut& out) {
  LAC_ASSERT(dt_s > 0.0 && load.fullness.size() == load.capacity_share.size());
  if (!load_is_finite(load, dt_s)) return {.flag = StepFlag::NonFinite};

  // what she feels, then what it does to let-down
  out.drive = step_pain(model, load, dt_s, state);
  step_let_down(model, load, dt_s, state);

  // each lobe makes milk by its own fullness
  out.synthesis_m3_per_s.resize(load.fullness.size());
  for (std::size_t i = 0; i < load.fullness.size(); ++i)
    out.synthesis_m3_per_s[i] = model.params.synthesis_max_m3_per_s * load.capacity_share[i] *
                                synthesis_share(load.fullness[i]);
  return {};
}

double pump_stimulus(double vacuum_Pa) {
  const double ratio = std::max(vacuum_Pa, 0.0) / kComfortableVacuum_Pa;
  return std::min(pow(ratio, kVacuumStimulusExponent), kStimulusMost.value);
}

double feeding_stimulus(double since_latch_s, double drunk_m3, double appetite_m3) {
  const double hunger = clamp(1.0 - drunk_m3 / appetite_m3, 0.0, 1.0);
  return kFeedStimulus * hunger * exp(-std::max(since_latch_s, 0.0) / kFeedTiring_s);
}

double rolling_stimulus() { return kRollingStimulus; }

double stroke_pleasantness(double speed_m_per_s, double force_N, double oil_frac) {
  if (speed_m_per_s <= 0.0 || force_N <= 0.0) return 0.0;
  // inverted U about the best speed
  const double decades = (log(speed_m_per_s) - log(kStrokeBest_m_per_s)) / log(10.0);
  const double off = decades / kStrokeWidth_decade;
  const double by_speed = exp(-0.5 * off * off);

  // light, but there; less as it presses; oil where skin is rubbed
  const double touch = std::min(force_N / kStrokeLight_N, 1.0);
  const double by_force = touch * std::min(kStrokeFirm_N / force_N, 1.0);
  return by_speed * by_force * lerp(kStrokeDry_frac, 1.0, clamp(oil_frac, 0.0, 1.0));
}

double oiled_friction(double film_frac, double dry_friction) {
  if (film_frac <= 0.0) return dry_friction;
  return std::min(kOilFriction + kOilWorn * (1.0 - std::min(film_frac, 1.0)), dry_friction);
}

double oil_left(double film_frac, double slid_m) {
  return film_frac * exp(-std::max(slid_m, 0.0) / kOilWear_m);
}

double milk_fat_g_per_L(double degree_of_emptying, double fat_scale) {
  const double d = clamp(degree_of_emptying, 0.0, 1.0);
  return fat_scale * (kFatConstant_g_per_L + kFatLinear_g_per_L * d + kFatSquare_g_per_L * d * d);
}

void hash_into(Hasher& hasher, const PhysiologyState& state) {
  hasher.add(state.plasma_pg_per_mL).add(state.effect_pg_per_mL).add(state.adapted_pg_per_mL);
  hasher.add(state.urge).add(state.threshold).add(state.refractory_s).add(state.release_s);
  hasher.add(state.depot_pg_per_mL).add(state.release_ng_per_s).add(state.second_in_s);
  hasher.add(state.pulses).add(state.ejections).add(state.ejecting);
  hasher.add(state.contraction).add(state.strength).add(state.inhibition);
  hasher.add(state.touch_pain).add(state.sensitisation).add(state.noise).add(state.noise_left_s);
  hasher.add(state.noise_rng.state).add(state.noise_rng.increment);
  hasher.add(state.felt_nrs).add(state.nrs).add(state.pleasant);
  hasher.add(state.cue_s).add(state.infused_ng);
  hasher.add(state.womb_urge).add(state.womb_left_s).add(state.contractions);
}

}  // namespace lac::physiology
