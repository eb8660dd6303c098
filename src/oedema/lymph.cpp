#include "oedema/lymph.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "oedema/constants.h"

namespace lac::oedema {
namespace {

double at(std::span<const double> values, std::size_t i) {
  return values.empty() ? 0.0 : values[i];
}
Vec3 at(std::span<const Vec3> values, std::size_t i) { return values.empty() ? Vec3{} : values[i]; }

/// What a node feels of the strokes: its own, or that of the skin above it, weaker with depth.
struct Felt {
  double pressure_Pa = 0.0;
  double reach = 0.0;
  Vec3 direction;
};

Felt felt_stroke(const OedemaModel& model, const OedemaLoad& load, std::size_t i) {
  const int skin = model.skin_above[i];
  Felt felt{at(load.surface_Pa, i), 1.0, at(load.stroke, i)};
  if (skin < 0) return felt;
  felt.pressure_Pa = std::max(felt.pressure_Pa, at(load.surface_Pa, skin));
  if (felt.direction == Vec3{}) {
    felt.direction = at(load.stroke, skin);
    felt.reach = model.stroke_reach[i];
  }
  return felt;
}

/// Stretching, or holding a stretch: note how hard, how long and how well directed.
void stretch(const OedemaModel& model, const Felt& felt, std::size_t i, double dt_s,
             OedemaScratch& scratch) {
  // while the hand rests the skin stays as it was drawn
  double along = scratch.stretch_s[i] > 0.0 ? scratch.along_s[i] / scratch.stretch_s[i] : 0.0;
  if (!(felt.direction == Vec3{})) {
    const double cosine = dot(felt.direction, model.lymph_direction[i]);
    along = felt.reach * clamp(cosine, kWrongWay_frac, 1.0);
  }
  scratch.peak_Pa[i] = std::max(scratch.peak_Pa[i], felt.pressure_Pa);
  scratch.stretch_s[i] += dt_s;
  scratch.along_s[i] += dt_s * along;
}

/// Books what a node gives to the lymph: to the node groups by its shares, as far as their
/// collectors take it.
/// @return what was taken, m3
double take(const OedemaModel& model, std::size_t i, double offered_m3, OedemaScratch& scratch) {
  const GroupValues& share = model.group_share[i];
  double taken_m3 = 0.0;
  for (int g = 0; g < kNodeGroups; ++g) {
    const double part_m3 = offered_m3 * share[g] * scratch.uptake_frac[g];
    scratch.taken_m3[g] += part_m3;
    taken_m3 += part_m3;
  }
  scratch.excess[i] -= taken_m3 / model.room_m3[i];
  return taken_m3;
}

/// Tracer goes with the fluid it is in: this share of what the node holds.
void take_tracer(const OedemaModel& model, std::size_t i, double frac, OedemaScratch& scratch) {
  if (scratch.tracer.empty() || scratch.tracer[i] <= 0.0) return;
  const double offered = scratch.tracer[i] * std::min(frac, 1.0);
  for (int g = 0; g < kNodeGroups; ++g) {
    const double part = offered * model.group_share[i][g] * std::min(scratch.uptake_frac[g], 1.0);
    scratch.tracer_taken[g] += part;
    scratch.tracer[i] -= part;
  }
}

/// Share of free fluid that a finished stroke takes up: kappa V_L s(p) cos+, nothing where vessels
/// are torn.
double uptake_frac(const OedemaModel& model, const OedemaScratch& scratch, std::size_t i) {
  const double held = std::min(scratch.stretch_s[i] / kFullStretch_s, 1.0);
  const double along = scratch.along_s[i] / scratch.stretch_s[i];
  const double whole = std::max(1.0 - scratch.injury_Pa_s[i] / model.injury_limit_Pa_s[i], 0.0);
  return model.params.kappa * scratch.fill[i] * stroke_share(scratch.peak_Pa[i]) * held * along *
         whole;
}

/// A massager's head squeezes the vessels many times a second, with no direction: they fill as they
/// are emptied,  V_L' = (1 - V_L)/tau - w V_L,  and what they give in the step is w times the
/// integral of V_L, exact. @return share of free fluid taken up
double shake(const OedemaModel& model, const OedemaLoad& load, const Felt& felt, std::size_t i,
             double dt_s, OedemaScratch& scratch) {
  const int skin = model.skin_above[i];
  double per_s = at(load.shaken_per_s, i);
  if (skin >= 0) per_s = std::max(per_s, model.stroke_reach[i] * at(load.shaken_per_s, skin));
  if (per_s <= 0.0 || at(load.p_ext_Pa, i) >= kLymphClosed_Pa) return 0.0;
  const double rate_per_s = 1.0 / kFillTime_s + per_s, limit = 1.0 / (kFillTime_s * rate_per_s);
  const double over = scratch.fill[i] - limit, fades = lac::exp(-rate_per_s * dt_s);
  const double given = per_s * (limit * dt_s + over * (1.0 - fades) / rate_per_s);
  scratch.fill[i] = limit + over * fades;
  const double whole = std::max(1.0 - scratch.injury_Pa_s[i] / model.injury_limit_Pa_s[i], 0.0);
  return model.params.kappa * given * kWrongWay_frac * stroke_share(felt.pressure_Pa) * whole;
}

}  // namespace

double shaken_per_s(double vibration_Hz, double amplitude_m) {
  return std::max(vibration_Hz, 0.0) * clamp(amplitude_m / kShakenFull_m, 0.0, 1.0);
}

double stroke_share(double peak_Pa) {
  if (peak_Pa <= 0.0) return 0.0;
  const double rise = 1.0 - lac::exp(-std::min<double>(peak_Pa, kStrokeFull_Pa) / kStrokeScale_Pa);
  return rise * static_share(peak_Pa);
}

double static_share(double p_ext_Pa) {
  return clamp((kLymphClosed_Pa - p_ext_Pa) / (kLymphClosed_Pa - kLymphFallFrom_Pa), 0.0, 1.0);
}

double injury_weight(double pressure_Pa, double glide_m_per_s) {
  const double moving = clamp(glide_m_per_s / kGlideFull_m_per_s, 0.0, 1.0);
  return pressure_Pa > kDeepLoad_Pa ? std::max<double>(moving, kDeepLoadWeight) : moving;
}

Exchange exchange(const OedemaModel& model, const OedemaLoad& load, double dt_s,
                  OedemaScratch& scratch) {
  Exchange sum;
  const OedemaParams& p = model.params;
  // Starling: what warmth, standing and thin plasma add to the filtration pressure [E1.6-E1.8]
  const double supplied_Pa = load.capillary_Pa + kReflection * load.oncotic_drop_Pa;
  for (std::size_t i = 0; i < scratch.excess.size(); ++i) {
    const double e = scratch.excess[i];

    // J_v = J_v,rest - CFC (p_if - p_if,rest), never backwards: pressed capillaries carry the
    // pressure too, so they stop filtering but do not take the fluid back
    const double leak_Pa =
        kInjuryLeak_Pa * clamp(scratch.injury_Pa_s[i] / model.injury_limit_Pa_s[i] - 1.0, 0.0, 1.0);
    const double rise_Pa = recoil_Pa(p, e) + scratch.drive_Pa[i] - supplied_Pa - leak_Pa;
    const double filtration_per_s =
        std::max(model.filtration_per_s[i] - p.cfc_per_Pa_s * rise_Pa, 0.0);

    // J_L = J_v,rest + k_0 V_free while the vessels are open
    const double open = static_share(at(load.p_ext_Pa, i));
    const double resting_per_s = p.cfc_per_Pa_s * kRestFiltration_Pa;
    const double lymph_per_s =
        open * (resting_per_s + p.k_0_per_s * (model.phi_0[i] * std::max(e, 0.0)));

    const double in_m3 = dt_s * filtration_per_s * model.volume_m3[i];
    const double spare_m3 = std::max(model.room_m3[i] * (e - kDriest_frac), 0.0);
    const double out_m3 = std::min(dt_s * lymph_per_s * model.volume_m3[i], spare_m3);
    scratch.excess[i] += in_m3 / model.room_m3[i];
    sum.lymph_m3 += take(model, i, out_m3, scratch);
    if (!scratch.tracer.empty()) {
      const double per_s = resting_per_s / (model.phi_0[i] * (1.0 + std::max(e, 0.0)));
      take_tracer(model, i, dt_s * open * (p.k_0_per_s + per_s), scratch);
    }
    sum.filtered_m3 += in_m3;
  }
  return sum;
}

double stroke(const OedemaModel& model, const OedemaLoad& load, double dt_s,
              OedemaScratch& scratch) {
  double taken_m3 = 0.0;
  const double unfilled = lac::exp(-dt_s / kFillTime_s);
  for (std::size_t i = 0; i < scratch.excess.size(); ++i) {
    const Felt felt = felt_stroke(model, load, i);

    // a stroke starts when pressed skin is drawn and lasts until the pressure is off it
    const bool drawn = felt.pressure_Pa > 0.0 && !(felt.direction == Vec3{});
    const bool held =
        scratch.stretch_s[i] > 0.0 && felt.pressure_Pa > kReleased_frac * scratch.peak_Pa[i];
    if (scratch.stretch_s[i] > 0.0 ? held : drawn) {
      stretch(model, felt, i, dt_s, scratch);
      continue;
    }

    // released: the filled vessels empty toward the nodes
    if (scratch.stretch_s[i] > 0.0) {
      const double share = uptake_frac(model, scratch, i);
      const double free_m3 = model.room_m3[i] * std::max(scratch.excess[i], 0.0);
      taken_m3 += take(model, i, share * free_m3, scratch);
      take_tracer(model, i, share, scratch);
      scratch.fill[i] = 0.0;
      scratch.peak_Pa[i] = scratch.stretch_s[i] = scratch.along_s[i] = 0.0;
    }

    // under a massager's head they are emptied as they fill
    if (const double share = shake(model, load, felt, i, dt_s, scratch); share > 0.0) {
      taken_m3 +=
          take(model, i, share * model.room_m3[i] * std::max(scratch.excess[i], 0.0), scratch);
      take_tracer(model, i, share, scratch);
      continue;
    }

    // slack and not squeezed shut: they fill again
    if (at(load.p_ext_Pa, i) < kLymphClosed_Pa) {
      scratch.fill[i] = 1.0 - (1.0 - scratch.fill[i]) * unfilled;
    }
  }
  return taken_m3;
}

void injure(const OedemaModel& model, const OedemaLoad& load, double dt_s, OedemaScratch& scratch) {
  if (load.surface_Pa.empty()) return;
  for (std::size_t i = 0; i < model.volume_m3.size(); ++i) {
    // dD/dt = w <p - 9.3 kPa>+
    const double over_Pa = load.surface_Pa[i] - kInjuryFrom_Pa;
    if (over_Pa <= 0.0) continue;
    const double weight = injury_weight(load.surface_Pa[i], at(load.glide_m_per_s, i));
    scratch.injury_Pa_s[i] += dt_s * weight * over_Pa;
  }
}

}  // namespace lac::oedema
