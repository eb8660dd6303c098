#include "physiology/gland.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/math.h"

namespace lac::physiology {
namespace {

constexpr double kDay_s = 86400.0;
constexpr double kLitrePerM3 = 1e3;
constexpr double kSevereInjury = 2.0;  // D/D_crit from which inflammation grows at its full rate
constexpr double kInjuryShows = 0.02;
constexpr double kInjuryRadius_m = 0.02;

bool load_is_finite(const GlandLoad& load, double dt_s) {
  double sum = load.pack_degC + load.vacuum_Pa + load.injury_frac + dt_s;
  for (const double f : load.fullness) sum += f;
  for (const double c : load.capacity_share) sum += c;
  for (const double v : load.ejected_m3) sum += v;
  return std::isfinite(sum);
}

/// Skin toward pack or body, gland after it; both exact for a target that stands still.
void warm(const GlandLoad& load, double dt_s, GlandState& state) {
  const double target = load.pack ? lerp(kSkinTemperature_degC, load.pack_degC, kPackGrip_frac)
                                  : kSkinTemperature_degC.value;
  const double a = 1.0 / (load.pack ? kPackOnset_s : kPackFading_s), b = 1.0 / kGlandWarming_s;
  const double at_a = exp(-a * dt_s), at_b = exp(-b * dt_s);

  // T_s = target + s e^-at;  T_g' = b (T_g0 + reach (T_s - T_s0) - T_g)
  const double s = state.skin_degC - target;
  const double limit = kGlandTemperature_degC + kGlandReach_frac * (target - kSkinTemperature_degC);
  const double driven = kGlandReach_frac * s * b / (b - a);
  const double own = state.gland_degC - limit - driven;
  state.skin_degC = target + s * at_a;
  state.gland_degC = limit + driven * at_a + own * at_b;
}

void publish_warmth(const GlandState& state, GlandOut& out) {
  const double over = state.skin_degC - kSkinTemperature_degC;
  out.milk_degC = state.gland_degC;
  out.capillary_Pa = clamp(kVasomotion_Pa_per_degC * over, kVasomotionLeast_Pa, kVasomotionMost_Pa);
  out.venous_scale = clamp(1.0 + kVenous_per_degC * over, 0.5, 1.5);
  out.collector_scale = clamp(1.0 + kCollector_per_degC * over, 0.3, 2.0);
  const double eased = over < 0.0 ? -kColdRelief_per_degC * over : kWarmRelief_per_degC * over;
  const double heat = std::max(state.skin_degC - kTooHot_degC, 0.0);
  out.comfort_scale = heat > 0.0 ? 1.0 : 1.0 + eased;
  out.heat_drive = kHotPain_per_degC * heat;
}

/// Slow trend: supply follows how well a lobe is drained over the last day.
void follow_drainage(const PhysiologyParams& params, const GlandLoad& load, double dt_s,
                     GlandState& state) {
  const double keep = exp(-dt_s / kSupplyMemory_s);
  for (std::size_t i = 0; i < load.fullness.size(); ++i) {
    const double emptying = clamp(1.0 - load.fullness[i], 0.0, 1.0);
    state.emptying[i] = emptying + (state.emptying[i] - emptying) * keep;
    if (params.supply_trend_s <= 0.0) continue;
    const double rate_per_s = (state.emptying[i] - kSupplySetpoint_frac) / params.supply_trend_s;
    state.supply[i] = clamp(state.supply[i] * exp(rate_per_s * dt_s), kSupplyLeast, kSupplyMost);
  }
}

/// Fat of what leaves: by each lobe's own emptying and nothing else [C5.1].
void book_fat(const PhysiologyParams& params, const GlandLoad& load, GlandState& state,
              GlandOut& out) {
  out.fat_g_per_L = 0.0;
  double fat_g = 0.0, milk_m3 = 0.0;
  for (std::size_t i = 0; i < load.ejected_m3.size(); ++i) {
    const double d = 1.0 - load.fullness[i];
    fat_g += load.ejected_m3[i] * kLitrePerM3 * milk_fat_g_per_L(d, params.fat_scale);
    milk_m3 += load.ejected_m3[i];
  }
  if (milk_m3 <= 0.0) return;
  out.fat_g_per_L = fat_g / (milk_m3 * kLitrePerM3);
  state.fat_kg += 1e-3 * fat_g;
  state.milk_m3 += milk_m3;
}

/// Red flags grow and heal.
void advance_conditions(const PhysiologyParams& params, const GlandLoad& load, double dt_s,
                        GlandState& state) {
  // inflammation: toward what the injury asks while that is more, else it heals
  const auto settle = [&](double toward, double& severity) {
    const double time_s = toward > severity ? kInflamedBuild_s : kInflamedHeal_s;
    severity = toward + (severity - toward) * exp(-dt_s / time_s);
  };
  const double asked = clamp((load.injury_frac - 1.0) / (kSevereInjury - 1.0), 0.0, 1.0);
  settle(asked, state.injury_severity);
  for (std::size_t k = 0; k < params.condition.size(); ++k)
    if (params.condition[k].kind == ConditionKind::Inflammation)
      settle(std::max(asked, params.condition[k].severity), state.severity[k]);

  // suction above the comfortable injures the nipple
  const double over_Pa = load.vacuum_Pa - params.comfortable_vacuum_Pa;
  if (over_Pa > 0.0) state.device_dose_Pa_s += over_Pa * dt_s;
}

void publish_findings(const PhysiologyParams& params, const GlandLoad& load,
                      const GlandState& state, GlandOut& out) {
  double fullness = 0.0;
  for (std::size_t i = 0; i < load.fullness.size(); ++i)
    fullness += load.fullness[i] * load.capacity_share[i];
  out.finding.clear();
  for (std::size_t k = 0; k < params.condition.size(); ++k)
    out.finding.push_back(finding_of(params.condition[k], state.severity[k], fullness));

  // what this session did
  const double device = clamp(state.device_dose_Pa_s / kDeviceDose_Pa_s, 0.0, 1.0);
  if (device > kInjuryShows)
    out.finding.push_back(
        finding_of({.kind = ConditionKind::DeviceInjury, .r_m = 0.0, .radius_m = kInjuryRadius_m},
                   device, fullness));
  if (state.injury_severity > kInjuryShows)
    out.finding.push_back(
        finding_of({.kind = ConditionKind::Inflammation, .radius_m = kInjuryRadius_m},
                   state.injury_severity, fullness));
}

}  // namespace

GlandState initial_gland(const PhysiologyModel& model, std::size_t lobes) {
  GlandState state;
  state.supply.assign(lobes, 1.0);
  state.emptying.assign(lobes, kSupplySetpoint_frac);
  for (const Condition& c : model.params.condition) state.severity.push_back(c.severity);
  return state;
}

double synthesis_share(double fullness) {
  if (fullness > kSynthesisStop_frac) return 0.0;
  const double ratio = std::max(fullness, 0.0) / kSynthesisHalf_frac;
  return 1.0 / (1.0 + pow(ratio * ratio, kSynthesisSteps));
}

double activation(double postpartum_day) {
  if (postpartum_day < 0.0) return 1.0;
  return 1.0 / (1.0 + exp(-(postpartum_day - kActivationDay) / kActivationWidth_day));
}

StepReport step_gland(const PhysiologyModel& model, const GlandLoad& load, double dt_s,
                      GlandState& state, GlandOut& out) {
  LAC_ASSERT(dt_s > 0.0 && load.fullness.size() == load.capacity_share.size());
  LAC_ASSERT(load.fullness.size() == state.supply.size());
  LAC_ASSERT(load.ejected_m3.empty() || load.ejected_m3.size() == load.fullness.size());
  if (!load_is_finite(load, dt_s)) return {.flag = StepFlag::NonFinite};
  const PhysiologyParams& p = model.params;

  warm(load, dt_s, state);
  publish_warmth(state, out);
  book_fat(p, load, state, out);
  follow_drainage(p, load, dt_s, state);
  advance_conditions(p, load, dt_s, state);
  publish_findings(p, load, state, out);

  // each lobe makes milk by its own fullness
  state.age_s += dt_s;
  const double come_in =
      p.postpartum_day < 0.0 ? 1.0 : activation(p.postpartum_day + state.age_s / kDay_s);
  out.synthesis_m3_per_s.resize(load.fullness.size());
  for (std::size_t i = 0; i < load.fullness.size(); ++i)
    out.synthesis_m3_per_s[i] = p.synthesis_max_m3_per_s * come_in * load.capacity_share[i] *
                                state.supply[i] * synthesis_share(load.fullness[i]);
  return {};
}

void hash_into(Hasher& hasher, const GlandState& state) {
  hasher.add(state.supply).add(state.emptying).add(state.age_s);
  hasher.add(state.skin_degC).add(state.gland_degC).add(state.fat_kg).add(state.milk_m3);
  hasher.add(state.severity).add(state.injury_severity).add(state.device_dose_Pa_s);
}

}  // namespace lac::physiology
