// What is seen of a breast that nobody touches: colour, warmth, gloss, firmness as last felt.
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "physiology/pain.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

constexpr double kStandardTip_m2 = 150e-6;  // contact of a tip of 8 mm radius pressed 4 mm
constexpr double kRedSeen = 0.2;
constexpr double kWetSkin_frac = 0.35;  // excess from which skin begins to shine, and twice this

/// Deepest pit on skin that nobody covers.
double deepest_pit(const Model& m, const Scratch& x, const BreastState& s) {
  const auto& skin_node = m.breast->mesh.skin_node;
  double deepest = 0.0;
  for (std::size_t k = 0; k < skin_node.size(); ++k)
    if (x.tissue.contact_pressure_Pa.empty() || x.tissue.contact_pressure_Pa[k] <= 0.0f)
      deepest = std::max(deepest, oedema::pit_depth_m(m.oedema, s.oedema, skin_node[k]));
  return deepest < oedema::kVisiblePit_m ? 0.0 : deepest;
}

/// What a gentle pinch of the areola tells, 0 hard .. 1 soft, as last felt.
double areola_compressible(const Model& m, const BreastState& s) {
  const CouplingParams& c = m.patient.coupling;
  return clamp((c.hard_areola_N_per_m - s.areola_probe_N_per_m) /
                   (c.hard_areola_N_per_m - c.soft_areola_N_per_m),
               0.0, 1.0);
}

double warmer_K(const BreastState& s) {
  return s.gland.skin_degC - physiology::kSkinTemperature_degC;
}

/// The six-point scale [E3.2]: firmness of the breast and how sore it is at rest.
int spes_of(Firmness firmness, double resting_nrs) {
  if (firmness == Firmness::Soft) return 1;
  if (firmness == Firmness::Slight && resting_nrs < kTenderFrom_nrs) return 2;
  if (firmness == Firmness::Hard && resting_nrs >= kVeryTenderFrom_nrs) return 6;
  if (resting_nrs >= kTenderFrom_nrs) return 5;
  return resting_nrs >= kSoreFrom_nrs ? 4 : 3;
}

}  // namespace

double apparent_E_Pa(double force_N, double depth_m, double area_m2) {
  if (depth_m <= 0.0 || area_m2 <= 0.0) return 0.0;
  // flat round tip of radius a on an incompressible half-space: F = 2 a d E / (1 - 1/4)
  return 0.75 * force_N / (2.0 * std::sqrt(area_m2 / kPi) * depth_m);
}

Firmness firmness_of(double e) {
  return e < kSlightFrom_Pa ? Firmness::Soft
         : e < kFirmFrom_Pa ? Firmness::Slight
         : e < kHardFrom_Pa ? Firmness::Firm
                            : Firmness::Hard;
}

SkinLook skin_look(const Model& m, const Scratch& x, const BreastState& s) {
  const auto& skin_node = m.breast->mesh.skin_node;
  const double tight = smoothstep((s.tissue_Pa - kTightFrom_Pa) / (kTightFull_Pa - kTightFrom_Pa));
  SkinLook out;
  for (std::size_t k = 0; k < skin_node.size(); ++k) {
    const anatomy::SkinCoord at = m.breast->skin_coord[k];
    const auto i = static_cast<std::size_t>(skin_node[k]);
    double red = 0.5 * clamp(oedema::injury_frac(m.oedema, s.oedema, skin_node[k]), 0.0, 1.0);
    double shine = std::max(tight, smoothstep(s.oedema.excess[i] / kWetSkin_frac - 1.0));
    double warm = warmer_K(s);
    for (const physiology::Finding& f : x.gland.finding) {
      const double here = physiology::cover(f, at.clock_rad, at.r_m);
      red = std::max(red, here * f.redness);
      shine = std::max(shine, here * f.shine);
      warm = std::max(warm, warmer_K(s) + here * f.warmth_degC);
    }
    out.redness.push_back(static_cast<float>(red));
    out.shine.push_back(static_cast<float>(shine));
    out.warmth_K.push_back(static_cast<float>(warm));
  }
  return out;
}

BreastSeen chart(const Model& m, const Scratch& x, const BreastState& s) {
  const anatomy::SurfaceView skin{m.breast.get(), s.tissue.x_m};
  const double depth_m = m.patient.coupling.probe_depth_m;
  BreastSeen out;
  out.present = true;
  out.areola_compressible = areola_compressible(m, s);
  out.areola_firmness =
      firmness_of(apparent_E_Pa(s.areola_probe_N_per_m * depth_m, depth_m, kStandardTip_m2));
  const Firmness body =
      firmness_of(apparent_E_Pa(s.body_probe_N_per_m * depth_m, depth_m, kStandardTip_m2));
  out.firmness = body;
  out.spes = spes_of(body, physiology::resting_pain(s.tissue_Pa, m.physiology.baseline_half_Pa));
  if (m.ducts.lobes > 0)
    out.protrusion_m = dot(skin.nipple_tip() - skin.nipple_base(), skin.nipple_axis());
  out.pit_depth_m = deepest_pit(m, x, s);
  out.pit_refill_s = s.pit_refill_s;
  for (const double q : x.ducts.pore_m3_per_s) out.dripping |= q > kPoreFlows_m3_per_s;

  // colour, warmth and gloss by the skin's nodes
  out.warmth_K = warmer_K(s);
  out.shine = smoothstep((s.tissue_Pa - kTightFrom_Pa) / (kTightFull_Pa - kTightFrom_Pa));
  double red = 0.0;
  for (const anatomy::SkinCoord at : m.breast->skin_coord) {
    double here = 0.0;
    for (const physiology::Finding& f : x.gland.finding)
      here = std::max(here, physiology::cover(f, at.clock_rad, at.r_m) * f.redness);
    red += here > kRedSeen ? 1.0 : 0.0;
  }
  for (const physiology::Finding& f : x.gland.finding) {
    out.white_spot_m = std::max(out.white_spot_m, f.white_spot_m);
    out.broken_skin = std::max(out.broken_skin, f.broken_skin);
    if (f.kind == physiology::ConditionKind::AccessoryTissue)
      out.in_armpit = std::max(out.in_armpit, f.severity);
  }
  for (const physiology::Finding& f : x.gland.finding)
    out.warmth_K = std::max(out.warmth_K, warmer_K(s) + f.warmth_degC);
  out.redness_frac = red / static_cast<double>(m.breast->skin_coord.size());
  return out;
}

}  // namespace lac::sim
