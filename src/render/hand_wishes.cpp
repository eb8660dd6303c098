#include "render/hand_wishes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "render/body_shape.h"

namespace lac::render {
namespace {

using input::Posture;
using Bodies = std::vector<const sim::FingerDrawn*>;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kThumbPart = 2;  // hand::Part::Thumb
// How far a flat finger's tip lies beyond the end of its pad, and how far it settles on the skin.
constexpr std::array<float, kDigits> kBeyond_m{0.0f, 0.001f, 0.010f, 0.005f, -0.008f};
constexpr float kMostSettle_m = 0.006f;
constexpr float kPalmHalf_m = 0.0135f;  // half thickness of the drawn palm
constexpr float kOffBreast_m = 0.012f;  // beside its last skin by this much is beyond the breast
constexpr float kDrape_m = 0.004f;      // what lies on the chest there
constexpr float kLaid_frac = 0.985f;    // of a finger's length, laid on almost straight
constexpr float kMostBack = 0.12f;      // of a finger's direction: it does not bend backward
constexpr float kThumbBeside_m = 0.035f;

// A frame with y along the fingers and z toward the back of the hand; `hand` +1: its thumb is on
// the left when the fingers point up and the back is seen, a right hand.
Frame hand_frame(V3 fingers, V3 back, float hand) {
  Frame frame;
  frame.y = unit(fingers);
  frame.z = unit(back - frame.y * dot(back, frame.y), {0, 0, 1});
  frame.x = cross(frame.y, frame.z) * hand;
  return frame;
}

// Slides the palm so that each digit's tip lies ahead of its knuckle along `ahead` (hand's frame).
void seat(HandWish& wish, V3 ahead, float share) {
  V3 sum;
  float count = 0.0f;
  for (const HandWish::Tip& tip : wish.tip) {
    if (tip.digit == Digit::Thumb && wish.tip.size() > 1) continue;
    const DigitRig& rig = hand_rig()[static_cast<int>(tip.digit)];
    const float reach_m = share * (rig.bone_m[0] + rig.bone_m[1] + rig.bone_m[2]);
    sum += tip.at_m - wish.palm.turn(rig.base_m + unit(ahead) * reach_m);
    count += 1.0f;
  }
  wish.palm.origin = sum * (1.0f / count);
}

// Bodies from the thumb's side to the little finger's.
Bodies across(const Grip& grip, const Frame& palm) {
  Bodies order = grip.bodies;
  std::sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
    return dot(centre_of(*a), palm.x) < dot(centre_of(*b), palm.x);
  });
  return order;
}

// The body's axis, pointing away from the arm.
V3 pointing(const Grip& grip, const sim::FingerDrawn& f) {
  const V3 axis = unit(v3(f.b_m) - v3(f.a_m), -grip.arm);
  return dot(axis, grip.arm) > 0.0f ? -axis : axis;
}
// The end of a body that a finger coming along `way` has its tip at.
V3 far_end(const sim::FingerDrawn& f, V3 way) {
  const V3 a = v3(f.a_m), b = v3(f.b_m);
  return dot(b - a, way) > 0.0f ? b : a;
}

V3 flat(V3 v, V3 normal) { return v - normal * dot(v, normal); }

// One or several tips standing on the skin, their shafts leaning back.
HandWish standing_tips(const Grip& grip) {
  const sim::FingerDrawn& f = *grip.bodies.front();
  const V3 shaft = unit(v3(f.b_m) - v3(f.a_m), grip.normal);
  const V3 lean = unit(flat(shaft, grip.normal) * 0.4f + flat(grip.arm, grip.normal), grip.arm);
  HandWish wish{.idle_curl_rad = grip.bodies.size() > 1 ? 0.5f : 1.15f, .arm = grip.arm};
  // on a steep flank the hand stays in front of it
  const float dip = mix(0.62f, 0.22f, smooth(0.35f, 0.85f, grip.normal.z));
  wish.palm = hand_frame(-lean - grip.normal * dip, grip.normal, grip.hand);
  int digit = 1;
  for (const sim::FingerDrawn* body : across(grip, wish.palm))
    if (digit < kDigits)
      wish.tip.push_back(
          {static_cast<Digit>(digit++), v3(body->a_m), unit(-lean * 0.75f - grip.normal * 0.70f)});
  wish.least_frac = 0.80f;
  seat(wish, {0.0f, 0.92f, -0.38f}, 0.95f);
  return wish;
}

// Fingers lying flat along the bodies' own axis.
HandWish flat_fingers(const Grip& grip) {
  const V3 axis = pointing(grip, *grip.bodies.front());
  HandWish wish{.least_frac = 0.82f, .idle_curl_rad = 0.30f, .arm = grip.arm};
  wish.palm = hand_frame(axis * 0.97f - grip.normal * 0.22f, grip.normal, grip.hand);
  int digit = 1;
  for (const sim::FingerDrawn* body : across(grip, wish.palm)) {
    if (digit >= kDigits) break;
    // fingers differ in length: a longer one lies on beyond the pad that presses
    const V3 at = far_end(*body, axis) + axis * kBeyond_m[static_cast<std::size_t>(digit)];
    const SkinVertex& under = grip.skin->nearest_shown(at);
    const float off_m = hand_rig()[digit].radius_m[3] - dot(at - under.position_m, under.normal);
    wish.tip.push_back({static_cast<Digit>(digit++),
                        at + under.normal * clamp(off_m, -kMostSettle_m, kMostSettle_m), axis});
  }
  seat(wish, {0.0f, 0.97f, -0.22f}, 0.97f);
  return wish;
}

// The skin near a place, and `above_m` off it; beyond the breast the chest's own, which the drape
// may cover.
V3 above_skin(const Grip& grip, V3 at, float above_m) {
  const SkinVertex& under = grip.skin->nearest_shown(at);
  const V3 off = at - under.position_m;
  if (grip.skin->flare() == nullptr || length(flat(off, under.normal)) < kOffBreast_m)
    return under.position_m + under.normal * above_m;
  const V3 out = body_normal(at, grip.body_side);
  return at + out * (above_m + kDrape_m - body_distance_m(at, grip.body_side));
}

// A palm laid on; lay_fingers() does the rest.
HandWish laid_palm(const Grip& grip, V3 fingers, float curl_rad) {
  const sim::FingerDrawn& middle = *grip.bodies[grip.bodies.size() / 2];
  HandWish wish{.idle_curl_rad = curl_rad, .arm = grip.arm, .turns = 0.4f, .lays = true};
  wish.palm = hand_frame(fingers, grip.normal, grip.hand);
  const V3 on_skin = grip.middle - grip.normal * middle.radius_m;
  wish.palm.origin = on_skin + grip.normal * kPalmHalf_m - wish.palm.y * 0.018f;
  return wish;
}

// Thumb opposite fingers; the hand comes from the side across them, the nipple in the open between.
HandWish hold(const Grip& grip) {
  const sim::FingerDrawn* thumb = grip.bodies.front();
  Bodies fingers;
  for (const sim::FingerDrawn* f : grip.bodies)
    if (f->part == kThumbPart) thumb = f;
  for (const sim::FingerDrawn* f : grip.bodies)
    if (f != thumb) fingers.push_back(f);
  if (fingers.empty()) return standing_tips(grip);
  // a pad lies across the way to the nipple, so its axis tells that way even when the pads meet
  const V3 inward = cross(unit(v3(thumb->b_m) - v3(thumb->a_m)), grip.normal);
  const V3 to_thumb = unit(flat(-inward, grip.normal), {0, 1, 0});
  V3 sideways = cross(grip.normal, to_thumb);
  if (dot(sideways, grip.arm) < 0.0f) sideways = -sideways;
  const V3 wrist = unit(sideways * 0.90f - to_thumb * 0.34f);

  HandWish wish{.least_frac = 0.55f, .idle_curl_rad = 0.92f};
  wish.arm = unit(wrist * 0.8f + grip.arm);
  const V3 back = grip.normal * 0.86f + wrist * 0.42f;
  wish.palm = hand_frame(-wrist * 0.93f - grip.normal * 0.34f, back, grip.hand);
  // whichever hand has its thumb on the thumb's side
  if (dot(wish.palm.x, to_thumb) > 0.0f) wish.palm.x = -wish.palm.x;
  std::sort(fingers.begin(), fingers.end(), [&](const auto* a, const auto* b) {
    return dot(centre_of(*a), wrist) < dot(centre_of(*b), wrist);
  });
  for (std::size_t k = 0; k < fingers.size() && k < 4; ++k)
    wish.tip.push_back({static_cast<Digit>(k + 1), centre_of(*fingers[k]),
                        unit(-wrist * 0.75f + to_thumb * 0.42f - grip.normal * 0.50f)});
  wish.tip.push_back({Digit::Thumb, centre_of(*thumb), std::nullopt});
  seat(wish, {0.05f, 0.86f, -0.50f}, 0.80f);
  return wish;
}

// A share of a ring of tips from one side: knuckles far out, so that the nipple stays in sight.
HandWish ring_side(const Grip& grip, Bodies mine, V3 outward, float hand) {
  HandWish wish{.least_frac = 0.90f, .most_frac = 0.985f, .idle_curl_rad = 0.62f, .turns = 0.7f};
  wish.arm = unit(outward * 0.75f + V3{0.0f, -0.55f, 0.25f});
  wish.palm = hand_frame(-outward * 0.95f - grip.normal * 0.30f,
                         grip.normal * 0.92f + outward * 0.25f, hand);
  std::sort(mine.begin(), mine.end(), [&](const auto* a, const auto* b) {
    return dot(centre_of(*a), wish.palm.x) < dot(centre_of(*b), wish.palm.x);
  });
  for (std::size_t k = 0; k < mine.size() && k < 4; ++k)
    wish.tip.push_back({static_cast<Digit>(k + 1), v3(mine[k]->a_m),
                        unit(-outward * 0.42f - grip.normal * 0.90f)});
  seat(wish, {0.0f, 0.93f, -0.36f}, 0.96f);
  return wish;
}

// Ring of tips of both hands: each takes those on its side.
std::vector<HandWish> ring(const Grip& grip) {
  const V3 right = unit(flat({1, 0, 0}, grip.normal)), up = cross(grip.normal, right);
  Bodies order = grip.bodies;
  const auto rightness = [&](const sim::FingerDrawn* f) {
    return dot(v3(f->a_m) - grip.middle, right) - 0.02f * dot(v3(f->a_m) - grip.middle, up);
  };
  std::sort(order.begin(), order.end(),
            [&](const auto* a, const auto* b) { return rightness(a) > rightness(b); });
  const auto half = static_cast<std::ptrdiff_t>((order.size() + 1) / 2);
  std::vector<HandWish> wishes;
  wishes.push_back(ring_side(grip, Bodies(order.begin(), order.begin() + half),
                             unit(right * 0.84f - up * 0.54f), 1.0f));
  if (order.size() > 1)
    wishes.push_back(ring_side(grip, Bodies(order.begin() + half, order.end()),
                               unit(-right * 0.84f - up * 0.54f), -1.0f));
  return wishes;
}

// All five tips of one hand round the nipple: the hand arches over from below.
HandWish flower(const Grip& grip) {
  const V3 wrist = unit(flat(grip.arm, grip.normal));
  HandWish wish{.least_frac = 0.55f, .idle_curl_rad = 0.4f, .arm = grip.arm};
  wish.palm = hand_frame(-wrist * 0.70f - grip.normal * 0.68f, grip.normal * 0.72f - wrist * 0.60f,
                         grip.hand);
  // in order round the ring, beginning at the thumb's side nearest to the wrist
  const V3 start = unit(-wish.palm.x * 0.8f + wrist * 0.6f);
  const V3 next = -wrist;
  Bodies order = grip.bodies;
  const auto turn = [&](const sim::FingerDrawn* f) {
    const V3 d = unit(flat(v3(f->a_m) - grip.middle, grip.normal));
    const V3 other = unit(next - start * dot(next, start));
    const float angle = std::atan2(dot(d, other), dot(d, start));
    return angle < -0.63f ? angle + 2.0f * kPi : angle;
  };
  std::sort(order.begin(), order.end(),
            [&](const auto* a, const auto* b) { return turn(a) < turn(b); });
  for (std::size_t k = 0; k < order.size() && k < kDigits; ++k)
    wish.tip.push_back({static_cast<Digit>(k), v3(order[k]->a_m), std::nullopt});
  seat(wish, {0.0f, 0.70f, -0.71f}, 0.82f);
  return wish;
}

// The flat of one thumb beside the nipple; the other fingers rest on the breast's side.
HandWish flat_thumb(const Grip& grip) {
  const sim::FingerDrawn& thumb = *grip.bodies.front();
  const V3 along = pointing(grip, thumb);
  const V3 nipple = grip.skin->nipple_tip_m();
  const V3 outward = unit(flat(grip.middle - nipple, grip.normal), -along);
  HandWish wish{.idle_curl_rad = 0.32f, .arm = grip.arm, .turns = 0.8f};
  wish.palm = hand_frame(along * 0.62f + outward * 0.72f - grip.normal * 0.30f, grip.normal, 1.0f);
  // the thumb is on the nipple's side of its hand
  if (dot(wish.palm.x, outward) < 0.0f) wish.palm.x = -wish.palm.x;
  wish.tip.push_back({Digit::Thumb, far_end(thumb, along), along});
  const DigitRig& rig = hand_rig()[0];
  wish.palm.origin =
      far_end(thumb, along) - along * 0.085f - wish.palm.turn(rig.base_m) + grip.normal * 0.012f;
  return wish;
}

// Backs of a loose fist's fingers: the hand is turned over, knuckles to the skin.
HandWish fist(const Grip& grip) {
  const V3 axis = pointing(grip, *grip.bodies.front());
  HandWish wish{.idle_curl_rad = 1.45f, .arm = grip.arm, .turns = 0.0f};
  const V3 inward = unit(-grip.normal * 0.72f - flat(grip.arm, grip.normal) * 0.80f);
  wish.palm = hand_frame(inward, axis + grip.normal * 0.5f, grip.hand);
  wish.palm.origin = grip.middle - wish.palm.turn({0.0f, 0.058f, -0.014f}) + grip.normal * 0.004f;
  return wish;
}

// Thumb and finger at the nipple's sides.
HandWish pinch(const Grip& grip) {
  if (grip.bodies.size() < 2) return standing_tips(grip);
  const V3 wrist = unit(flat(grip.arm, grip.normal));
  HandWish wish{.least_frac = 0.70f, .idle_curl_rad = 0.95f, .arm = grip.arm};
  wish.palm = hand_frame(-wrist * 0.86f - grip.normal * 0.40f, grip.normal * 0.8f + wrist * 0.3f,
                         grip.hand);
  const V3 a = v3(grip.bodies[0]->a_m), b = v3(grip.bodies[1]->a_m);
  const bool first_is_thumb = dot(a - b, wish.palm.x) < 0.0f;
  wish.tip.push_back(
      {Digit::Index, first_is_thumb ? b : a, unit(-wrist * 0.6f - grip.normal * 0.8f)});
  wish.tip.push_back(
      {Digit::Thumb, first_is_thumb ? a : b, unit(-wrist * 0.7f - grip.normal * 0.7f)});
  seat(wish, {0.0f, 0.85f, -0.52f}, 0.86f);
  return wish;
}

// Round the bottle below a pump's funnel, out of the way of what is drawn into it.
HandWish pump_hand(const Grip& grip) {
  HandWish wish{.idle_curl_rad = 1.05f, .arm = grip.arm, .turns = 0.0f};
  const V3 fingers = unit(flat(-grip.arm, {0, 1, 0}));
  wish.palm = hand_frame(fingers, grip.normal * 0.6f + grip.arm * 0.3f, grip.hand);
  wish.palm.origin = grip.middle + grip.normal * 0.072f + V3{0.0f, -0.084f, 0.0f} -
                     wish.palm.y * 0.030f + wish.palm.z * 0.020f;
  return wish;
}

// Round the handle of the massager, behind its head.
HandWish on_handle(const Grip& grip) {
  const V3 fingers = unit(flat(-grip.arm, grip.normal));
  HandWish wish{.idle_curl_rad = 0.85f, .arm = grip.arm, .turns = 0.0f};
  wish.palm = hand_frame(fingers - grip.normal * 0.15f, grip.normal, grip.hand);
  wish.palm.origin = grip.middle - wish.palm.y * 0.094f + grip.normal * 0.034f;
  return wish;
}

}  // namespace

void lay_fingers(const Grip& grip, PlacedHand& hand) {
  hand.reach.clear();
  for (int d = 1; d < kDigits; ++d) {
    const DigitRig& rig = hand_rig()[static_cast<std::size_t>(d)];
    const float far_m = kLaid_frac * (rig.bone_m[0] + rig.bone_m[1] + rig.bone_m[2]);
    const V3 base = hand.palm.place(rig.base_m);
    V3 way = hand.palm.turn(rig.rest_direction);
    for (int round = 0; round < 3; ++round) {
      const V3 on = above_skin(grip, base + way * far_m, rig.radius_m[3]);
      V3 local = hand.palm.local(unit(on - base));
      local.z = std::min(local.z, kMostBack);
      way = hand.palm.turn(unit(local));
    }
    hand.reach.push_back({static_cast<Digit>(d), rig.base_m + hand.palm.local(way) * far_m, {}});
  }
  // the thumb lies beside the hand, on the skin too
  const V3 beside = hand.palm.place({-0.058f, 0.058f, -0.010f});
  const V3 on = above_skin(grip, beside, hand_rig()[0].radius_m[3]);
  if (length(on - beside) < kThumbBeside_m)
    hand.reach.push_back({Digit::Thumb, hand.palm.local(on - hand.palm.origin), {}});
}

V3 centre_of(const sim::FingerDrawn& f) { return (v3(f.a_m) + v3(f.b_m)) * 0.5f; }

V3 middle_of(const Bodies& bodies) {
  V3 sum;
  for (const sim::FingerDrawn* f : bodies) sum += centre_of(*f);
  return sum * (1.0f / static_cast<float>(bodies.size()));
}

float hand_side(const Grip& grip, int h) {
  // the parent's own: the hand of the breast's side first; the clinician's: right hand first
  if (grip.coached) return h == 0 ? grip.body_side : -grip.body_side;
  return h == 0 ? 1.0f : -1.0f;
}

V3 arm_from(const Grip& grip) {
  // the clinician's arms come from below and in front, the parent's from beside, along the body
  if (grip.coached)
    return unit(grip.hand * grip.body_side > 0.0f ? V3{0.80f * grip.hand, -0.62f, 0.16f}
                                                  : V3{0.86f * grip.hand, -0.40f, 0.30f});
  return unit(V3{0.66f * grip.hand, -0.68f, 0.40f});
}

std::vector<HandWish> wishes_of(const Grip& grip) {
  const V3 across_body = flat(V3{-grip.hand, 0.18f, -0.20f}, grip.normal);
  switch (grip.posture) {
    case Posture::SingleTip:
    case Posture::TappingTips:
      return {standing_tips(grip)};
    case Posture::FlatPads:
    case Posture::StraightFingers:
      return {flat_fingers(grip)};
    case Posture::FlatPalm:
    case Posture::RollHand:
      return {laid_palm(grip, pointing(grip, *grip.bodies.front()), 0.18f)};
    case Posture::Support:
      return {laid_palm(grip, across_body, 0.18f)};
    case Posture::CHold:
    case Posture::UHold:
    case Posture::TwoFingerC:
      return {hold(grip)};
    case Posture::RpsRing:
      return ring(grip);
    case Posture::Flower:
      return {flower(grip)};
    case Posture::TwoThumbs:
      return {flat_thumb(grip)};
    case Posture::FistBacks:
      return {fist(grip)};
    case Posture::NippleTouch:
      return {pinch(grip)};
    case Posture::Flange:
      return {pump_hand(grip)};
    case Posture::Massager:
      return {on_handle(grip)};
    case Posture::None:
    case Posture::kCount:
      break;
  }
  return {};
}

}  // namespace lac::render
