#include "ducts/ducts.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/math.h"
#include "ducts/chain.h"

namespace lac::ducts {
namespace {

bool load_is_finite(const DuctModel& model, const DuctLoad& load, double dt_s) {
  double sum = load.outside_Pa + load.contraction + load.contraction_strength + load.milk_degC +
               load.vibration_per_s + dt_s;
  for (const double injury : load.injury_frac) sum += injury;
  for (int i = 0; i < model.lobes; ++i) {
    sum += load.alveolar_tissue_Pa[i] + load.nipple_tissue_Pa[i] + load.synthesis_m3_per_s[i];
    for (const double p : load.segment_tissue_Pa[i]) sum += p;
  }
  return std::isfinite(sum);
}

void size_output(int lobes, DuctFlow& out) {
  const auto size = static_cast<std::size_t>(lobes);
  out.alveolar_flow_m3_per_s.resize(size);
  out.pore_m3_per_s.resize(size);
  out.ejected_m3.resize(size);
  out.alveolar_Pa.resize(size);
  out.backflow_m3 = 0.0;
}

/// Tissue presses at once and lets go slowly: pressure round a duct falls with the recoil time.
/// Suction pulls at once.
double recoiling(double tissue_Pa, double keep, double& held_Pa) {
  const double pressed_Pa = std::max(tissue_Pa, 0.0);
  held_Pa = std::max(pressed_Pa, pressed_Pa + (held_Pa - pressed_Pa) * keep);
  return tissue_Pa < 0.0 ? tissue_Pa : held_Pa;
}

/// Erosion of a plug, once per finished press-release cycle: dY = -k p_peak w(p_peak).
void erode_plug(const DuctParams& params, double tissue_Pa, double dt_s, double& standing_Pa,
                double& peak_Pa, double& yield_Pa) {
  // what is pressed is the pressure above the lump's own, which follows while nobody presses
  if (standing_Pa >= kStandingUnset_Pa) standing_Pa = tissue_Pa;
  const double pressed_Pa = tissue_Pa - standing_Pa;
  const double follow_s =
      pressed_Pa < kPlugPressStart_Pa ? kPlugStandingFollow_s : kPlugStandingCreep_s;
  standing_Pa += pressed_Pa * (1.0 - exp(-dt_s / follow_s));

  // a press begins, peaks and ends
  if (pressed_Pa > kPlugPressStart_Pa) peak_Pa = std::max(peak_Pa, pressed_Pa);
  if (peak_Pa <= 0.0 || pressed_Pa >= kPlugPressEnd_Pa) return;
  const double weight = clamp(
      (kPlugErosionNone_Pa - peak_Pa) / (kPlugErosionNone_Pa - kPlugErosionFull_Pa), 0.0, 1.0);
  yield_Pa = std::max(0.0, yield_Pa - params.plug_erosion * peak_Pa * weight);
  peak_Pa = 0.0;
}

/// Milk as thin as its warmth and its stirring make it.
void thin(const DuctModel& model, const DuctLoad& load, int i, Chain& chain) {
  chain.thinning = model.params.low_shear_viscosity_Pa_s / kMilkViscosity_Pa_s - 1.0;
  chain.stirred = std::max(load.vibration_per_s, 0.0) / kShearHalf_per_s;
  chain.shear_s_per_m3 = model.shear_s_per_m3[i];
  chain.pore_shear_s_per_m3 = model.pore_shear_s_per_m3[i];
  const double by_warmth = exp(kViscosity_per_degC * (kViscosityAt_degC - load.milk_degC));
  for (double& r : chain.resistance_Pa_s_per_m3) r *= by_warmth;
  chain.pore_Pa_s_per_m3 *= by_warmth;
  chain.outlet_Pa_s_per_m3 *= by_warmth;
}

/// The muscle cells along the ducts shorten and widen them: as much milk, in a shorter, wider
/// lumen.
///   A_0 = A_0,rest g,  L = L_rest/g,  R = R_rest/g^3,  wall shear per flow by g^-3/2
void widen(double g, Chain& chain) {
  for (double& r : chain.resistance_Pa_s_per_m3) r /= g * g * g;
  for (double& s : chain.shear_s_per_m3) s /= g * std::sqrt(g);
}

/// An injured lump swells: more pressure round its alveoli and the segments at the plug.
void swell(const DuctLoad& load, int i, Chain& chain) {
  if (load.injury_frac.empty()) return;
  const double more_Pa =
      std::min(kPlugSwelling_Pa * std::max(load.injury_frac[i], 0.0), kPlugSwellingMost_Pa.value);
  chain.alveolar_tissue_Pa += more_Pa;
  chain.segment_tissue_Pa[kPlugLink] += more_Pa;
  chain.segment_tissue_Pa[kPlugLink + 1] += more_Pa;
}

/// Unloaded area of a duct over that at rest, g = 1 + w a s.
double widened(const DuctParams& params, const DuctLoad& load) {
  return 1.0 + params.widening_frac * load.contraction * load.contraction_strength;
}

/// Loads of one lobe, with its outlet as open as the contraction makes it.
Chain make_chain(const DuctModel& model, const DuctLoad& load, int i, const DuctState& state) {
  const DuctParams& p = model.params;
  // R_u,eff = R_u / (eps + (1 - eps) a)
  const double open = p.rest_conductance_frac + (1.0 - p.rest_conductance_frac) * load.contraction;
  Chain chain{
      .capacity_m3 = model.capacity_m3[i],
      .rest_volume_m3 = model.rest_volume_m3[i],
      .resistance_Pa_s_per_m3 = model.resistance_Pa_s_per_m3[i],
      .outlet_Pa_s_per_m3 = model.outlet_resistance_Pa_s_per_m3[i] / open,
      .pore_Pa_s_per_m3 = model.pore_resistance_Pa_s_per_m3[i],
      .alveolar_tissue_Pa = load.alveolar_tissue_Pa[i],
      .contraction_Pa = p.P_act_Pa * load.contraction * load.contraction_strength,
      .pore_threshold_Pa = load.outside_Pa + load.nipple_tissue_Pa[i] + model.pore_open_Pa[i],
      .synthesis_m3_per_s = load.synthesis_m3_per_s[i]};
  thin(model, load, i, chain);
  widen(state.widened, chain);
  if (i == p.plug_lobe) {
    chain.plug_yield_Pa = state.plug_yield_Pa[i];
    chain.plug_extra_Pa_s_per_m3 =
        chain.resistance_Pa_s_per_m3[kPlugLink] * (p.plug_resistance_scale - 1.0);
  }
  return chain;
}

}  // namespace

StepReport step(const DuctModel& model, const DuctLoad& load, double dt_s, DuctState& state,
                DuctFlow& out) {
  [[maybe_unused]] const auto lobes = static_cast<std::size_t>(model.lobes);
  LAC_ASSERT(dt_s > 0.0 && load.alveolar_tissue_Pa.size() == lobes);
  LAC_ASSERT(load.segment_tissue_Pa.size() == lobes && load.nipple_tissue_Pa.size() == lobes);
  LAC_ASSERT(load.injury_frac.empty() || load.injury_frac.size() == lobes);
  LAC_ASSERT(load.synthesis_m3_per_s.size() == lobes && state.alveolar_m3.size() == lobes);
  if (!load_is_finite(model, load, dt_s)) return {.flag = StepFlag::NonFinite};
  size_output(model.lobes, out);

  // while the glands contract a long step is split
  const DuctParams& p = model.params;
  const int parts = load.contraction > kSubstepContraction && dt_s > kSubstep_s
                        ? static_cast<int>(std::ceil(dt_s / kSubstep_s))
                        : 1;
  const double keep = p.recoil_s > 0.0 ? exp(-dt_s / p.recoil_s) : 0.0;
  const double before_m3 = milk_m3(model, state);
  state.widened = widened(p, load);
  double made_m3 = 0.0, out_m3 = 0.0;
  StepReport report;
  for (int i = 0; i < model.lobes; ++i) {
    Chain chain = make_chain(model, load, i, state);
    for (int j = 0; j < kSegments; ++j)
      chain.segment_tissue_Pa[j] =
          recoiling(load.segment_tissue_Pa[i][j], keep, state.recoil_Pa[i][j]);
    if (i == p.plug_lobe) swell(load, i, chain);

    // milk moves
    ChainState lobe{state.alveolar_m3[i], state.log_area[i]};
    out.ejected_m3[i] = out.alveolar_flow_m3_per_s[i] = 0.0;
    for (int part = 0; part < parts; ++part) {
      const ChainReport one = advance_chain(p, chain, dt_s / parts, lobe);
      out.ejected_m3[i] += one.ejected_m3;
      out.alveolar_flow_m3_per_s[i] += one.into_ducts_m3 / dt_s;
      out.backflow_m3 += std::max(0.0, -one.into_ducts_m3);
      report.iterations = std::max(report.iterations, one.iterations);
      report.residual = std::max(report.residual, one.residual_m3);
      if (!one.converged) report.flag = worst(report.flag, StepFlag::NotConverged);
    }
    state.alveolar_m3[i] = lobe.alveolar_m3;
    state.log_area[i] = lobe.log_area;
    state.out_m3[i] += out.ejected_m3[i];

    // what others see
    out.pore_m3_per_s[i] = out.ejected_m3[i] / dt_s;
    out.alveolar_Pa[i] = alveolar_pressure(p, chain.capacity_m3, lobe.alveolar_m3,
                                           chain.contraction_Pa, chain.alveolar_tissue_Pa)
                             .pressure_Pa;
    made_m3 += dt_s * chain.synthesis_m3_per_s;
    out_m3 += out.ejected_m3[i];

    // the plug wears
    if (i == p.plug_lobe) {
      const double pressed_Pa =
          std::max(load.segment_tissue_Pa[i][kPlugLink], load.segment_tissue_Pa[i][kPlugLink + 1]);
      erode_plug(p, pressed_Pa, dt_s, state.plug_standing_Pa[i], state.plug_peak_Pa[i],
                 state.plug_yield_Pa[i]);
    }
  }
  out.mass_error_m3 = before_m3 + made_m3 - milk_m3(model, state) - out_m3;
  return report;
}

}  // namespace lac::ducts
