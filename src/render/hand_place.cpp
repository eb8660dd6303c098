#include "render/hand_place.h"

#include <algorithm>
#include <cmath>

namespace lac::render {
namespace {

using input::Posture;
using Bodies = std::vector<const sim::FingerDrawn*>;

// Half thickness of the drawn palm.
constexpr float kPalmHalf_m = 0.0135f;
// A palm keeps this far from the chest, drape included; fingers can follow so much at most.
constexpr float kClearance_m = 0.030f, kMostLift_m = 0.055f;
constexpr float kPalmGap_m = 0.013f;  // from the breast: half the palm
// Where an arm comes from: below, in front, from the hand's own side.
V3 arm_from(float side) { return unit(V3{0.62f * side, -0.72f, 0.42f}); }

V3 centre(const sim::FingerDrawn& f) { return (v3(f.a_m) + v3(f.b_m)) * 0.5f; }

V3 mean_centre(const Bodies& bodies) {
  V3 sum;
  for (const sim::FingerDrawn* f : bodies) sum += centre(*f);
  return sum * (1.0f / static_cast<float>(bodies.size()));
}

V3 mean_normal(const Bodies& bodies, const SkinSurface& skin) {
  V3 sum;
  for (const sim::FingerDrawn* f : bodies) sum += skin.nearest_shown(centre(*f)).normal;
  return unit(sum);
}

// A frame with y along the fingers and z toward the back of the hand; `thumb` tells the thumb's
// side and so whether it is a right or a left hand.
Frame hand_frame(V3 fingers, V3 back, V3 thumb) {
  Frame frame;
  frame.y = unit(fingers);
  frame.z = unit(back - frame.y * dot(back, frame.y), {0, 0, 1});
  frame.x = cross(frame.y, frame.z);
  if (dot(frame.x, thumb) > 0.0f) frame.x = -frame.x;
  return frame;
}

// Slides the palm so that each digit's tip lies `reach_m` ahead of its knuckle along `ahead`.
void seat(Frame& frame, const std::vector<std::pair<Digit, V3>>& tips, V3 ahead, float share) {
  V3 sum;
  for (const auto& [digit, tip] : tips) {
    const DigitRig& rig = hand_rig()[static_cast<int>(digit)];
    const float reach_m = share * (rig.bone_m[0] + rig.bone_m[1] + rig.bone_m[2]);
    sum += tip - frame.turn(rig.base_m + unit(ahead) * reach_m);
  }
  frame.origin = sum * (1.0f / static_cast<float>(tips.size()));
}

void aim(PlacedHand& hand, Digit digit, V3 tip_m, std::optional<V3> along) {
  Reach reach{digit, hand.palm.local(tip_m - hand.palm.origin), {}};
  if (along) reach.along = hand.palm.local(*along);
  hand.reach.push_back(reach);
}

PlacedHand single_tip(const Bodies& bodies, V3 normal, float side) {
  const sim::FingerDrawn& f = *bodies.front();
  const V3 tip = v3(f.a_m), shaft = unit(v3(f.b_m) - tip, normal);
  // the finger leans back along its shaft; the hand lies behind it
  const V3 lean = unit(shaft - normal * dot(shaft, normal), arm_from(side));
  PlacedHand hand{.idle_curl_rad = 1.15f, .arm = arm_from(side)};
  // on a steep flank the hand stays in front of it
  const float dip = mix(0.72f, 0.24f, smooth(0.35f, 0.85f, normal.z));
  hand.palm = hand_frame(-lean - normal * dip, normal, V3{-side, 0.35f, 0.0f});
  seat(hand.palm, {{Digit::Index, tip}}, {0.0f, 0.95f, -0.32f}, 0.97f);
  aim(hand, Digit::Index, tip, unit(-shaft * 0.55f - lean * 0.75f));
  return hand;
}

PlacedHand flat_pads(const Bodies& bodies, V3 normal, float side) {
  const V3 axis = unit(v3(bodies[0]->b_m) - v3(bodies[0]->a_m));
  PlacedHand hand{.idle_curl_rad = 0.35f, .arm = arm_from(side)};
  hand.palm = hand_frame(axis * 0.97f - normal * 0.20f, normal, V3{-side, 0.35f, 0.0f});
  // index at the thumb's side
  Bodies order = bodies;
  std::sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
    return dot(centre(*a), hand.palm.x) < dot(centre(*b), hand.palm.x);
  });
  std::vector<std::pair<Digit, V3>> tips;
  for (std::size_t k = 0; k < order.size() && k < 4; ++k)
    tips.push_back({static_cast<Digit>(k + 1), v3(order[k]->b_m)});
  seat(hand.palm, tips, {0.0f, 0.97f, -0.22f}, 0.95f);
  for (const auto& [digit, tip] : tips) aim(hand, digit, tip, axis);
  return hand;
}

PlacedHand flat_palm(const Bodies& bodies, V3 normal, float side, const SkinSurface& skin,
                     bool support) {
  const sim::FingerDrawn& middle = *bodies[bodies.size() / 2];
  const V3 axis = unit(v3(middle.b_m) - v3(middle.a_m));
  const V3 fingers =
      support ? unit(V3{-side, 0.15f, -0.25f} - normal * dot(V3{-side, 0.15f, -0.25f}, normal))
              : axis;
  PlacedHand hand{.idle_curl_rad = 0.18f, .arm = arm_from(side)};
  hand.palm = hand_frame(fingers, normal, support ? V3{0, 0.2f, 1.0f} : V3{-side, 0.35f, 0.0f});
  const V3 on_skin = mean_centre(bodies) - normal * middle.radius_m;
  hand.palm.origin = on_skin + normal * kPalmHalf_m - hand.palm.y * 0.012f;
  // fingers follow the skin
  for (int d = 1; d < kDigits; ++d) {
    const DigitRig& rig = hand_rig()[d];
    const float total_m = 0.97f * (rig.bone_m[0] + rig.bone_m[1] + rig.bone_m[2]);
    const V3 guess = hand.palm.place(rig.base_m + rig.rest_direction * total_m);
    const SkinVertex& under = skin.nearest_shown(guess - normal * 0.01f);
    const V3 above = under.position_m + under.normal * rig.radius_m[3];
    const V3 tip = length(above - guess) < 0.045f ? above : guess;
    aim(hand, static_cast<Digit>(d), tip, std::nullopt);
  }
  return hand;
}

// Thumb opposite two fingers, hand from the side.
PlacedHand c_hold(const Bodies& bodies, V3 normal, float side) {
  const sim::FingerDrawn* thumb = bodies.front();
  Bodies fingers;
  for (const sim::FingerDrawn* f : bodies) {
    if (f->part == 2) thumb = f;
  }
  for (const sim::FingerDrawn* f : bodies)
    if (f != thumb) fingers.push_back(f);
  if (fingers.empty()) return single_tip(bodies, normal, side);
  // a pad lies across the way to the nipple, so its axis tells that way even when the pads meet
  const V3 inward = cross(unit(v3(thumb->b_m) - v3(thumb->a_m)), normal);
  const V3 across = unit(normal * dot(inward, normal) - inward, {0, 1, 0});
  V3 sideways = cross(normal, across);
  if (dot(sideways, arm_from(side)) < 0.0f) sideways = -sideways;
  const V3 wrist = unit(sideways * 0.80f - across * 0.45f);

  PlacedHand hand{.idle_curl_rad = 0.75f, .arm = unit(wrist + arm_from(side) * 0.8f)};
  hand.palm = hand_frame(-wrist * 0.78f - normal * 0.62f, normal, across);
  std::sort(fingers.begin(), fingers.end(), [&](const auto* a, const auto* b) {
    return dot(centre(*a), wrist) > dot(centre(*b), wrist);
  });
  std::vector<std::pair<Digit, V3>> tips;
  for (std::size_t k = 0; k < fingers.size() && k < 4; ++k)
    tips.push_back({static_cast<Digit>(k + 1), centre(*fingers[k])});
  seat(hand.palm, tips, {0.10f, 0.80f, -0.60f}, 0.88f);
  for (const auto& [digit, tip] : tips) aim(hand, digit, tip, std::nullopt);
  aim(hand, Digit::Thumb, centre(*thumb), std::nullopt);
  return hand;
}

// Ring of tips: the right hand takes those on its side, the left hand the others; both come from
// below, backs toward the one who works, fingers curved onto the areola.
std::vector<PlacedHand> ring(const Bodies& bodies, V3 normal) {
  const V3 middle = mean_centre(bodies);
  const V3 right = unit(V3{1, 0, 0} - normal * normal.x), up = cross(normal, right);
  Bodies order = bodies;
  const auto rightness = [&](const sim::FingerDrawn* f) {
    return dot(centre(*f) - middle, right) - 0.02f * dot(centre(*f) - middle, up);
  };
  std::sort(order.begin(), order.end(),
            [&](const auto* a, const auto* b) { return rightness(a) > rightness(b); });
  std::vector<PlacedHand> hands;
  const auto half = static_cast<std::ptrdiff_t>(order.size() / 2);
  for (int h = 0; h < 2; ++h) {
    const float side = h == 0 ? 1.0f : -1.0f;
    Bodies mine(h == 0 ? order.begin() : order.begin() + half,
                h == 0 ? order.begin() + half : order.end());
    if (mine.empty()) continue;
    PlacedHand hand{.idle_curl_rad = 0.75f, .arm = arm_from(side)};
    hand.palm = hand_frame(right * (-0.80f * side) + up * 0.34f - normal * 0.46f,
                           normal + right * (0.35f * side), up * -1.0f);
    std::sort(mine.begin(), mine.end(), [&](const auto* a, const auto* b) {
      return dot(centre(*a), hand.palm.x) < dot(centre(*b), hand.palm.x);
    });
    std::vector<std::pair<Digit, V3>> tips;
    for (std::size_t k = 0; k < mine.size() && k < 4; ++k)
      tips.push_back({static_cast<Digit>(k + 1), v3(mine[k]->a_m)});
    seat(hand.palm, tips, {0.0f, 0.84f, -0.54f}, 0.80f);
    for (const auto& [digit, tip] : tips) {
      const V3 inward = unit(hand.palm.y * 0.45f - normal * 0.9f);
      aim(hand, digit, tip, inward);
    }
    hands.push_back(std::move(hand));
  }
  return hands;
}

// Moves the hand off breast, chest and drape until palm and wrist are clear; fingers keep their
// tips where they are.
void clear_of_body(PlacedHand& hand, const SkinSurface& skin, float side) {
  const auto move = [&](V3 by) {
    const V3 local = hand.palm.local(by);
    hand.palm.origin += by;
    for (Reach& reach : hand.reach) reach.tip_m = reach.tip_m - local;
  };
  for (const float y : {0.055f, 0.035f, 0.0f}) {
    const V3 p = hand.palm.place({0.0f, y, 0.0f});
    const SkinVertex& under = skin.nearest_shown(p);
    const float gap_m = dot(p - under.position_m, under.normal);
    if (under.join < 0.5f && gap_m < kPalmGap_m)
      move(under.normal * std::min(kPalmGap_m - gap_m, kMostLift_m));
  }
  float lift_m = 0.0f;
  for (const float y : {0.03f, -0.02f, -0.06f, -0.10f}) {
    const V3 p = hand.palm.place({0.0f, y, 0.0f});
    lift_m = std::max(lift_m, torso_height_m(p.x, p.y, side) + kClearance_m - p.z);
  }
  move({0.0f, 0.0f, std::min(lift_m, kMostLift_m)});
}

}  // namespace

std::vector<PlacedHand> place_hands(const std::vector<sim::FingerDrawn>& fingers,
                                    const SkinSurface& skin, float side_of_body) {
  std::vector<PlacedHand> hands;
  for (int h = 0; h < 2; ++h) {
    Bodies bodies;
    for (const sim::FingerDrawn& f : fingers)
      if (f.hand == h) bodies.push_back(&f);
    if (bodies.empty()) continue;
    const float side = h == 0 ? 1.0f : -1.0f;
    const V3 normal = mean_normal(bodies, skin);
    switch (bodies.front()->posture) {
      case Posture::SingleTip:
      case Posture::NippleTouch:
      case Posture::Massager:
        hands.push_back(single_tip(bodies, normal, side));
        break;
      case Posture::FlatPads:
      case Posture::TappingTips:
      case Posture::FistBacks:
      case Posture::StraightFingers:
      case Posture::TwoThumbs:
        hands.push_back(flat_pads(bodies, normal, side));
        break;
      case Posture::FlatPalm:
      case Posture::RollHand:
        hands.push_back(flat_palm(bodies, normal, side, skin, false));
        break;
      case Posture::Support:
        hands.push_back(flat_palm(bodies, normal, side, skin, true));
        break;
      case Posture::CHold:
      case Posture::UHold:
      case Posture::TwoFingerC:
      case Posture::Flower:
        hands.push_back(c_hold(bodies, normal, side));
        break;
      case Posture::RpsRing:
        for (PlacedHand& hand : ring(bodies, normal)) hands.push_back(std::move(hand));
        break;
      case Posture::Flange:  // a device, no hand
      case Posture::None:
      case Posture::kCount:
        break;
    }
  }
  if (skin.flare() != nullptr)
    for (PlacedHand& hand : hands) clear_of_body(hand, skin, side_of_body);
  return hands;
}

std::vector<sim::FingerDrawn> shown_fingers(const sim::Snapshot& snapshot, const SkinSurface& skin,
                                            float lift_m) {
  std::vector<sim::FingerDrawn> fingers = snapshot.finger;
  for (sim::FingerDrawn& f : fingers) {
    const V3 offset = skin.offset_m(centre(f)) + skin.nearest(centre(f)).normal * lift_m;
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
