#pragma once
#include <vector>

#include "render/glove.h"
#include "render/skin_surface.h"
#include "sim/snapshot.h"

namespace lac::render {

/// One drawn hand: where its palm is, what its fingers must reach.
struct PlacedHand {
  Frame palm;  // axes may be mirrored: a left hand
  std::vector<Reach> reach;
  float idle_curl_rad = 0.45f;
  V3 arm;  // unit: toward the elbow
};

/// Puts hands behind the finger bodies: which digit each body is, left or right hand by
/// what an arm coming from below and in front can do. Palms and wrists stay clear of the chest.
/// @param side   +1: left breast, -1: right
std::vector<PlacedHand> place_hands(const std::vector<sim::FingerDrawn>& fingers,
                                    const SkinSurface& skin, float side);

/// The finger bodies where the picture has them: moved as the skin under them is, and
/// lifted off it.
std::vector<sim::FingerDrawn> shown_fingers(const sim::Snapshot& snapshot, const SkinSurface& skin,
                                            float lift_m);
/// The same as rods, for contact shadow.
std::vector<Rod> shadow_rods(const std::vector<sim::FingerDrawn>& fingers);

}  // namespace lac::render
