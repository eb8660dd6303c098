#include "render/thing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lac::render {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

ThingVertex vertex(V3 position, V3 normal, const Look& look, float along_m = 0.0f) {
  return {position,   normal,     look.colour, look.alpha,
          look.gloss, look.clear, along_m,     look.speed_m_per_s};
}

// Joins rings of `sides` + 1 vertices, `rings` of them, that begin at `first`.
void join_rings(int first, int rings, int sides, Thing& out) {
  for (int ring = 0; ring + 1 < rings; ++ring)
    for (int s = 0; s < sides; ++s) {
      const int a = first + ring * (sides + 1) + s, b = a + sides + 1;
      out.triangle.push_back({a, a + 1, b});
      out.triangle.push_back({a + 1, b + 1, b});
    }
}

}  // namespace

Frame frame_along(V3 origin, V3 y) {
  Frame f;
  f.y = unit(y);
  const V3 helper = std::abs(f.y.z) < 0.8f ? V3{0, 0, 1} : V3{1, 0, 0};
  f.x = unit(cross(f.y, helper));
  f.z = cross(f.x, f.y);
  f.origin = origin;
  return f;
}

void add_ball(const Frame& frame, V3 radius_m, const Look& look, int sides, Thing& out) {
  const int rows = std::max(3, sides / 2), first = static_cast<int>(out.vertex.size());
  for (int row = 0; row <= rows; ++row)
    for (int s = 0; s <= sides; ++s) {
      const float a = 2.0f * kPi * static_cast<float>(s) / static_cast<float>(sides);
      const float b = kPi * static_cast<float>(row) / static_cast<float>(rows);
      const V3 n{std::cos(a) * std::sin(b), std::cos(b), std::sin(a) * std::sin(b)};
      const V3 p{n.x * radius_m.x, n.y * radius_m.y, n.z * radius_m.z};
      const V3 tilted{n.x / radius_m.x, n.y / radius_m.y, n.z / radius_m.z};
      out.vertex.push_back(vertex(frame.place(p), unit(frame.turn(tilted)), look, p.y));
    }
  join_rings(first, rows + 1, sides, out);
}

void add_tube(const std::vector<V3>& path, const std::vector<float>& radius_m, const Look& look,
              int sides, Thing& out) {
  if (path.size() < 2) return;
  const int first = static_cast<int>(out.vertex.size());
  V3 side = frame_along(path[0], path[1] - path[0]).x;
  float along_m = 0.0f;
  for (std::size_t k = 0; k < path.size(); ++k) {
    const V3 way = unit(path[std::min(k + 1, path.size() - 1)] - path[k > 0 ? k - 1 : 0]);
    // carry the ring's zero on without twist
    side = unit(side - way * dot(side, way), frame_along(path[k], way).x);
    const V3 other = cross(way, side);
    if (k > 0) along_m += length(path[k] - path[k - 1]);
    for (int s = 0; s <= sides; ++s) {
      const float a = 2.0f * kPi * static_cast<float>(s) / static_cast<float>(sides);
      const V3 n = side * std::cos(a) + other * std::sin(a);
      out.vertex.push_back(vertex(path[k] + n * radius_m[k], n, look, along_m));
    }
  }
  join_rings(first, static_cast<int>(path.size()), sides, out);
}

void add_revolved(const Frame& frame, const std::vector<std::array<float, 2>>& profile,
                  const Look& look, int sides, Thing& out) {
  const int first = static_cast<int>(out.vertex.size());
  for (std::size_t k = 0; k < profile.size(); ++k) {
    const auto& before = profile[k > 0 ? k - 1 : 0];
    const auto& after = profile[std::min(k + 1, profile.size() - 1)];
    const float dr = after[0] - before[0], dy = after[1] - before[1];
    for (int s = 0; s <= sides; ++s) {
      const float a = 2.0f * kPi * static_cast<float>(s) / static_cast<float>(sides);
      const V3 n = unit(V3{dy * std::cos(a), -dr, dy * std::sin(a)}, {0, 1, 0});
      const V3 p{profile[k][0] * std::cos(a), profile[k][1], profile[k][0] * std::sin(a)};
      out.vertex.push_back(vertex(frame.place(p), frame.turn(n), look, profile[k][1]));
    }
  }
  join_rings(first, static_cast<int>(profile.size()), sides, out);
}

}  // namespace lac::render
