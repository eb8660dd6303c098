#include "hand/hand.h"

#include <algorithm>

#include "base/math.h"

namespace lac::hand {
namespace {

using anatomy::SkinPoint;
using anatomy::SurfaceView;
using input::HandInput;
using input::Posture;

constexpr int kFingersPerHand = 16;
constexpr double kPalmCapsules = 3;      // a palm is this many thick capsules side by side
constexpr double kTipTilt = 0.6;         // a fingertip's shaft leans back by atan(0.6/0.8)
constexpr double kRingTilt = 0.5;        // ring tips lean outward
constexpr double kLetDownFrom_m = 0.05;  // ring tips come from this high above the nipple base
constexpr Vec3 kCranial{0.0, 1.0, 0.0};
constexpr Vec3 kLeftward{1.0, 0.0, 0.0};

/// The unit tangent at clock angle `clock` in the plane with this outward normal (12 is cranial).
Vec3 clock_direction(Vec3 normal, double clock) {
  const Vec3 up = unit(tangential(kCranial, normal), kLeftward);
  const Vec3 right = cross(up, normal);  // seen from outside, clockwise from `up`
  return cos(clock) * up + sin(clock) * right;
}

/// Outward normal of the skin over a pad's extent: facets of the mesh must not make the hand jerk.
Vec3 pad_normal(const SurfaceView& skin, const SkinPoint& p, double reach_m) {
  const double most2 = reach_m * reach_m;
  Vec3 sum;
  for (const auto& f : skin.breast->mesh.skin) {
    const Vec3 a = skin.node(f[0]), b = skin.node(f[1]), c = skin.node(f[2]);
    const Vec3 d = (1.0 / 3.0) * (a + b + c) - p.position_m;
    const double share = 1.0 - dot(d, d) / most2;
    if (share > 0.0) sum += (share * share) * cross(b - a, c - a);
  }
  return unit(sum, p.normal);
}

/// The skin point nearest to `p_m`, with the normal over a pad's extent.
SkinPoint under_pad(const HandParams& params, const SurfaceView& skin, Vec3 p_m) {
  SkinPoint p = skin.nearest(p_m);
  p.normal = pad_normal(skin, p, params.pad_extent_m);
  return p;
}

/// Where a finger let down along -axis over `over_m` meets the skin. Unlike the nearest point it
/// does not jump between the nipple's flank and the areola when the hand trembles.
SkinPoint below(const HandParams& params, const SurfaceView& skin, Vec3 over_m, Vec3 axis) {
  SkinPoint p = skin.ray(over_m + kLetDownFrom_m * axis, -axis);
  if (p.triangle < 0) return under_pad(params, skin, over_m);
  p.normal = pad_normal(skin, p, params.pad_extent_m);
  return p;
}

/// Moves `from` toward `to` by at most `step`.
Vec3 follow(Vec3 from, Vec3 to, double step) {
  const Vec3 d = to - from;
  const double length = norm(d);
  return length <= step ? to : from + (step / length) * d;
}

double follow(double from, double to, double step) { return from + clamp(to - from, -step, step); }

/// A body lying on the skin at `p`: its axis of length `length` along `axis`, pressing along
/// -normal.
Finger lying(int id, Part part, Vec3 p, Vec3 normal, Vec3 axis, double length, double radius,
             double press_N) {
  const Vec3 centre = p + radius * normal;
  Finger f{
      .id = id, .part = part, .radius_m = radius, .press_direction = -normal, .press_N = press_N};
  f.a_m = centre - (0.5 * length) * axis;
  f.b_m = centre + (0.5 * length) * axis;
  return f;
}

/// A fingertip standing on the skin at `p`, its shaft leaving along `shaft`.
Finger standing(int id, Vec3 p, Vec3 normal, Vec3 shaft, Vec3 press, const HandParams& params,
                double press_N) {
  Finger f{.id = id,
           .part = Part::Tip,
           .radius_m = params.tip_radius_m,
           .press_direction = press,
           .press_N = press_N};
  f.a_m = p + params.tip_radius_m * normal;
  f.b_m = f.a_m + params.shaft_m * shaft;
  return f;
}

void add_single_tip(const HandParams& params, const HandState::One& s, int base, double press_N,
                    std::vector<Finger>& out) {
  const Vec3 shaft = unit(0.8 * s.normal - kTipTilt * s.along);
  out.push_back(standing(base, s.origin_m, s.normal, shaft, -s.normal, params, press_N));
}

/// Bodies side by side across the hand's axis, each on its own piece of skin, sharing the force.
void add_side_by_side(const SurfaceView& skin, const HandState::One& s, int base, int count,
                      double gap_m, double length_m, double radius_m, Part part, double press_N,
                      std::vector<Finger>& out) {
  const Vec3 across = cross(s.normal, s.along);
  for (int k = 0; k < count; ++k) {
    const double offset = (k - 0.5 * (count - 1)) * gap_m;
    const SkinPoint p = skin.nearest(s.origin_m + offset * across);
    out.push_back(lying(base + k, part, p.position_m, s.normal, s.along, length_m, radius_m,
                        press_N / count));
  }
}

/// Finds the skin under the ring's tips, unless the ring has not moved.
void place_ring(const HandParams& params, const SurfaceView& skin, Vec3 centre_m, Vec3 axis,
                int tips, HandState::One& s) {
  const bool placed = s.ring_point[0].triangle >= 0 && s.ring_centre_m == centre_m &&
                      s.ring_span_m == s.span_m && s.ring_twist_rad == s.twist_rad;
  if (placed) return;
  s.ring_centre_m = centre_m;
  s.ring_span_m = s.span_m;
  s.ring_twist_rad = s.twist_rad;
  for (int k = 0; k < tips; ++k) {
    const Vec3 radial = clock_direction(axis, s.twist_rad + 2.0 * kPi * k / tips);
    s.ring_point[k] = below(params, skin, centre_m + s.span_m * radial, axis);
  }
}

/// Tips in a ring round the nipple base, straight toward the chest wall.
void add_ring(const HandParams& params, const SurfaceView& skin, HandState::One& s, int base,
              double press_N, std::vector<Finger>& out) {
  const Vec3 nipple = skin.nipple_base(), axis = skin.nipple_axis();
  // the aim itself: the skin nearest to a point inside the nipple may be on any of its sides
  const Vec3 off = tangential(s.aim_m - nipple, axis);
  const int tips = std::clamp(params.ring_tips, 1, kMostRingTips);
  place_ring(params, skin, norm(off) < params.ring_snap_m ? nipple : nipple + off, axis, tips, s);
  for (int k = 0; k < tips; ++k) {
    const SkinPoint& p = s.ring_point[k];
    const Vec3 radial = clock_direction(axis, s.twist_rad + 2.0 * kPi * k / tips);
    const Vec3 shaft = unit(axis + kRingTilt * radial);
    out.push_back(standing(base + k, p.position_m, p.normal, shaft, -axis, params, press_N));
  }
}

/// Thumb opposite two fingers, across the nipple; the pads lie across the radius so that they can
/// roll along it.
void add_c_hold(const HandParams& params, const SurfaceView& skin, const HandState::One& s,
                int base, const HandInput& in, double roll_step_m, std::vector<Finger>& out) {
  const Vec3 axis = skin.nipple_axis(), nipple = skin.nipple_base();
  const double side_rad =
      0.5 * params.c_hold_fingers_gap_m / std::max(s.span_m, params.tip_radius_m);
  const double clock[3] = {s.twist_rad, s.twist_rad + kPi - side_rad, s.twist_rad + kPi + side_rad};
  const double share[3] = {1.0, 0.5, 0.5};  // the two fingers together answer the thumb
  for (int k = 0; k < 3; ++k) {
    const SkinPoint landed =
        skin.at({clock[k] - 2.0 * kPi * std::floor(clock[k] / (2.0 * kPi)), s.span_m});
    // rolling and sliding carry the pad along the skin
    const Vec3 inward = skin.toward_nipple(landed);
    const double reach = std::max(s.span_m - params.tip_radius_m, 0.0);
    const Vec3 moved = landed.position_m + std::min(s.roll_m, reach) * inward + s.slid_m;
    const SkinPoint p = under_pad(params, skin, moved);
    const Vec3 across = unit(cross(p.normal, inward), s.along);
    Finger f = lying(base + k, k == 0 ? Part::Thumb : Part::Finger, p.position_m, p.normal, across,
                     params.pad_length_m, params.tip_radius_m, share[k] * in.press_N);
    f.press_direction = -axis;
    f.squeeze_direction = unit(tangential(nipple - landed.position_m, axis), inward);
    f.squeeze_N = share[k] * in.squeeze_N;
    f.axis_turn_rad = (roll_step_m / params.tip_radius_m) * cross(p.normal, inward);
    out.push_back(f);
  }
}

/// Follows aim, frame and roll of one hand.
double follow_hand(const HandParams& params, const SurfaceView& skin, const HandInput& in,
                   HandState::One& s) {
  const bool fresh = in.posture != s.posture;
  const bool landing = in.touching && (fresh || !s.touching);
  if (fresh) s.aim_m = in.aim_m;
  const Vec3 before = s.aim_m;
  s.aim_m = follow(s.aim_m, in.aim_m, params.max_aim_step_m);
  const SkinPoint under = under_pad(params, skin, s.aim_m);
  s.origin_m = under.position_m;

  // while it touches, the hand turns smoothly with the skin; in the air it turns at once
  const double turn = fresh || !in.touching ? 1.0 : params.normal_follow_frac;
  s.normal = unit(s.normal + turn * (under.normal - s.normal), under.normal);

  if (!in.touching || landing) {
    s.twist_rad = in.twist_rad;
    const double usual =
        in.posture == Posture::RpsRing ? params.ring_radius_m : params.c_hold_span_m;
    s.span_m = in.span_m > 0.0 ? in.span_m : usual;
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
    const int base = h * kFingersPerHand;
    switch (in.posture) {
      case Posture::SingleTip:
        add_single_tip(params, s, base, in.press_N, out.finger);
        break;
      case Posture::FlatPads:
        add_side_by_side(skin, s, base, 3, params.pads_gap_m, params.pad_length_m,
                         params.tip_radius_m, Part::Pad, in.press_N, out.finger);
        break;
      case Posture::FlatPalm:
      case Posture::Support:
        add_side_by_side(skin, s, base, kPalmCapsules, 1.2 * params.palm_radius_m,
                         2.0 * params.palm_radius_m, params.palm_radius_m, Part::Palm, in.press_N,
                         out.finger);
        break;
      case Posture::RpsRing:
        add_ring(params, skin, s, base, in.press_N, out.finger);
        break;
      case Posture::CHold:
        add_c_hold(params, skin, s, base, in, roll_step_m, out.finger);
        break;
      case Posture::None:
      case Posture::kCount:
        break;
    }
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
