#pragma once
#include <vector>

#include "render/hand_fit.h"
#include "render/skin_surface.h"
#include "sim/snapshot.h"

namespace lac::render {

/// One hand's bodies on the skin, and who it belongs to.
struct Grip {
  std::vector<const sim::FingerDrawn*> bodies;
  input::Posture posture = input::Posture::None;
  const SkinSurface* skin = nullptr;
  float body_side = 1.0f;  // +1 left breast
  bool coached = false;    // the parent's own hand
  float hand = 1.0f;       // +1: its arm comes from the right of the picture
  V3 middle, normal;       // of its bodies; of the skin under them
  V3 arm;                  // unit: toward the elbow
};

V3 centre_of(const sim::FingerDrawn& f);
V3 middle_of(const std::vector<const sim::FingerDrawn*>& bodies);
/// From which side the arm of hand `h` comes.
float hand_side(const Grip& grip, int h);
V3 arm_from(const Grip& grip);
/// How the hand would like to lie: one wish, or two where one posture is both hands.
std::vector<HandWish> wishes_of(const Grip& grip);

/// Lays the fingers of a placed palm on the skin, each straight from its knuckle as far as the skin
/// goes with it.
void lay_fingers(const Grip& grip, PlacedHand& hand);

}  // namespace lac::render
