#pragma once
#include <span>

#include "base/sourced.h"

namespace lac::sim {

// What sim/ itself assumes of the person, the nurse's things and the ways of touching; how the
// models meet is in params.h.
// clang-format off
inline constexpr Sourced kTurn_rad_per_s      {0.35,  0.2,   0.7,   Evidence::Assumed, "", "mean speed of a change of position; effect: faster swings the breast"};
inline constexpr Sourced kLeanForward_rad     {0.70,  0.35,  1.2,   Evidence::Assumed, "", "leaning forward: chest from vertical; effect: how far the breast hangs off the chest"};
inline constexpr Sourced kSideRoll_rad        {1.40,  1.2,   1.57,  Evidence::Assumed, "", "side-lying: chest from facing up; effect: which way the breast falls"};
inline constexpr Sourced kMidlineBeyond_m     {0.020, 0.010, 0.035, Evidence::Assumed, "", "from a breast's edge to the breast bone; effect: where the other breast is drawn"};
inline constexpr Sourced kSpoon_m3            {5e-6,  3e-6,  10e-6, Evidence::Assumed, "", "room in a spoon; effect: when it runs over"};
inline constexpr Sourced kSyringe_m3          {5e-6,  1e-6,  10e-6, Evidence::Assumed, "", "room in a feeding syringe"};
inline constexpr Sourced kCup_m3              {60e-6, 30e-6, 120e-6, Evidence::Assumed, "", "room in a feeding cup"};
inline constexpr Sourced kSyringeSpray_frac   {0.3,   0.0,   0.6,   Evidence::Assumed, "", "share of a spray that a syringe or spoon catches; drops it takes all"};
// clang-format on

/// The table above by name, for tests and the reference page.
std::span<const NamedConstant> constants();

}  // namespace lac::sim
