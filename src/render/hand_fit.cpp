#include "render/hand_fit.h"

#include <algorithm>
#include <cmath>

#include "render/body_shape.h"

namespace lac::render {
namespace {

constexpr int kRounds = 40;
constexpr float kShare = 0.5f;  // of an error that one round takes away
constexpr float kTurnScale_m =
    0.055f;                         // lever at which an error turns the palm as much as it moves it
constexpr float kHomesick = 0.03f;  // pull back toward the wished direction, a round
// Places of the hand that must stay clear, in its own frame, and how far: half its thickness.
struct Clear {
  V3 at_m;
  float gap_m;
};
constexpr std::array<Clear, 9> kClear{{{{-0.029f, 0.044f, -0.002f}, 0.0120f},
                                       {{-0.009f, 0.049f, -0.002f}, 0.0120f},
                                       {{0.011f, 0.045f, -0.002f}, 0.0115f},
                                       {{0.029f, 0.036f, -0.004f}, 0.0110f},
                                       {{-0.024f, -0.020f, -0.008f}, 0.0170f},
                                       {{0.022f, -0.010f, -0.006f}, 0.0150f},
                                       {{0.000f, 0.010f, -0.004f}, 0.0150f},
                                       {{0.002f, -0.050f, 0.000f}, 0.0240f},
                                       {{0.004f, -0.095f, 0.000f}, 0.0290f}}};
constexpr float kChestGap_m = 0.006f;  // more over the chest: the drape lies there

// A frame that can be pushed at one of its points.
struct Rigid {
  Frame frame;
  float turns;
  void push(V3 at, V3 by) {
    frame.origin += by * kShare;
    const V3 lever = at - frame.origin;
    turn(cross(lever, by) * (turns * kShare / (kTurnScale_m * kTurnScale_m)) * 0.5f);
  }
  void turn(V3 axis_angle) {
    const float angle = length(axis_angle);
    if (angle > 0.08f) axis_angle = axis_angle * (0.08f / angle);
    frame.x = rotated(frame.x, axis_angle);
    frame.y = rotated(frame.y, axis_angle);
    frame.z = rotated(frame.z, axis_angle);
  }
};

void reach_tips(const HandWish& wish, Rigid& hand) {
  for (const HandWish::Tip& tip : wish.tip) {
    const DigitRig& rig = hand_rig()[static_cast<int>(tip.digit)];
    const float whole_m = rig.bone_m[0] + rig.bone_m[1] + rig.bone_m[2];
    const V3 base = hand.frame.place(rig.base_m), way = tip.at_m - base;
    const float far_m = length(way);
    const bool thumb = tip.digit == Digit::Thumb;
    const float least_m = (thumb ? 0.55f : wish.least_frac) * whole_m;
    const float most_m = wish.most_frac * whole_m;
    if (far_m > most_m) hand.push(base, unit(way) * (far_m - most_m));
    if (far_m < least_m) hand.push(base, unit(way) * (far_m - least_m));
    // a finger does not bend backward or sideways at its knuckle
    if (thumb) continue;
    const V3 local = hand.frame.local(unit(way));
    if (local.z > 0.15f) hand.push(base, hand.frame.z * ((local.z - 0.15f) * far_m * 0.5f));
    const float aside = local.x - rig.rest_direction.x;
    if (std::abs(aside) > 0.35f)
      hand.push(base, hand.frame.x * ((aside - std::copysign(0.35f, aside)) * far_m * 0.5f));
  }
}

void stay_clear(const SkinGrid& skin, float side, Rigid& hand) {
  for (const Clear& c : kClear) {
    const V3 p = hand.frame.place(c.at_m);
    if (const SkinVertex* const under = skin.near(p); under != nullptr) {
      const float gap_m = dot(p - under->position_m, under->normal);
      if (gap_m < c.gap_m) hand.push(p, under->normal * std::min(c.gap_m - gap_m, 0.012f));
    }
    if (side == 0.0f) continue;
    const float gap_m = body_distance_m(p, side) - kChestGap_m;
    if (gap_m < c.gap_m) hand.push(p, body_normal(p, side) * std::min(c.gap_m - gap_m, 0.012f));
  }
}

}  // namespace

PlacedHand fit_hand(const HandWish& wish, const SkinGrid& skin, float side) {
  Rigid hand{wish.palm, wish.turns};
  for (int round = 0; round < kRounds; ++round) {
    reach_tips(wish, hand);
    stay_clear(skin, side, hand);
    // the wished direction draws it back
    hand.turn((cross(hand.frame.y, wish.palm.y) + cross(hand.frame.z, wish.palm.z)) * kHomesick);
  }
  // rounding off: axes stay square
  Frame& f = hand.frame;
  f.y = unit(f.y);
  f.z = unit(f.z - f.y * dot(f.z, f.y));
  const V3 x = cross(f.y, f.z);
  f.x = dot(x, f.x) < 0.0f ? -x : x;

  PlacedHand placed{.palm = f, .idle_curl_rad = wish.idle_curl_rad, .arm = wish.arm};
  for (const HandWish::Tip& tip : wish.tip) {
    Reach reach{tip.digit, f.local(tip.at_m - f.origin), {}};
    if (tip.along) reach.along = f.local(*tip.along);
    placed.reach.push_back(reach);
  }
  return placed;
}

}  // namespace lac::render
