// Poses of fingers that face each other: the holds of hand expression, and the touch of the nipple.
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "hand/bodies.h"

namespace lac::hand {
namespace {

using anatomy::SkinPoint;

constexpr double kBesideFrom_m = 0.04;  // fingers come to the nipple's flank from this far out

double wrapped(double clock_rad) {
  return clock_rad - 2.0 * kPi * std::floor(clock_rad / (2.0 * kPi));
}

}  // namespace

void add_hold(const Placing& at, int fingers, double thumb_clock_rad, double roll_step_m) {
  const HandParams& params = at.params;
  const HandState::One& s = at.s;
  const Vec3 axis = at.skin.nipple_axis(), nipple = at.skin.nipple_base();
  const double side_rad =
      0.5 * params.c_hold_fingers_gap_m / std::max(s.span_m, params.tip_radius_m);
  for (int k = 0; k <= fingers; ++k) {
    // the thumb, then the fingers side by side opposite it, which together answer the thumb
    const double aside = fingers > 1 ? side_rad * (2.0 * (k - 1) / (fingers - 1) - 1.0) : 0.0;
    const double clock = k == 0 ? thumb_clock_rad : thumb_clock_rad + kPi + aside;
    const double share = k == 0 ? 1.0 : 1.0 / fingers;
    const SkinPoint landed = at.skin.at({wrapped(clock), s.span_m});

    // rolling and sliding carry the pad along the skin; it lies across the radius so that it can
    const Vec3 inward = at.skin.toward_nipple(landed);
    const double reach = std::max(s.span_m - params.tip_radius_m, 0.0);
    const Vec3 moved = landed.position_m + std::min(s.roll_m, reach) * inward + s.slid_m;
    const SkinPoint p = under_pad(params, at.skin, moved);
    const Vec3 across = unit(cross(p.normal, inward), s.along);
    Finger f = lying(at.base + k, k == 0 ? Part::Thumb : Part::Finger, p.position_m, p.normal,
                     across, params.pad_length_m, params.tip_radius_m, share * at.in.press_N);
    f.press_direction = -axis;
    f.squeeze_direction = unit(tangential(nipple - landed.position_m, axis), inward);
    f.squeeze_N = share * at.in.squeeze_N;
    f.axis_turn_rad = (roll_step_m / params.tip_radius_m) * cross(p.normal, inward);
    at.out.push_back(f);
  }
}

void add_nipple_touch(const Placing& at) {
  // halfway up the nipple, from two sides; off the nipple the same two fingers pinch the skin
  const Vec3 axis = at.skin.nipple_axis(), base = at.skin.nipple_base();
  const Vec3 off = tangential(at.s.aim_m - base, axis);
  const bool on = norm(off) < at.params.ring_snap_m;
  const Vec3 middle = on ? 0.5 * (base + at.skin.nipple_tip()) : base + off;
  for (int k = 0; k < 2; ++k) {
    const Vec3 radial = clock_direction(axis, at.s.twist_rad + kPi * k);
    SkinPoint p = at.skin.ray(middle + kBesideFrom_m * radial, -radial);
    const bool flank = on && p.triangle >= 0;
    if (!flank) p = below(at.params, at.skin, middle + at.params.tip_radius_m * radial, axis);
    const Vec3 normal = flank ? radial : p.normal;
    const Vec3 shaft = unit(axis + radial);
    at.out.push_back(standing(at.base + k, p.position_m, normal, shaft, flank ? -radial : -axis,
                              at.params, at.in.press_N));
  }
}

}  // namespace lac::hand
