#include "render/hand_place.h"

#include <algorithm>
#include <cmath>

#include "render/hand_wishes.h"

namespace lac::render {

std::vector<PlacedHand> place_hands(const std::vector<sim::FingerDrawn>& fingers,
                                    const std::array<bool, 2>& coached, const SkinSurface& skin,
                                    const SkinGrid& grid, float side) {
  const float chest = skin.flare() == nullptr ? 0.0f : side;
  std::vector<PlacedHand> hands;
  for (int h = 0; h < 2; ++h) {
    Grip grip{.skin = &skin, .body_side = side, .coached = coached[h]};
    for (const sim::FingerDrawn& f : fingers)
      if (f.hand == h) grip.bodies.push_back(&f);
    if (grip.bodies.empty()) continue;
    grip.posture = grip.bodies.front()->posture;
    grip.middle = middle_of(grip.bodies);
    V3 normal;
    for (const sim::FingerDrawn* f : grip.bodies)
      normal += skin.nearest_shown(centre_of(*f)).normal;
    grip.normal = unit(normal);
    grip.hand = hand_side(grip, h);
    grip.arm = arm_from(grip);
    for (const HandWish& wish : wishes_of(grip)) {
      hands.push_back(fit_hand(wish, grid, chest));
      if (wish.lays) lay_fingers(grip, hands.back());
      hands.back().bare = coached[h];
    }
  }
  return hands;
}

std::vector<sim::FingerDrawn> shown_fingers(std::vector<sim::FingerDrawn> fingers,
                                            const SkinSurface& skin, float lift_m) {
  for (sim::FingerDrawn& f : fingers) {
    const V3 c = centre_of(f);
    const V3 offset = skin.offset_m(c) + skin.nearest(c).normal * lift_m;
    for (int k = 0; k < 3; ++k) {
      const float move = k == 0 ? offset.x : k == 1 ? offset.y : offset.z;
      f.a_m[k] += move;
      f.b_m[k] += move;
    }
  }
  return fingers;
}

std::vector<Rod> shadow_rods(const std::vector<sim::FingerDrawn>& fingers) {
  std::vector<Rod> rods;
  rods.reserve(fingers.size());
  for (const sim::FingerDrawn& f : fingers) rods.push_back({v3(f.a_m), v3(f.b_m), f.radius_m});
  return rods;
}

}  // namespace lac::render
