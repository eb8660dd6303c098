#pragma once
#include <array>

#include "base/sourced.h"

namespace lac::anatomy {

// value, low, high, evidence, source, note
// clang-format off
inline constexpr Sourced kHeightPerWidth_frac {70.0 / 68.0, 1.0, 1.15, Evidence::Assumed, "", "effect: base taller than wide; physiology.md A5 default a 68, b 70"};
inline constexpr Sourced kPtosisSag_frac {0.65, 0.4, 1.0, Evidence::Assumed, "", "effect: how far ptosis 1 lowers the nipple, of the projection"};
inline constexpr Sourced kPtosisTilt_rad {0.40, 0.2, 0.8, Evidence::Assumed, "", "effect: how far ptosis 1 points the nipple down"};
inline constexpr Sourced kTurnOut_rad {0.26, 0.17, 0.35, Evidence::Assumed, "", "effect: nipple turned to the side, 10-20 deg; physiology.md A5"};
inline constexpr Sourced kLowerFullness_frac {0.20, 0.1, 0.5, Evidence::Assumed, "", "effect: lower pole fuller, upper pole flatter"};
inline constexpr Sourced kAxillaryBump_m {0.030, 0.010, 0.040, Evidence::Assumed, "", "effect: reach of the axillary tail at axillary_tail_frac 1"};
inline constexpr Sourced kAxillaryDirection_rad {0.75, 0.5, 1.0, Evidence::Assumed, "", "effect: tail's direction above the lateral axis, about 1:30 on the left"};
inline constexpr Sourced kChestRadius_m {0.160, 0.120, 0.160, Evidence::Assumed, "", "effect: curvature of the chest wall; physiology.md A5"};
inline constexpr Sourced kChestCentreMedial_m {0.020, 0.0, 0.040, Evidence::Assumed, "", "effect: slope of the chest wall under the breast"};
inline constexpr Sourced kFlatNippleLength_m {2.0e-3, 0.5e-3, 3.0e-3, Evidence::Assumed, "", "effect: height of a flat or inverted nipple's disc"};
inline constexpr Sourced kInversionDepth_m {6.0e-3, 3.0e-3, 8.0e-3, Evidence::Assumed, "", "effect: how deep an inverted nipple lies"};
inline constexpr Sourced kLeastProjection_m {0.020, 0.020, 0.030, Evidence::Assumed, "", "effect: flattest shape that is built"};
inline constexpr Sourced kMostProjection_m {0.130, 0.100, 0.130, Evidence::Assumed, "", "effect: longest shape that is built"};

inline constexpr Sourced kGlandPerGlandAndFat_frac {2.0 / 3.0, 0.6, 0.72, Evidence::LactatingHuman, "ramsay-2005", "gland : fat about 2 : 1 [B7]"};
inline constexpr Sourced kIntraglandularFat_frac {0.07, 0.03, 0.12, Evidence::LactatingHuman, "ramsay-2005", "[B7]"};
inline constexpr Sourced kSkinFatLayer_m {6.0e-3, 3.0e-3, 10.0e-3, Evidence::Assumed, "", "effect: fat between skin and gland, none behind the areola"};
inline constexpr Sourced kWallFatLayer_m {5.0e-3, 2.0e-3, 10.0e-3, Evidence::Assumed, "", "effect: fat between gland and chest wall"};
inline constexpr Sourced kSubareolarRadius_m {12.0e-3, 8.0e-3, 15.0e-3, Evidence::Assumed, "", "effect: width of the duct-bundle core"};
inline constexpr Sourced kSubareolarDepth_m {18.0e-3, 10.0e-3, 25.0e-3, Evidence::Assumed, "", "effect: depth of the duct-bundle core"};
inline constexpr Sourced kAreolaSkinDepth_m {3.0e-3, 2.0e-3, 4.0e-3, Evidence::Assumed, "", "effect: thickness of areolar skin and muscle"};

inline constexpr Sourced kSkinInterstitial_frac {0.50, 0.40, 0.60, Evidence::Assumed, "", "effect: fluid held by skin [E1.14]"};
inline constexpr Sourced kGlandInterstitial_frac {0.20, 0.15, 0.25, Evidence::Assumed, "", "effect: fluid held by gland [E1.14]"};
inline constexpr Sourced kFatInterstitial_frac {0.10, 0.08, 0.12, Evidence::Assumed, "", "effect: fluid held by fat [E1.14]"};
inline constexpr Sourced kAreolarDisc_m {12.5e-3, 10.0e-3, 15.0e-3, Evidence::Assumed, "", "effect: zone that reverse pressure softening is read in; physiology.md 7.6"};
inline constexpr Sourced kAreolarDepth_m {12.0e-3, 10.0e-3, 15.0e-3, Evidence::Assumed, "", "effect: as kAreolarDisc_m, in depth"};

inline constexpr Sourced kSkinThickness_m {1.55e-3, 1.30e-3, 1.80e-3, Evidence::NonLactatingHuman, "sutradhar-2013", "23 women x 16 sites [A5.13]"};
inline constexpr Sourced kSkinThicknessSpread_m {0.20e-3, 0.0, 0.25e-3, Evidence::NonLactatingHuman, "sutradhar-2013", "thicker medially and below [A5.13, A5.14]"};
inline constexpr Sourced kParasternalEdge_frac {0.58, 0.4, 0.7, Evidence::Assumed, "", "effect: share of inner tissue draining to the parasternal nodes; 25 % at most [E2.3]"};
inline constexpr Sourced kClavicularEdge_frac {0.62, 0.4, 0.7, Evidence::Assumed, "", "effect: share of upper inner tissue draining to the clavicular nodes [E2.1]"};

inline constexpr Sourced kAxillaBeyond_m {25e-3, 10e-3, 50e-3, Evidence::Assumed, "", "effect: armpit nodes lateral of the breast's edge"};
inline constexpr Sourced kAxillaAbove_m {35e-3, 10e-3, 60e-3, Evidence::Assumed, "", "effect: armpit nodes above the breast's edge"};
inline constexpr Sourced kClavicleAbove_m {70e-3, 40e-3, 100e-3, Evidence::Assumed, "", "effect: nodes above the collarbone"};
inline constexpr Sourced kParasternumBeyond_m {15e-3, 5e-3, 30e-3, Evidence::Assumed, "", "effect: parasternal nodes medial of the breast's edge"};

inline constexpr Sourced kMainDuctDiameterLeft_m {1.9e-3, 1.3e-3, 2.5e-3, Evidence::LactatingHuman, "ramsay-2005", "left, ultrasound, n=21 [B2]"};
inline constexpr Sourced kMainDuctDiameterRight_m {2.0e-3, 1.3e-3, 2.7e-3, Evidence::LactatingHuman, "ramsay-2005", "right, ultrasound, n=21 [B2]"};
inline constexpr Sourced kMainDucts {9.4, 6.5, 12.3, Evidence::LactatingHuman, "ramsay-2005", "4-18, n=21 [B1]"};
inline constexpr Sourced kFirstBranch_m {8.0e-3, 2.5e-3, 13.5e-3, Evidence::LactatingHuman, "ramsay-2005", "n=21 [B3]"};
inline constexpr Sourced kPoreDiameter_m {0.5e-3, 0.3e-3, 0.7e-3, Evidence::Assumed, "", "effect: resistance of the pores; physiology.md 7.3"};
inline constexpr Sourced kLobeShape {6.0, 3.0, 12.0, Evidence::Assumed, "", "effect: spread of lobe sizes, shape of a gamma distribution"};
inline constexpr Sourced kDuctDepth_m {11.0e-3, 10.0e-3, 12.0e-3, Evidence::Assumed, "", "effect: depth of ducts under the areola; physiology-notes.md 3"};
// clang-format on

/// Distance of the segment centres behind the nipple base in the standard breast, deepest first
/// (physiology-notes.md 3).
inline constexpr std::array<double, 4> kSegmentBehind_m{45e-3, 27e-3, 15e-3, 5e-3};

/// The folder's numbers, for tests and the reference page.
inline constexpr auto kConstants = std::to_array<NamedConstant>({
    {"height_per_width_frac", kHeightPerWidth_frac},
    {"ptosis_sag_frac", kPtosisSag_frac},
    {"ptosis_tilt_rad", kPtosisTilt_rad},
    {"turn_out_rad", kTurnOut_rad},
    {"lower_fullness_frac", kLowerFullness_frac},
    {"axillary_bump_m", kAxillaryBump_m},
    {"axillary_direction_rad", kAxillaryDirection_rad},
    {"chest_radius_m", kChestRadius_m},
    {"chest_centre_medial_m", kChestCentreMedial_m},
    {"flat_nipple_length_m", kFlatNippleLength_m},
    {"inversion_depth_m", kInversionDepth_m},
    {"least_projection_m", kLeastProjection_m},
    {"most_projection_m", kMostProjection_m},
    {"gland_per_gland_and_fat_frac", kGlandPerGlandAndFat_frac},
    {"intraglandular_fat_frac", kIntraglandularFat_frac},
    {"skin_fat_layer_m", kSkinFatLayer_m},
    {"wall_fat_layer_m", kWallFatLayer_m},
    {"subareolar_radius_m", kSubareolarRadius_m},
    {"subareolar_depth_m", kSubareolarDepth_m},
    {"areola_skin_depth_m", kAreolaSkinDepth_m},
    {"skin_interstitial_frac", kSkinInterstitial_frac},
    {"gland_interstitial_frac", kGlandInterstitial_frac},
    {"fat_interstitial_frac", kFatInterstitial_frac},
    {"areolar_disc_m", kAreolarDisc_m},
    {"areolar_depth_m", kAreolarDepth_m},
    {"skin_thickness_m", kSkinThickness_m},
    {"skin_thickness_spread_m", kSkinThicknessSpread_m},
    {"parasternal_edge_frac", kParasternalEdge_frac},
    {"clavicular_edge_frac", kClavicularEdge_frac},
    {"axilla_beyond_m", kAxillaBeyond_m},
    {"axilla_above_m", kAxillaAbove_m},
    {"clavicle_above_m", kClavicleAbove_m},
    {"parasternum_beyond_m", kParasternumBeyond_m},
    {"main_duct_diameter_left_m", kMainDuctDiameterLeft_m},
    {"main_duct_diameter_right_m", kMainDuctDiameterRight_m},
    {"main_ducts", kMainDucts},
    {"first_branch_m", kFirstBranch_m},
    {"pore_diameter_m", kPoreDiameter_m},
    {"lobe_shape", kLobeShape},
    {"duct_depth_m", kDuctDepth_m},
});

}  // namespace lac::anatomy
