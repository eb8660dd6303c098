#pragma once
#include <array>
#include <vector>

#include "render/hand_fit.h"
#include "render/skin_grid.h"
#include "render/skin_surface.h"
#include "sim/snapshot.h"

namespace lac::render {

/// Puts hands behind the finger bodies: which digit each body is, left or right hand by what an arm
/// can do, from the clinician's side or, where coached, from the parent's own.
/// @param side   +1: left breast, -1: right
std::vector<PlacedHand> place_hands(const std::vector<sim::FingerDrawn>& fingers,
                                    const std::array<bool, 2>& coached, const SkinSurface& skin,
                                    const SkinGrid& grid, float side);

/// The finger bodies where the picture has them: moved as the skin under them is, and
/// lifted off it.
std::vector<sim::FingerDrawn> shown_fingers(std::vector<sim::FingerDrawn> fingers,
                                            const SkinSurface& skin, float lift_m);
/// The same as rods, for contact shadow.
std::vector<Rod> shadow_rods(const std::vector<sim::FingerDrawn>& fingers);

}  // namespace lac::render
