#include "hand/hand.h"

#include <algorithm>

#include "base/math.h"
#include "hand/bodies.h"

namespace lac::hand {
namespace {

using anatomy::SkinPoint;
using anatomy::SurfaceView;
using input::HandInput;
using input::Posture;

/// Moves `from` toward `to` by at most `step`.
Vec3 follow(Vec3 from, Vec3 to, double step) {
  const Vec3 d = to - from;
  const double length = norm(d);
  return length <= step ? to : from + (step / length) * d;
}

double follow(double from, double to, double step) { return from + clamp(to - from, -step, step); }

/// The span a posture has when the input names none.
double usual_span_m(const HandParams& params, Posture posture) {
  switch (posture) {
    case Posture::RpsRing:
    case Posture::Flower:
      return params.ring_radius_m;
    case Posture::Flange:
      return params.flange_radius_m;
    default:
      return params.c_hold_span_m;
  }
}

/// On the chest wall beside the breast, where a group of lymph nodes lies; triangle -1.
/// `under` is the breast's skin nearest to the aim. A hand that lies there stays there (`stays`)
/// near the nodes: circles that reach over the breast's edge do not hop on to it.
bool beside_breast(const HandParams& params, const SurfaceView& skin, Vec3 aim_m, bool stays,
                   SkinPoint& under) {
  const bool off =
      norm(tangential(aim_m - under.position_m, {0.0, 0.0, 1.0})) >= params.beside_from_m;
  if (!off && !stays) return false;
  const anatomy::Landmarks& marks = skin.breast->landmarks;
  const double reach_m = off ? params.node_reach_m : params.node_stay_m;
  double nearest_m = reach_m;
  for (const Vec3 node : {marks.axilla_m, marks.clavicle_m, marks.parasternum_m})
    nearest_m = std::min(nearest_m, norm(tangential(aim_m - node, {0.0, 0.0, 1.0})));
  if (nearest_m >= reach_m) return false;

  // the wall curves about the body's length: its slope is that along x
  const anatomy::BreastParams& body = skin.breast->params;
  const double step_m = params.pad_extent_m;
  const double slope = (anatomy::chest_wall_height_m(body, aim_m.x + step_m) -
                        anatomy::chest_wall_height_m(body, aim_m.x - step_m)) /
                       (2.0 * step_m);
  under = {.position_m = {aim_m.x, aim_m.y, anatomy::chest_wall_height_m(body, aim_m.x)},
           .normal = unit(Vec3{-slope, 0.0, 1.0})};
  return true;
}

/// Follows aim, frame and roll of one hand.
double follow_hand(const HandParams& params, const SurfaceView& skin, const HandInput& in,
                   HandState::One& s) {
  const bool fresh = in.posture != s.posture;
  const bool landing = in.touching && (fresh || !s.touching);
  if (fresh) s.aim_m = in.aim_m;
  const Vec3 before = s.aim_m;
  // the parent's own hand does what it hears, more slowly
  const double step_m = in.coached ? params.max_coached_step_m : params.max_aim_step_m;
  s.aim_m = follow(s.aim_m, in.aim_m, step_m);
  SkinPoint under = under_pad(params, skin, s.aim_m);
  const bool stays = s.beside && s.touching && in.touching && !fresh;
  s.beside = beside_breast(params, skin, s.aim_m, stays, under);
  s.origin_m = under.position_m;

  // while it touches, the hand turns smoothly with the skin; in the air it turns at once
  const double turn = fresh || !in.touching ? 1.0 : params.normal_follow_frac;
  s.normal = unit(s.normal + turn * (under.normal - s.normal), under.normal);

  if (!in.touching || landing) {
    s.twist_rad = in.twist_rad;
    s.span_m = in.span_m > 0.0 ? in.span_m : usual_span_m(params, in.posture);
    s.slid_m = Vec3{};
    s.roll_m = 0.0;
  } else {
    s.slid_m += s.aim_m - before;
  }
  s.along = clock_direction(s.normal, s.twist_rad);
  const double roll_before = s.roll_m;
  if (in.touching)
    s.roll_m = follow(s.roll_m, clamp(in.roll_m, 0.0, params.max_roll_m), params.max_roll_step_m);
  s.posture = in.posture;
  s.touching = in.touching;
  return s.roll_m - roll_before;
}

/// The bodies of one hand.
void place(const Placing& at, double roll_step_m) {
  switch (at.in.posture) {
    case Posture::SingleTip:
      return add_single_tip(at);
    case Posture::FlatPads:
      return add_flat_pads(at);
    case Posture::FlatPalm:
    case Posture::Support:
      return add_palm(at);
    case Posture::CHold:
      return add_hold(at, 2, at.s.twist_rad, roll_step_m);
    case Posture::UHold:
      return add_hold(at, 2, at.s.twist_rad - 0.5 * kPi, roll_step_m);
    case Posture::TwoFingerC:
      return add_hold(at, 1, at.s.twist_rad, roll_step_m);
    case Posture::RpsRing:
      return add_tip_ring(at, at.params.ring_tips);
    case Posture::Flower:
      return add_tip_ring(at, kFlowerTips);
    case Posture::StraightFingers:
      return add_straight_fingers(at);
    case Posture::TwoThumbs:
      return add_thumb(at);
    case Posture::FistBacks:
      return add_fist(at);
    case Posture::RollHand:
      return add_roll_hand(at);
    case Posture::TappingTips:
      return add_tapping_tips(at);
    case Posture::NippleTouch:
      return add_nipple_touch(at);
    case Posture::Flange:
      return add_flange(at);
    case Posture::Massager:
      return add_massager(at);
    case Posture::None:
    case Posture::kCount:
      return;
  }
}

}  // namespace

HandPose pose(const HandParams& params, const SurfaceView& skin, const input::InputFrame& frame,
              HandState& state) {
  HandPose out;
  for (int h = 0; h < 2; ++h) {
    const HandInput& in = frame.hands[h];
    HandState::One& s = state.hand[h];
    if (in.posture == Posture::None) {
      s = HandState::One{};
      continue;
    }
    const double roll_step_m = follow_hand(params, skin, in, s);
    const std::size_t first = out.finger.size();
    place(Placing{params, skin, in, s, h * kBodiesPerHand, out.finger}, roll_step_m);
    for (std::size_t i = first; i < out.finger.size(); ++i) out.finger[i].beside = s.beside;
  }
  return out;
}

void hash_into(Hasher& hasher, const HandState& state) {
  for (const HandState::One& s : state.hand)
    hasher.add(s.posture)
        .add(static_cast<int>(s.touching))
        .add(s.aim_m)
        .add(s.origin_m)
        .add(s.normal)
        .add(s.along)
        .add(s.twist_rad)
        .add(s.span_m)
        .add(s.roll_m)
        .add(s.slid_m);
}

}  // namespace lac::hand
