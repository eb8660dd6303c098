#include "render/flare.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "render/body_shape.h"

namespace lac::render {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
using Round = std::array<float, Flare::kSpokes>;

// Share of the breast's height at which the slope leaves it, and how far it runs out, by direction:
// long and soft above, shorter to the sides, a crease below. Only for the picture.
struct Shape {
  float above, lateral, medial, below;
  float at(float angle_rad, float side) const {
    const float up = std::sin(angle_rad), out = side * std::cos(angle_rad);
    const float beside = mix(medial, lateral, smooth(-0.8f, 0.8f, out));
    return up > 0.0f ? mix(beside, above, up * up * (3.0f - 2.0f * up))
                     : mix(beside, below, std::pow(-up, 0.8f));
  }
};
constexpr Shape kLeave_frac{0.70f, 0.52f, 0.46f, 0.15f};
constexpr Shape kReach_m{0.060f, 0.030f, 0.014f, 0.006f};
constexpr float kSmoothing_spokes = 7.0f;
constexpr float kTangentStep_m = 0.006f;

int bin(V3 p) { return Flare::spoke_at(std::atan2(p.y, p.x)); }

// Fills gaps from the nearest filled neighbour, then blurs round the circle.
void fill_and_smooth(Round& values) {
  Round filled = values;
  for (int s = 0; s < Flare::kSpokes; ++s)
    for (int step = 0; step < Flare::kSpokes && filled[s] < 0.0f; ++step) {
      const int a = (s + step) % Flare::kSpokes, b = (s - step + Flare::kSpokes) % Flare::kSpokes;
      filled[s] = std::max(values[a], values[b]);
    }
  for (int s = 0; s < Flare::kSpokes; ++s) {
    float sum = 0.0f, weight = 0.0f;
    for (int k = -20; k <= 20; ++k) {
      const float w =
          std::exp(-0.5f * static_cast<float>(k * k) / (kSmoothing_spokes * kSmoothing_spokes));
      sum += w * filled[(s + k + Flare::kSpokes) % Flare::kSpokes];
      weight += w;
    }
    values[s] = sum / weight;
  }
}

// Largest distance from the axis at which the surface crosses `height(angle)`, per spoke.
template <class Height>
Round outline(const std::vector<V3>& rest, const Triangles& triangles, Height height) {
  Round radius;
  radius.fill(-1.0f);
  const auto above = [&](V3 p) { return p.z - height(std::atan2(p.y, p.x)); };
  for (const auto& t : triangles)
    for (int k = 0; k < 3; ++k) {
      const V3 a = rest[t[k]], b = rest[t[(k + 1) % 3]];
      const float fa = above(a), fb = above(b);
      if ((fa < 0.0f) == (fb < 0.0f)) continue;
      const V3 p = mix(a, b, fa / (fa - fb));
      float& r = radius[bin(p)];
      r = std::max(r, std::hypot(p.x, p.y));
    }
  fill_and_smooth(radius);
  return radius;
}

V3 bezier(V3 p0, V3 p1, V3 p2, V3 p3, float t) {
  const float i = 1.0f - t;
  return p0 * (i * i * i) + p1 * (3 * i * i * t) + p2 * (3 * i * t * t) + p3 * (t * t * t);
}

}  // namespace

float Flare::angle_rad(int spoke) {
  return -kPi + 2.0f * kPi * (static_cast<float>(spoke) + 0.5f) / kSpokes;
}

int Flare::spoke_at(float angle_rad) {
  const int s = static_cast<int>((angle_rad + kPi) / (2.0f * kPi) * kSpokes);
  return std::clamp(s, 0, kSpokes - 1);
}

Flare::Flare(const std::vector<V3>& rest_m, const Triangles& triangles, float side) {
  float top_m = 0.0f;
  for (const V3& p : rest_m) top_m = std::max(top_m, p.z);
  Round edge;
  edge.fill(-1.0f);
  for (const V3& p : rest_m)
    if (p.z < 0.06f * top_m) edge[bin(p)] = std::max(edge[bin(p)], std::hypot(p.x, p.y));
  fill_and_smooth(edge);
  const auto leave = [&](float angle) { return kLeave_frac.at(angle, side) * top_m; };
  const Round low = outline(rest_m, triangles, leave);
  const Round high =
      outline(rest_m, triangles, [&](float angle) { return leave(angle) + kTangentStep_m; });

  for (int s = 0; s < kSpokes; ++s) {
    const float angle = angle_rad(s);
    const V3 out{std::cos(angle), std::sin(angle), 0.0f};
    Spoke& spoke = spoke_[s];
    spoke.height_m = leave(angle);
    spoke.start_radius_m = low[s];
    spoke.edge_radius_m = edge[s];
    spoke.p0 = out * low[s] + V3{0, 0, spoke.height_m};
    const V3 before = out * high[s] + V3{0, 0, spoke.height_m + kTangentStep_m};
    spoke.p3 = out * (std::max(edge[s], low[s]) + kReach_m.at(angle, side));
    spoke.p3.z = torso_height_m(spoke.p3.x, spoke.p3.y, side);
    V3 beyond = spoke.p3 + out * 0.01f;
    beyond.z = torso_height_m(beyond.x, beyond.y, side);
    const float span = length(spoke.p3 - spoke.p0);
    spoke.p1 = spoke.p0 + unit(spoke.p0 - before) * (0.36f * span);
    spoke.p2 = spoke.p3 - unit(beyond - spoke.p3) * (0.40f * span);
  }

  // the body's last vertices must come all the way down, so the slope ends where they are
  Round end;
  end.fill(-1.0f);
  for (const V3& p : rest_m) {
    const int s = bin(p);
    if (std::hypot(p.x, p.y) > 0.97f * spoke_[s].edge_radius_m)
      end[s] = std::max(end[s], along(p, spoke_[s], spoke_[s], 0.0f));
  }
  fill_and_smooth(end);
  for (int s = 0; s < kSpokes; ++s) spoke_[s].end = clamp(0.96f * end[s], 0.5f, 1.0f);
}

float Flare::along(V3 rest, const Spoke& a, const Spoke& b, float part) {
  // by height on a steep rim, by distance where the body runs out flat (the tail)
  const float height = mix(a.height_m, b.height_m, part);
  const float start = mix(a.start_radius_m, b.start_radius_m, part);
  const float run = mix(a.edge_radius_m, b.edge_radius_m, part) - start;
  const float by_height = 1.0f - rest.z / height;
  const float by_distance = (std::hypot(rest.x, rest.y) - start) / std::max(run, 0.004f);
  return mix(by_height, by_distance, smooth(0.010f, 0.024f, run));
}

Flare::Move Flare::move(V3 rest) const {
  const float at = (std::atan2(rest.y, rest.x) + kPi) / (2.0f * kPi) * kSpokes - 0.5f;
  const float whole = std::floor(at), part = at - whole;
  const Spoke& a = spoke_[(static_cast<int>(whole) + kSpokes) % kSpokes];
  const Spoke& b = spoke_[(static_cast<int>(whole) + 1 + kSpokes) % kSpokes];
  const float t = clamp(along(rest, a, b, part) / mix(a.end, b.end, part), 0.0f, 1.0f);
  if (t <= 0.0f) return {};
  const V3 target = bezier(mix(a.p0, b.p0, part), mix(a.p1, b.p1, part), mix(a.p2, b.p2, part),
                           mix(a.p3, b.p3, part), t);
  return {(target - rest) * smooth(0.0f, 0.35f, t), t};
}

float Flare::foot_radius_m(float angle) const {
  const V3 p = spoke_[spoke_at(std::remainder(angle, 2.0f * kPi))].p3;
  return std::hypot(p.x, p.y);
}

}  // namespace lac::render
