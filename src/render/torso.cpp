#include "render/torso.h"

#include <algorithm>
#include <cmath>

namespace lac::render {
namespace {

// Proportions of a draped adult chest; only for the picture, nothing computes with them.
constexpr float kMidline_m = 0.088f;    // breast centre to sternum
constexpr float kHalfWidth_m = 0.172f;  // rib cage
constexpr float kDepth_m = 0.105f;      // rib cage front to side
constexpr int kRings = 22;
constexpr float kTuck_m = 0.004f;  // under the breast's edge, out of sight
constexpr float kUnder_m = 0.0006f;
constexpr float kFar_m = 0.085f;  // where the skin grid ends, under the drape

float bump(float x, float y, float cx, float cy, float rx, float ry) {
  const float a = (x - cx) / rx, b = (y - cy) / ry;
  return std::exp(-(a * a + b * b));
}

// Smooth maximum with a blend of about `k`.
float smooth_max(float a, float b, float k) {
  const float h = clamp(0.5f + 0.5f * (a - b) / k, 0.0f, 1.0f);
  return mix(b, a, h) + k * h * (1.0f - h);
}

float rib_cage(float X, float y) {
  // wide oval cross-section, flattening toward the neck
  const float w = kHalfWidth_m * (1.0f - 0.12f * smooth(-0.05f, 0.20f, y));
  const float q = std::min(std::abs(X) / w, 1.35f);
  const float round = std::pow(std::max(0.0f, 1.0f - std::pow(q, 2.6f)), 0.5f);
  const float side_wall = q > 0.98f ? (q - 0.98f) * 0.25f : 0.0f;
  const float lean = -0.16f * std::max(0.0f, y - 0.02f) - 0.05f * std::max(0.0f, -y - 0.05f);
  const float sternum = -0.006f * std::exp(-(X * X) / (0.016f * 0.016f));
  return kDepth_m * round - side_wall + lean + sternum;
}

float body_height(float X, float y) {
  float h = rib_cage(X, y);
  // upper arm hangs a little away from the chest; a shallow fold between
  const float along = clamp((0.165f - y) / 0.30f, -0.25f, 1.0f);
  const float arm_q = (std::abs(X) - (0.205f + 0.055f * along)) / 0.060f;
  h = smooth_max(h, 0.052f * std::exp(-arm_q * arm_q) - 0.012f - 0.03f * along, 0.045f);
  // collar bone and the pectoral ridge toward the shoulder
  const float bone = 0.150f + 0.10f * (std::abs(X) - 0.05f);
  h += 0.006f * bump(y, 0.0f, bone, 0.0f, 0.011f, 1.0f) * smooth(0.02f, 0.05f, std::abs(X)) *
       (1.0f - smooth(0.13f, 0.17f, std::abs(X)));
  h += 0.010f * bump(std::abs(X), y, 0.140f, 0.085f, 0.050f, 0.045f);
  return h;
}

}  // namespace

float torso_height_m(float x_m, float y_m, float side) {
  return body_height(side * x_m + kMidline_m, y_m) - body_height(kMidline_m, 0.0f);
}

Torso::Torso(const SkinSurface& skin, float side) {
  const Flare& flare = *skin.flare();
  constexpr int kSpokes = Flare::kSpokes;
  for (int ring = 0; ring <= kRings; ++ring)
    for (int s = 0; s < kSpokes; ++s) {
      const float angle = Flare::angle_rad(s);
      const V3 out{std::cos(angle), std::sin(angle), 0.0f};
      const V3 foot = flare.foot_m(s);
      // the first ring tucks under the breast's own edge
      const float t = static_cast<float>(ring - 1) / (kRings - 1);
      const float away_m = ring == 0 ? -kTuck_m : kFar_m * (0.5f * t + 0.5f * t * t);
      SkinVertex v;
      v.position_m = foot + out * away_m;
      v.position_m.z = torso_height_m(v.position_m.x, v.position_m.y, side) - kUnder_m;
      const float e = 0.004f;
      const auto height = [&](float dx, float dy) {
        return torso_height_m(v.position_m.x + dx, v.position_m.y + dy, side);
      };
      v.normal = unit(V3{height(-e, 0) - height(e, 0), height(0, -e) - height(0, e), 2 * e});
      const SkinVertex& edge = skin.nearest_shown(foot);
      const float flat_m = std::max(std::hypot(edge.u_m, edge.v_m), 1e-4f);
      v.u_m = edge.u_m / flat_m * (flat_m + away_m);
      v.v_m = edge.v_m / flat_m * (flat_m + away_m);
      v.r_m = edge.r_m + away_m;
      vertex_.push_back(v);
    }
  for (int ring = 0; ring < kRings; ++ring)
    for (int s = 0; s < kSpokes; ++s) {
      const int a = ring * kSpokes + s, b = ring * kSpokes + (s + 1) % kSpokes;
      triangle_.push_back({a, a + kSpokes, b});
      triangle_.push_back({b, a + kSpokes, b + kSpokes});
    }
}

void Torso::update(const std::vector<Rod>& rods) {
  // the armpit and steep sides see less sky
  for (SkinVertex& v : vertex_)
    v.shade =
        clamp(0.50f + 0.62f * v.normal.z, 0.5f, 1.0f) * rod_shade(rods, v.position_m, v.normal);
}

}  // namespace lac::render
