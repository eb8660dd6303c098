#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "anatomy/duct_tree.h"
#include "base/hash.h"
#include "physiology/gland_constants.h"

namespace lac::physiology {

/// States in which hands-on work changes or stops.
enum class ConditionKind : std::uint8_t {
  Inflammation,    // red, warm, tender wedge; grows where tissue is injured
  Abscess,         // gives like a water-filled bag in the middle of an inflamed area
  DeviceInjury,    // sore, cracked or swollen nipple from suction or a tight funnel
  Bleb,            // white spot that blocks a pore
  AccessoryTissue  // gland in the armpit that swells with milk and has no way out
};

/// One such state of a breast, as the case gives it.
struct Condition {
  ConditionKind kind = ConditionKind::Inflammation;
  double clock_rad = 0.0, r_m = 0.04;  // skin coordinates of its centre
  double radius_m = 0.02;              // of the area, along the skin
  double severity = 0.5;               // 0..1 at the start
};

/// What a clinician could see, feel or hear of it.
struct Finding {
  ConditionKind kind = ConditionKind::Inflammation;
  double clock_rad = 0.0, r_m = 0.0, radius_m = 0.0;
  double severity = 0.0;        // hidden; for the report alone
  double warmth_degC = 0.0;     // skin warmer than round it
  double redness = 0.0;         // 0..1, on skin of any tone: darker, warmer hue
  double shine = 0.0;           // 0..1, taut skin
  double firmness = 1.0;        // times that of the tissue near it
  double fluctuance = 0.0;      // 0..1, gives like a water-filled bag
  double white_spot_m = 0.0;    // bleb
  double broken_skin = 0.0;     // 0..1, crack or graze
  double threshold_frac = 1.0;  // tenderness: pain threshold there
};

/// The finding of one condition at this severity. @param fullness  mean of the breast, for
/// accessory tissue
Finding finding_of(const Condition& condition, double severity, double fullness);

/// How much of a finding is met at a place: 1 in its inner half, 0 from its edge.
double cover(const Finding& finding, double clock_rad, double r_m);
/// Smallest threshold_frac of the findings that cover a place, blending to 1 at their edge.
double threshold_at(std::span<const Finding> findings, double clock_rad, double r_m);
/// Warmth over round it at a place, degC.
double warmth_at(std::span<const Finding> findings, double clock_rad, double r_m);
/// Share of what a water-filled bag gives under a fingertip at a place: pus.
double fluctuance_at(std::span<const Finding> findings, double clock_rad, double r_m);
/// How much firmer than its own the tissue feels there, 1: as it is.
double firmness_at(std::span<const Finding> findings, double clock_rad, double r_m);
/// The lobe whose pore a bleb blocks: the one that lies in its direction; -1: there is none.
int blocked_pore(std::span<const Condition> conditions, const anatomy::DuctTree& tree);

}  // namespace lac::physiology
