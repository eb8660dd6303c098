#include "hand/bodies.h"

#include "base/math.h"

namespace lac::hand {
namespace {

using anatomy::SkinPoint;
using anatomy::SurfaceView;

constexpr double kTipTilt = 0.6;         // a fingertip's shaft leans back by atan(0.6/0.8)
constexpr double kLetDownFrom_m = 0.05;  // ring tips come from this high above the nipple base
constexpr Vec3 kCranial{0.0, 1.0, 0.0};
constexpr Vec3 kLeftward{1.0, 0.0, 0.0};

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

/// The skin under a body beside the hand's middle; on a node area the wall itself.
Vec3 under_body(const Placing& at, Vec3 p_m) {
  return at.s.beside ? p_m : at.skin.nearest(p_m).position_m;
}

/// Bodies side by side across the hand's axis, each on its own piece of skin, sharing the force.
struct Row {
  int count;
  double gap_m, length_m, radius_m;
  Part part;
};
void add_row(const Placing& at, const Row& row) {
  const Vec3 across = cross(at.s.normal, at.s.along);
  for (int k = 0; k < row.count; ++k) {
    const double offset = (k - 0.5 * (row.count - 1)) * row.gap_m;
    const Vec3 p_m = under_body(at, at.s.origin_m + offset * across);
    at.out.push_back(lying(at.base + k, row.part, p_m, at.s.normal, at.s.along, row.length_m,
                           row.radius_m, at.in.press_N / row.count));
  }
}

/// How a fingertip's shaft leaves the skin.
Vec3 shaft_of(const HandState::One& s) { return unit(0.8 * s.normal - kTipTilt * s.along); }

}  // namespace

Vec3 clock_direction(Vec3 normal, double clock) {
  const Vec3 up = unit(tangential(kCranial, normal), kLeftward);
  const Vec3 right = cross(up, normal);  // seen from outside, clockwise from `up`
  return cos(clock) * up + sin(clock) * right;
}

SkinPoint under_pad(const HandParams& params, const SurfaceView& skin, Vec3 p_m) {
  SkinPoint p = skin.nearest(p_m);
  p.normal = pad_normal(skin, p, params.pad_extent_m);
  return p;
}

SkinPoint below(const HandParams& params, const SurfaceView& skin, Vec3 over_m, Vec3 axis) {
  SkinPoint p = skin.ray(over_m + kLetDownFrom_m * axis, -axis);
  if (p.triangle < 0) return under_pad(params, skin, over_m);
  p.normal = pad_normal(skin, p, params.pad_extent_m);
  return p;
}

Finger lying(int id, Part part, Vec3 p, Vec3 normal, Vec3 axis, double length_m, double radius_m,
             double press_N) {
  const Vec3 centre = p + radius_m * normal;
  Finger f{
      .id = id, .part = part, .radius_m = radius_m, .press_direction = -normal, .press_N = press_N};
  f.a_m = centre - (0.5 * length_m) * axis;
  f.b_m = centre + (0.5 * length_m) * axis;
  return f;
}

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

void add_single_tip(const Placing& at) {
  const HandState::One& s = at.s;
  at.out.push_back(
      standing(at.base, s.origin_m, s.normal, shaft_of(s), -s.normal, at.params, at.in.press_N));
}

void add_flat_pads(const Placing& at) {
  const HandParams& p = at.params;
  add_row(at, {3, p.pads_gap_m, p.pad_length_m, p.tip_radius_m, Part::Pad});
}

void add_palm(const Placing& at) {
  const HandParams& p = at.params;
  add_row(at, {3, 1.2 * p.palm_radius_m, 2.0 * p.palm_radius_m, p.palm_radius_m, Part::Palm});
}

void add_fist(const Placing& at) {
  const HandParams& p = at.params;
  add_row(at, {4, p.knuckle_gap_m, p.phalanx_m, p.finger_radius_m, Part::Fist});
}

void add_roll_hand(const Placing& at) {
  // the palm lies across the way to the nipple, whatever side of it the hand is on
  HandState::One& s = at.s;
  const Vec3 radial = unit(tangential(s.origin_m - at.skin.nipple_base(), s.normal), s.along);
  const Vec3 across = cross(s.normal, radial);
  s.along = unit(cos(at.in.twist_rad) * across + sin(at.in.twist_rad) * radial, s.along);
  add_palm(at);
}

void add_tapping_tips(const Placing& at) {
  const HandState::One& s = at.s;
  const Vec3 across = cross(s.normal, s.along);
  for (int k = 0; k < kTappingTips; ++k) {
    const double offset = (k - 0.5 * (kTappingTips - 1)) * at.params.pads_gap_m;
    const Vec3 p_m = under_body(at, s.origin_m + offset * across);
    at.out.push_back(standing(at.base + k, p_m, s.normal, shaft_of(s), -s.normal, at.params,
                              at.in.press_N / kTappingTips));
  }
}

void add_massager(const Placing& at) {
  const HandState::One& s = at.s;
  at.out.push_back(lying(at.base, Part::Head, s.origin_m, s.normal, s.along,
                         at.params.massager_length_m, at.params.massager_radius_m, at.in.press_N));
}

}  // namespace lac::hand
