#include "anatomy/surface_view.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "anatomy/nearest.h"
#include "base/math.h"

namespace lac::anatomy {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr float kBoundSlack = 1.0f + 1e-4f, kBoundSlack_m2 = 1e-12f;  // of the quick rejection

Vec3 area_vector(const SurfaceView& view, int triangle) {
  const auto& f = view.breast->mesh.skin[triangle];
  const Vec3 a = view.node(f[0]);
  return cross(view.node(f[1]) - a, view.node(f[2]) - a);
}

SkinPoint point_on(const SurfaceView& view, int triangle, std::array<double, 3> weight) {
  const auto& f = view.breast->mesh.skin[triangle];
  SkinPoint out{.triangle = triangle, .weight = weight};
  for (int k = 0; k < 3; ++k) out.position_m += weight[k] * view.node(f[k]);
  out.normal = unit(area_vector(view, triangle));
  return out;
}

Vec3 follow(const SurfaceView& view, const Embedded& at) {
  Vec3 out;
  for (int k = 0; k < 4; ++k) out += at.weight[k] * view.node(at.node[k]);
  return out;
}

// four floats at once; the fourth lane is never read
using Four = float __attribute__((vector_size(16)));

Four load(const float* x) {
  Four out;
  std::memcpy(&out, x, sizeof out);
  return out;
}

float sum_of_squares(Four v) {
  const Four s = v * v;
  return s[0] + s[1] + s[2];
}

/// Squared distance from p to the box of three points; 0 inside.
float box_distance_m2(Four p, Four a, Four b, Four c) {
  const Four ab_low = a < b ? a : b, ab_high = a < b ? b : a;
  const Four low = ab_low < c ? ab_low : c, high = ab_high < c ? c : ab_high;
  const Four below = low - p, above = p - high, gap = below < above ? above : below;
  const Four zero{};
  return sum_of_squares(gap < zero ? zero : gap);
}

/// Where a ray from the skin map's origin crosses one triangle: ends of the piece, in the map.
struct Crossing {
  double near_m = 0.0, far_m = 0.0;                   // along the ray
  std::array<double, 3> near_weight{}, far_weight{};  // barycentric
};

/// The piece of the ray (unit direction) inside the triangle; false if they do not meet.
bool cross_triangle(const std::array<std::array<double, 2>, 3>& m, double dx, double dy,
                    Crossing& out) {
  std::array<double, 3> off, along;
  for (int k = 0; k < 3; ++k) {
    off[k] = dx * m[k][1] - dy * m[k][0];
    along[k] = dx * m[k][0] + dy * m[k][1];
  }
  if (std::min({off[0], off[1], off[2]}) > 0.0 || std::max({off[0], off[1], off[2]}) < 0.0)
    return false;
  if (std::max({along[0], along[1], along[2]}) < 0.0) return false;

  // ends on the edges that the line crosses
  out.near_m = kInfinity, out.far_m = -kInfinity;
  const auto keep = [&out](double t, std::array<double, 3> w) {
    if (t < out.near_m) out.near_m = t, out.near_weight = w;
    if (t > out.far_m) out.far_m = t, out.far_weight = w;
  };
  for (int k = 0; k < 3; ++k) {
    const int j = (k + 1) % 3;
    if (off[k] == 0.0) {
      std::array<double, 3> w{};
      w[k] = 1.0;
      keep(along[k], w);
    }
    if ((off[k] < 0.0) == (off[j] < 0.0) || off[k] == off[j]) continue;
    const double s = off[k] / (off[k] - off[j]);
    std::array<double, 3> w{};
    w[k] = 1.0 - s, w[j] = s;
    keep(lerp(along[k], along[j], s), w);
  }
  if (out.far_m < 0.0) return false;

  // the origin may lie inside: the ray starts there
  if (out.near_m < 0.0) {
    const double s = -out.near_m / (out.far_m - out.near_m);
    for (int k = 0; k < 3; ++k) out.near_weight[k] = lerp(out.near_weight[k], out.far_weight[k], s);
    out.near_m = 0.0;
  }
  return true;
}

std::array<double, 3> mixed(const Crossing& c, double s) {
  std::array<double, 3> w;
  for (int k = 0; k < 3; ++k) w[k] = lerp(c.near_weight[k], c.far_weight[k], s);
  return w;
}

}  // namespace

SkinPoint SurfaceView::nearest(Vec3 p) const {
  const auto& skin = breast->mesh.skin;
  const float* x = x_m.data();
  const Four q{static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z), 0.0f};

  // the nearest skin node bounds the search
  float bound_m2 = std::numeric_limits<float>::infinity();
  for (const int i : breast->mesh.skin_node) {
    bound_m2 = std::min(bound_m2, sum_of_squares(load(x + 4 * i) - q));
  }
  // float squares are good to 1e-6 of the distance's scale; the exact test below decides
  bound_m2 = bound_m2 * kBoundSlack + kBoundSlack_m2;

  double best_m2 = kInfinity;
  int best = -1;
  std::array<double, 3> weight{};
  for (std::size_t f = 0; f < skin.size(); ++f) {
    const auto& [i, j, k] = skin[f];
    if (box_distance_m2(q, load(x + 4 * i), load(x + 4 * j), load(x + 4 * k)) > bound_m2) continue;
    const Vec3 a = node(i), b = node(j), c = node(k);
    const auto w = nearest_weights(p, a, b, c);
    const Vec3 gap = w[0] * a + w[1] * b + w[2] * c - p;
    const double gap_m2 = dot(gap, gap);
    if (!(gap_m2 < best_m2)) continue;
    best_m2 = gap_m2, best = static_cast<int>(f), weight = w;
    bound_m2 = std::min(bound_m2, static_cast<float>(gap_m2) * kBoundSlack + kBoundSlack_m2);
  }
  return best < 0 ? SkinPoint{} : point_on(*this, best, weight);
}

SkinPoint SurfaceView::ray(Vec3 from, Vec3 direction) const {
  const auto& skin = breast->mesh.skin;
  const Vec3 d = unit(direction);
  double best_m = kInfinity;
  int best = -1;
  std::array<double, 3> weight{};
  for (std::size_t f = 0; f < skin.size(); ++f) {
    const Vec3 a = node(skin[f][0]), b = node(skin[f][1]), c = node(skin[f][2]);
    // Moeller and Trumbore 1997, faces turned toward the ray only
    const Vec3 ab = b - a, ac = c - a, q = cross(d, ac);
    const double det = dot(ab, q);
    if (!(det > 0.0)) continue;
    const Vec3 s = from - a;
    const double v = dot(s, q);
    if (!(v >= 0.0 && v <= det)) continue;
    const Vec3 r = cross(s, ab);
    const double w = dot(d, r);
    if (!(w >= 0.0 && v + w <= det)) continue;
    const double t = dot(ac, r) / det;
    if (!(t >= 0.0 && t < best_m)) continue;
    best_m = t, best = static_cast<int>(f);
    weight = {1.0 - (v + w) / det, v / det, w / det};
  }
  return best < 0 ? SkinPoint{} : point_on(*this, best, weight);
}

SkinPoint SurfaceView::at(SkinCoord coord) const {
  const TetMesh& mesh = breast->mesh;
  const double dx = sin(coord.clock_rad), dy = cos(coord.clock_rad);
  double first_m = kInfinity, edge_m = -kInfinity;
  int found = -1, edge = -1;
  std::array<double, 3> weight{}, edge_weight{};

  // walk the meridian of this clock through the skin map; r is linear on each triangle
  for (std::size_t f = 0; f < mesh.skin.size(); ++f) {
    std::array<std::array<double, 2>, 3> m;
    std::array<double, 3> r;
    for (int k = 0; k < 3; ++k) {
      const int i = mesh.skin_index[mesh.skin[f][k]];
      m[k] = breast->skin_map_m[i];
      r[k] = breast->skin_coord[i].r_m;
    }
    Crossing c;
    if (!cross_triangle(m, dx, dy, c)) continue;
    const auto r_of = [&r](const std::array<double, 3>& w) {
      return w[0] * r[0] + w[1] * r[1] + w[2] * r[2];
    };
    const double r_near = r_of(c.near_weight), r_far = r_of(c.far_weight);

    // the two ends of the meridian, for r beyond them
    if (c.far_m > edge_m) edge_m = c.far_m, edge = static_cast<int>(f), edge_weight = c.far_weight;
    if (coord.r_m < r_near || coord.r_m > r_far) {
      if (c.near_m == 0.0 && coord.r_m < r_near && first_m > 0.0) {
        first_m = 0.0, found = static_cast<int>(f), weight = c.near_weight;
      }
      continue;
    }
    const double s = r_far > r_near ? (coord.r_m - r_near) / (r_far - r_near) : 0.0;
    const double place_m = lerp(c.near_m, c.far_m, s);
    if (place_m >= first_m) continue;
    first_m = place_m, found = static_cast<int>(f), weight = mixed(c, s);
  }
  if (found >= 0) return point_on(*this, found, weight);
  return edge < 0 ? SkinPoint{} : point_on(*this, edge, edge_weight);
}

SkinCoord SurfaceView::coord(const SkinPoint& p) const {
  if (p.triangle < 0) return {};
  double side = 0.0, up = 0.0, r_m = 0.0;
  for (int k = 0; k < 3; ++k) {
    const int i = breast->mesh.skin_index[breast->mesh.skin[p.triangle][k]];
    side += p.weight[k] * breast->skin_map_m[i][0];
    up += p.weight[k] * breast->skin_map_m[i][1];
    r_m += p.weight[k] * breast->skin_coord[i].r_m;
  }
  return {.clock_rad = clock_of(side, up), .r_m = r_m};
}

Vec3 SurfaceView::nipple_base() const { return follow(*this, breast->nipple_base); }

Vec3 SurfaceView::nipple_tip() const { return follow(*this, breast->nipple_tip); }

Vec3 SurfaceView::nipple_axis() const {
  // area vectors over the nipple sum to that of its base ring, whatever the nipple's own form
  Vec3 sum;
  for (const int f : breast->nipple_triangle) sum += area_vector(*this, f);
  return unit(sum, breast->landmarks.nipple_axis);
}

Vec3 SurfaceView::toward_nipple(const SkinPoint& p) const {
  if (p.triangle < 0) return {};
  const auto& f = breast->mesh.skin[p.triangle];
  std::array<std::array<double, 2>, 3> m;
  double side = 0.0, up = 0.0;
  for (int k = 0; k < 3; ++k) {
    m[k] = breast->skin_map_m[breast->mesh.skin_index[f[k]]];
    side += p.weight[k] * m[k][0], up += p.weight[k] * m[k][1];
  }
  // the map's direction to its origin, carried onto the triangle as it lies now
  const double ax = m[1][0] - m[0][0], ay = m[1][1] - m[0][1];
  const double bx = m[2][0] - m[0][0], by = m[2][1] - m[0][1];
  const double det = ax * by - bx * ay;
  const Vec3 x0 = node(f[0]), along_a = node(f[1]) - x0, along_b = node(f[2]) - x0;
  const double s = (-side * by + bx * up) / det, t = (-ax * up + ay * side) / det;
  const Vec3 fallback = unit(tangential(nipple_tip() - p.position_m, p.normal), unit(along_a));
  return det == 0.0 ? fallback : unit(s * along_a + t * along_b, fallback);
}

}  // namespace lac::anatomy
