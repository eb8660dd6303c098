#pragma once
#include "base/sourced.h"

namespace lac::ui {

// Verbal pressure classes (decisions.md "Pressure, force, lightness"): nobody has published hand
// pressures for these techniques, so all borders are assumed.
// clang-format off
inline constexpr Sourced kSkinStretchMost_kPa {1.5,  0.5,  3.0,  Evidence::Assumed, "", "effect: word shown to the learner; lymph uptake saturates by about 1 kPa"};
inline constexpr Sourced kGentleMost_kPa      {10.0, 4.0,  15.0, Evidence::Assumed, "", "effect: word shown to the learner; lymph uptake is nil from 10 kPa"};
inline constexpr Sourced kFirmMost_kPa        {30.0, 15.0, 60.0, Evidence::Assumed, "", "effect: word shown to the learner; above it the word is painful"};
inline constexpr Sourced kTipArea_m2          {1.5e-4, 1.0e-4, 2.5e-4, Evidence::Assumed, "", "effect: class that the press meter foretells for one fingertip"};
inline constexpr Sourced kPadsArea_m2         {7.0e-4, 4.0e-4, 1.1e-3, Evidence::Assumed, "", "effect: the same for three flat pads"};
inline constexpr Sourced kPalmArea_m2         {4.0e-3, 2.5e-3, 6.0e-3, Evidence::Assumed, "", "effect: the same for a palm"};
// clang-format on

}  // namespace lac::ui
