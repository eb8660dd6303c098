#pragma once
#include <span>
#include <vector>

#include "anatomy/surface_view.h"
#include "scenario/experiment.h"

namespace lac::study {

/// The solved breast as measures see it: its shape now and at the start, and what its tissue bears.
struct TissueView {
  const anatomy::Breast* breast = nullptr;
  std::span<const float> x_m, start_m;  // [node * 4]
  std::span<const double> pressure_Pa;  // [node] above that of the start
  double plate_gap_m = 0.0;             // between the plates; 0: none press
  double plate_N = 0.0;                 // what they bear
  double plate_m2 = 0.0;                // and on how much skin each
  double hand_N = 0.0, hand_m2 = 0.0;   // all fingers on the skin: force along its normal, area
};

/// How far a place of the skin has gone in from where it was at the start, along its normal of
/// then, m.
double indentation_m(const TissueView& view, const scenario::Site& site);
/// Distance of a place of the skin from where it was at the start, m.
double shift_m(const TissueView& view, const scenario::Site& site);
/// Largest or least principal stretch of the skin triangle at a place, from the start to now.
double skin_stretch(const TissueView& view, const scenario::Site& site, bool largest);
/// Gland under a place, as a probe held toward the chest wall meets it, m.
double gland_thickness_m(const TissueView& view, const scenario::Site& site);
/// Thinning of the gland there since the start over its thickness then: what an elastogram shows.
double gland_strain(const TissueView& view, const scenario::Site& site);
/// All tissue there, from the skin to the chest wall, m.
double tissue_thickness_m(const TissueView& view, const scenario::Site& site);
/// Mean width of the nipple half way up, and how far its tip stands off its base, m.
double nipple_diameter_m(const TissueView& view);
double nipple_length_m(const TissueView& view);
/// How far the nipple has gone from where it was at the start, m.
double nipple_shift_m(const TissueView& view);
/// Pressure at a place under the skin above that of the start, Pa.
double pressure_Pa(const TissueView& view, const scenario::Site& site);
/// Volume inside the skin now, m3.
double volume_m3(const TissueView& view);

}  // namespace lac::study
