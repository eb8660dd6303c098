#include "render/torso.h"

#include <algorithm>
#include <cmath>

namespace lac::render {
namespace {

// Proportions of a draped adult chest; only for the picture, nothing computes with them.
constexpr float kMidline_m = 0.088f;    // breast centre to sternum
constexpr float kHalfWidth_m = 0.215f;  // rib cage
constexpr float kDepth_m = 0.110f;      // rib cage front to side
constexpr float kPectoral_m = 0.012f;   // muscle toward the shoulder
constexpr int kRings = 22;
constexpr float kTuck_m = 0.004f;  // under the breast's edge, out of sight
constexpr float kUnder_m = 0.0003f;
constexpr float kFar_m = 0.085f;  // where the skin grid ends, under the drape

float bump(float x, float y, float cx, float cy, float rx, float ry) {
  const float a = (x - cx) / rx, b = (y - cy) / ry;
  return std::exp(-(a * a + b * b));
}

float body_height(float X, float y) {
  // wide oval cross-section that runs off in a straight side wall, leaning back toward the neck
  const float q = std::abs(X) / kHalfWidth_m;
  const float edge = 0.93f, at_edge = std::sqrt(1.0f - edge * edge);
  const float round = q < edge ? std::sqrt(1.0f - q * q) : at_edge - (q - edge) * edge / at_edge;
  const float lean = -0.14f * std::max(0.0f, y) * smooth(0.0f, 0.08f, y);
  const float sternum = -0.005f * std::exp(-(X * X) / (0.018f * 0.018f));
  return kDepth_m * round + lean + sternum +
         kPectoral_m * bump(std::abs(X), y, 0.150f, 0.100f, 0.060f, 0.050f);
}

}  // namespace

float torso_height_m(float x_m, float y_m, float side) {
  return body_height(side * x_m + kMidline_m, y_m) - body_height(kMidline_m, 0.0f);
}

V3 torso_normal(float x_m, float y_m, float side) {
  const float e = 0.004f;
  const auto height = [&](float dx, float dy) { return torso_height_m(x_m + dx, y_m + dy, side); };
  return unit(V3{height(-e, 0) - height(e, 0), height(0, -e) - height(0, e), 2 * e});
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
      v.normal = torso_normal(v.position_m.x, v.position_m.y, side);
      const SkinVertex& edge = skin.nearest_shown(foot);
      const float flat_m = std::max(std::hypot(edge.u_m, edge.v_m), 1e-4f);
      v.u_m = edge.u_m / flat_m * (flat_m + away_m);
      v.v_m = edge.v_m / flat_m * (flat_m + away_m);
      v.r_m = edge.r_m + away_m;
      v.join = 1.0f;
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
  for (SkinVertex& v : vertex_) v.shade = rod_shade(rods, v.position_m, v.normal);
}

}  // namespace lac::render
