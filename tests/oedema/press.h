#pragma once
#include <cmath>
#include <vector>

#include "base/math.h"
#include "oedema/oedema.h"
#include "tests/oedema/brick.h"

namespace lac::oedema_test {

/// A quarter of a block under the skin, mirrored at x = 0 and y = 0; the nipple base is at the
/// corner.
inline BrickShape quarter(double cell_m) {
  const int across = static_cast<int>(std::lround(0.06 / cell_m)),
            deep = static_cast<int>(std::lround(0.03 / cell_m));
  return {.cells = {across, across, deep}, .size_m = {0.06, 0.06, 0.03}};
}

/// Mean stress under a flat ring (inner..outer radius) pressed along -axis on an elastic half-space
/// with nu 0.5, per unit of its pressure: Boussinesq, z/(2 pi R^3) a point load, summed over the
/// ring.
inline std::vector<double> ring_share(const anatomy::Breast& breast, Vec3 centre_m, Vec3 axis,
                                      double inner_m, double outer_m) {
  const int rings = 8, spokes = 48;
  const Vec3 u =
      unit(tangential(std::fabs(axis.x) < 0.9 ? Vec3{1.0, 0.0, 0.0} : Vec3{0.0, 1.0, 0.0}, axis));
  const Vec3 v = cross(axis, u);
  std::vector<double> share;
  for (const Vec3& x : breast.mesh.node_m) {
    // the load acts at the centre of the outermost layer, not on a node of the skin itself
    const Vec3 d = x - centre_m;
    const double depth_m = std::max(-dot(d, axis), 1e-3);
    double sum = 0.0;
    for (int n = 0; n < rings; ++n) {
      const double dr_m = (outer_m - inner_m) / rings, r_m = inner_m + (n + 0.5) * dr_m;
      for (int k = 0; k < spokes; ++k) {
        const double angle = 2.0 * kPi * k / spokes;
        const double du_m = dot(d, u) - r_m * lac::cos(angle),
                     dv_m = dot(d, v) - r_m * lac::sin(angle);
        const double R_m = std::sqrt(du_m * du_m + dv_m * dv_m + depth_m * depth_m);
        sum += r_m * dr_m * (2.0 * kPi / spokes) * depth_m / (2.0 * kPi * R_m * R_m * R_m);
      }
    }
    share.push_back(sum);
  }
  return share;
}

/// Room-weighted mean of a field over r <= radius, depth <= deep.
inline double zone_mean(const anatomy::Breast& breast, const oedema::OedemaModel& model,
                        double top_m, double radius_m, double deep_m,
                        const std::vector<double>& field) {
  double sum = 0.0, room_m3 = 0.0;
  for (std::size_t i = 0; i < field.size(); ++i) {
    const Vec3 x = breast.mesh.node_m[i];
    if (std::hypot(x.x, x.y) > radius_m || top_m - x.z > deep_m) continue;
    sum += model.room_m3[i] * field[i];
    room_m3 += model.room_m3[i];
  }
  return sum / room_m3;
}

}  // namespace lac::oedema_test
