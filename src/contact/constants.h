#pragma once
#include <span>

#include "base/sourced.h"

namespace lac::contact {

// clang-format off
inline constexpr Sourced kLeap_m          {0.050, 0.030, 0.100, Evidence::Assumed, "", "a command farther off than this lifts the finger and sets it down anew; smaller cuts off fast strokes"};
inline constexpr Sourced kSearchStep_m    {0.004, 0.001, 0.004, Evidence::Assumed, "", "step outward while looking for a clear start; the finger appears at most this far off the skin"};
inline constexpr Sourced kSearchReach_m   {0.240, 0.150, 0.300, Evidence::Assumed, "", "how far outward a clear start is looked for; longer than any breast is deep"};
inline constexpr Sourced kMirrorMargin_m  {0.001, 0.0005, 0.005, Evidence::Assumed, "", "collision margin given to Bullet's shapes, whose own is 40 mm; results do not use it"};
// clang-format on
/// Bullet's tolerances are absolute and made for bodies of metres: its world is in millimetres, or
/// a ray hits every triangle whose plane it crosses.
inline constexpr double kBulletPerMetre = 1000.0;

/// The table above by name, for tests and the reference page.
std::span<const NamedConstant> constants();

}  // namespace lac::contact
