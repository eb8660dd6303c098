// Poses round the nipple base: rings of tips, straight fingers and thumbs beside it, the flange.
#include <algorithm>

#include "base/math.h"
#include "hand/bodies.h"

namespace lac::hand {
namespace {

using anatomy::SkinPoint;

constexpr double kRingTilt = 0.5;  // ring tips lean outward

/// The ring's centre: the nipple, or the aim if it is too far from it to be meant.
Vec3 ring_centre(const Placing& at) {
  const Vec3 nipple = at.skin.nipple_base(), axis = at.skin.nipple_axis();
  // the aim itself: the skin nearest to a point inside the nipple may be on any of its sides
  const Vec3 off = tangential(at.s.aim_m - nipple, axis);
  return norm(off) < at.params.ring_snap_m ? nipple : nipple + off;
}

/// Finds the skin under `count` bodies of a ring or row, unless it has not moved.
/// `place(k)` is the point over body k, before it is let down along the nipple's axis.
template <class Place>
void find_skin(const Placing& at, Vec3 centre_m, int count, const Place& place) {
  HandState::One& s = at.s;
  const bool placed = s.ring_point[0].triangle >= 0 && s.ring_centre_m == centre_m &&
                      s.ring_span_m == s.span_m && s.ring_twist_rad == s.twist_rad;
  if (placed) return;
  s.ring_centre_m = centre_m;
  s.ring_span_m = s.span_m;
  s.ring_twist_rad = s.twist_rad;
  for (int k = 0; k < count; ++k)
    s.ring_point[k] = below(at.params, at.skin, place(k), at.skin.nipple_axis());
}

/// Where the side of a body of this radius touches the nipple's side.
double beside_nipple_m(const Placing& at, double radius_m) {
  return 0.5 * at.skin.breast->params.nipple_diameter_m + radius_m;
}

/// A body on the skin at `p` that lies along `along`, whichever way the facet under it leans.
Finger lying_along(const Placing& at, int k, Part part, const SkinPoint& p, Vec3 along,
                   double length_m, double radius_m, double press_N) {
  const Vec3 axis = at.skin.nipple_axis();
  const Vec3 normal = unit(tangential(p.normal, along), axis);
  Finger f = lying(at.base + k, part, p.position_m, normal, along, length_m, radius_m, press_N);
  f.press_direction = -axis;
  return f;
}

}  // namespace

void add_tip_ring(const Placing& at, int tips) {
  const Vec3 axis = at.skin.nipple_axis(), centre = ring_centre(at);
  const int count = std::clamp(tips, 1, kMostRingTips);
  const auto radial = [&](int k) {
    return clock_direction(axis, at.s.twist_rad + 2.0 * kPi * k / count);
  };
  find_skin(at, centre, count, [&](int k) { return centre + at.s.span_m * radial(k); });
  for (int k = 0; k < count; ++k) {
    const SkinPoint& p = at.s.ring_point[k];
    const Vec3 shaft = unit(axis + kRingTilt * radial(k));
    at.out.push_back(
        standing(at.base + k, p.position_m, p.normal, shaft, -axis, at.params, at.in.press_N));
  }
}

void add_straight_fingers(const Placing& at) {
  // first knuckles touch the nipple; the second finger lies outside the first
  const Vec3 axis = at.skin.nipple_axis(), centre = ring_centre(at);
  const Vec3 radial = clock_direction(axis, at.s.twist_rad), along = cross(axis, radial);
  const double radius_m = at.params.finger_radius_m;
  const double first_m = beside_nipple_m(at, radius_m);
  find_skin(at, centre, kStraightFingers,
            [&](int k) { return centre + (first_m + 2.0 * radius_m * k) * radial; });
  for (int k = 0; k < kStraightFingers; ++k)
    at.out.push_back(lying_along(at, k, Part::Finger, at.s.ring_point[k], along,
                                 at.params.straight_length_m, radius_m, at.in.press_N));
}

void add_thumb(const Placing& at) {
  // the flat of the thumb lies sideways: together two thumbs press a trough about 25 mm wide
  const Vec3 axis = at.skin.nipple_axis(), centre = ring_centre(at);
  const Vec3 radial = clock_direction(axis, at.s.twist_rad), along = cross(axis, radial);
  const double radius_m = at.params.thumb_radius_m;
  find_skin(at, centre, 1, [&](int) { return centre + beside_nipple_m(at, radius_m) * radial; });
  at.out.push_back(lying_along(at, 0, Part::Thumb, at.s.ring_point[0], along,
                               at.params.thumb_flat_m, radius_m, at.in.press_N));
}

void add_flange(const Placing& at) {
  // the rim as short rods end to end; it lies on the skin, the funnel stands off the nipple
  const Vec3 axis = at.skin.nipple_axis(), centre = ring_centre(at);
  const auto radial = [&](int k) {
    return clock_direction(axis, at.s.twist_rad + 2.0 * kPi * k / kRimParts);
  };
  find_skin(at, centre, kRimParts, [&](int k) { return centre + at.s.span_m * radial(k); });
  const double radius_m = at.params.rim_radius_m;
  const double length_m = std::max(2.0 * at.s.span_m * sin(kPi / kRimParts) - 2.0 * radius_m, 0.0);
  for (int k = 0; k < kRimParts; ++k)
    at.out.push_back(lying_along(at, k, Part::Rim, at.s.ring_point[k], cross(axis, radial(k)),
                                 length_m, radius_m, at.in.press_N / kRimParts));
}

}  // namespace lac::hand
