#pragma once
#include <array>
#include <span>

#include "anatomy/breast.h"

namespace lac::anatomy {

/// A place on the skin: triangle and barycentric weights.
struct SkinPoint {
  int triangle = -1;  // -1: none
  std::array<double, 3> weight{};
  Vec3 position_m;
  Vec3 normal;  // unit, outward
};

/// The skin as it is now; what hand and contact see of the body. Holds no data of its own.
struct SurfaceView {
  const Breast* breast = nullptr;
  std::span<const float> x_m;  // [node * 4] current position, fourth lane unused

  Vec3 node(int i) const { return {x_m[4 * i], x_m[4 * i + 1], x_m[4 * i + 2]}; }
  /// The skin point nearest to `p`. O(triangles).
  SkinPoint nearest(Vec3 p_m) const;
  /// First hit of the ray from outside; triangle -1 if it misses.
  SkinPoint ray(Vec3 from_m, Vec3 direction) const;
  /// The place with these skin coordinates. r beyond the edge gives the edge.
  SkinPoint at(SkinCoord coord) const;
  /// Skin coordinates of a place, interpolated.
  SkinCoord coord(const SkinPoint& p) const;
  /// Current centre of the nipple base, its tip, and the outward axis of the base's ring.
  Vec3 nipple_base() const;
  Vec3 nipple_tip() const;
  Vec3 nipple_axis() const;
  /// Unit tangent at `p` toward the nipple along the skin.
  Vec3 toward_nipple(const SkinPoint& p) const;
};

}  // namespace lac::anatomy
