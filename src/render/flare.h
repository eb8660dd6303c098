#pragma once
#include <array>
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"

namespace lac::render {

/// How the drawn skin leaves the breast's base for the chest. The simulation's body ends in a steep
/// rim on the chest wall; the drawn one runs out in a soft slope (a crease below). Computed once at
/// rest as an offset of each drawn vertex, so dents and bulges of the simulation stay on it, and
/// what touches the skin is moved by the same offset.
class Flare {
 public:
  static constexpr int kSpokes = 160;

  /// @param side   +1 left breast, -1 right
  Flare(const std::vector<V3>& rest_m, const Triangles& triangles, float side);

  /// Offset of a rest place, zero away from the base; and how far along the slope it lies, 0..1.
  struct Move {
    V3 offset_m;
    float along = 0.0f;
  };
  Move move(V3 rest_m) const;
  /// Foot of the slope on the chest, and the unit way outward over the chest there.
  V3 foot_m(int spoke) const { return spoke_[spoke].p3; }
  static float angle_rad(int spoke);
  static int spoke_at(float angle_rad);
  /// Farthest the slope reaches from the base's centre in this direction.
  float foot_radius_m(float angle_rad) const;

 private:
  struct Spoke {
    V3 p0, p1, p2, p3;      // Bezier from the breast's surface to the chest
    float height_m = 0.0f;  // where it leaves the breast
    float start_radius_m = 0.0f, edge_radius_m = 0.0f;
    float end = 1.0f;  // how far along the body's own edge lies
  };
  static float along(V3 rest_m, const Spoke& a, const Spoke& b, float part);
  std::array<Spoke, kSpokes> spoke_;
};

}  // namespace lac::render
