#include <algorithm>
#include <cmath>
#include <numbers>

#include "render/torso.h"

namespace lac::render {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kSpokes = 176, kRings = 40;
constexpr float kThick_m = 0.0035f;       // folded towel
constexpr float kReach_m = 0.52f;         // how far the cloth goes
constexpr float kOtherBreast_m = 0.176f;  // distance to the covered breast

// Cheap smooth value noise, for folds.
float hash(int x, int y) {
  unsigned h = static_cast<unsigned>(x) * 374761393u + static_cast<unsigned>(y) * 668265263u;
  h = (h ^ (h >> 13)) * 1274126177u;
  return static_cast<float>(h >> 8) * (1.0f / 16777216.0f);
}
float noise(float x, float y) {
  const float fx = std::floor(x), fy = std::floor(y);
  const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const float tx = smooth(0.0f, 1.0f, x - fx), ty = smooth(0.0f, 1.0f, y - fy);
  return mix(mix(hash(ix, iy), hash(ix + 1, iy), tx),
             mix(hash(ix, iy + 1), hash(ix + 1, iy + 1), tx), ty);
}

// Long soft folds that run away from the opening, more of them low down.
float folds_m(float x, float y, float from_edge_m) {
  const float bend = 0.03f * noise(9.0f * x + 3.0f, 9.0f * y);
  const float across = 26.0f * (x + bend) + 9.0f * y;
  const float ridge = std::sin(across + 5.0f * noise(7.0f * x, 7.0f * y + 11.0f));
  const float broad = noise(11.0f * x + 40.0f, 11.0f * y + 7.0f) - 0.5f;
  const float grow = smooth(0.0f, 0.06f, from_edge_m);
  return grow * (0.0042f * ridge * noise(6.0f * x + 9.0f, 6.0f * y + 2.0f) + 0.016f * broad) +
         0.0012f * std::sin(60.0f * x + 35.0f * y);
}

// Cloth does not follow steep sides: it spans from height to height.
float bridged_m(float x, float y, float side, float from_edge_m) {
  const float own = torso_height_m(x, y, side);
  float sum = 0.0f;
  for (int i = -2; i <= 2; ++i)
    for (int j = -2; j <= 2; ++j)
      sum += std::max(-0.13f, torso_height_m(x + 0.016f * static_cast<float>(i),
                                             y + 0.016f * static_cast<float>(j), side));
  return mix(own, std::max({own, sum / 25.0f, -0.12f}), smooth(0.0f, 0.03f, from_edge_m));
}

}  // namespace

Drape make_drape(const SkinSurface& skin, float side) {
  // the opening leaves a hand's breadth of skin round the breast, more toward the armpit
  const auto opening_m = [&](float angle) {
    const float toward_armpit = std::max(0.0f, std::cos(angle - (side > 0 ? 0.25f : 0.75f) * kPi));
    const float down = std::max(0.0f, -std::sin(angle));
    float foot_m = 0.0f, weight = 0.0f;
    for (int k = -16; k <= 16; ++k) {
      const float off = 0.06f * static_cast<float>(k), w = std::exp(-4.0f * off * off);
      foot_m += w * skin.flare()->foot_radius_m(angle + off);
      weight += w;
    }
    return foot_m / weight + 0.014f + 0.020f * toward_armpit + 0.016f * down;
  };

  Drape drape;
  for (int ring = 0; ring <= kRings; ++ring)
    for (int s = 0; s < kSpokes; ++s) {
      const float angle = 2.0f * kPi * static_cast<float>(s) / kSpokes;
      const V3 out{std::cos(angle), std::sin(angle), 0.0f};
      // rings 0..6 turn the hem over, the rest lies out
      const float hem = std::min(1.0f, static_cast<float>(ring) / 6.0f);
      const float t = std::max(0.0f, static_cast<float>(ring - 6)) / (kRings - 6);
      const float away_m =
          0.007f * std::sin(0.5f * kPi * hem) + kReach_m * (0.25f * t + 0.75f * t * t);
      const float wobble =
          0.004f * (noise(2.5f * std::cos(angle) + 9.0f, 2.5f * std::sin(angle) + 4.0f) - 0.5f);
      V3 p = out * (opening_m(angle) + wobble + away_m);
      // cloth bridges hollows: it lies on the body, on the covered breast and never dips far
      const float ox = (p.x + side * kOtherBreast_m) / 0.066f, oy = (p.y + 0.012f) / 0.074f;
      const float other = 0.050f * std::exp(-0.9f * (ox * ox + oy * oy));
      const float body = bridged_m(p.x, p.y, side, away_m) + other;
      const float lift = kThick_m * (0.15f + 0.85f * std::sin(0.5f * kPi * hem)) + 0.0012f;
      p.z = body + lift + folds_m(p.x, p.y, away_m) * hem +
            0.0022f * std::sin(kPi * std::min(1.0f, away_m / 0.016f));
      drape.vertex.push_back({p, {}, p.x, p.y, mix(0.72f, 1.0f, smooth(0.0f, 0.5f, hem))});
    }
  for (int ring = 0; ring < kRings; ++ring)
    for (int s = 0; s < kSpokes; ++s) {
      const int a = ring * kSpokes + s, b = ring * kSpokes + (s + 1) % kSpokes;
      drape.triangle.push_back({a, a + kSpokes, b});
      drape.triangle.push_back({b, a + kSpokes, b + kSpokes});
    }
  for (const auto& [a, b, c] : drape.triangle) {
    const V3 n = cross(drape.vertex[b].position_m - drape.vertex[a].position_m,
                       drape.vertex[c].position_m - drape.vertex[a].position_m);
    for (const int v : {a, b, c}) drape.vertex[v].normal += n;
  }
  for (ClothVertex& v : drape.vertex) v.normal = unit(v.normal);
  return drape;
}

}  // namespace lac::render
