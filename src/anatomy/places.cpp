#include <algorithm>
#include <limits>

#include "anatomy/breast.h"
#include "anatomy/mesh_file.h"
#include "anatomy/nearest.h"
#include "base/math.h"

namespace lac::anatomy {

std::array<double, 3> nearest_weights(Vec3 p, Vec3 a, Vec3 b, Vec3 c) {
  const Vec3 ab = b - a, ac = c - a, ap = p - a;
  const double d1 = dot(ab, ap), d2 = dot(ac, ap);
  if (d1 <= 0.0 && d2 <= 0.0) return {1.0, 0.0, 0.0};
  const Vec3 bp = p - b;
  const double d3 = dot(ab, bp), d4 = dot(ac, bp);
  if (d3 >= 0.0 && d4 <= d3) return {0.0, 1.0, 0.0};
  const double vc = d1 * d4 - d3 * d2;
  if (vc <= 0.0 && d1 >= 0.0 && d3 <= 0.0 && d1 > d3) {
    const double v = d1 / (d1 - d3);
    return {1.0 - v, v, 0.0};
  }
  const Vec3 cp = p - c;
  const double d5 = dot(ab, cp), d6 = dot(ac, cp);
  if (d6 >= 0.0 && d5 <= d6) return {0.0, 0.0, 1.0};
  const double vb = d5 * d2 - d1 * d6;
  if (vb <= 0.0 && d2 >= 0.0 && d6 <= 0.0 && d2 > d6) {
    const double w = d2 / (d2 - d6);
    return {1.0 - w, 0.0, w};
  }
  const double va = d3 * d6 - d5 * d4;
  if (va <= 0.0 && d4 >= d3 && d5 >= d6 && (d4 - d3) + (d5 - d6) > 0.0) {
    const double w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
    return {0.0, 1.0 - w, w};
  }
  const double sum = va + vb + vc;
  if (!(sum > 0.0)) return {1.0, 0.0, 0.0};
  return {va / sum, vb / sum, vc / sum};
}

double clock_of(double right_m, double up_m) {
  const double clock = atan2(right_m, up_m);
  // a tiny negative angle plus a turn rounds to a whole turn
  return clock >= 0.0 ? clock : clock + 2.0 * kPi < 2.0 * kPi ? clock + 2.0 * kPi : 0.0;
}

Embedded embed(const TetMesh& mesh, Vec3 p) {
  const auto& x = mesh.node_m;
  const double slack = -1e-12;  // round-off of the weights on a shared face

  // the tetrahedron that holds it
  for (const auto& t : mesh.tet) {
    const Vec3 a = x[t[0]], b = x[t[1]], c = x[t[2]], d = x[t[3]];
    const double whole = tet_volume(a, b, c, d);
    const std::array<double, 4> w{tet_volume(p, b, c, d) / whole, tet_volume(a, p, c, d) / whole,
                                  tet_volume(a, b, p, d) / whole, tet_volume(a, b, c, p) / whole};
    if (*std::min_element(w.begin(), w.end()) >= slack) return {t, w};
  }

  // outside: the nearest point of any face
  Embedded best;
  double best_m2 = std::numeric_limits<double>::infinity();
  constexpr int kFaces[4][3] = {{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}};
  for (const auto& t : mesh.tet) {
    for (const auto& f : kFaces) {
      const auto w = nearest_weights(p, x[t[f[0]]], x[t[f[1]]], x[t[f[2]]]);
      const Vec3 gap = w[0] * x[t[f[0]]] + w[1] * x[t[f[1]]] + w[2] * x[t[f[2]]] - p;
      if (dot(gap, gap) >= best_m2) continue;
      best_m2 = dot(gap, gap);
      best = {.node = t, .weight = {}};
      for (int k = 0; k < 3; ++k) best.weight[f[k]] = w[k];
    }
  }
  return best;
}

}  // namespace lac::anatomy
