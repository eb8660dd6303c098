#include "render/milk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lac::render {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kGravity_m_per_s2 = 9.81f;
// A spray is followed this long; width at the pore and at its end.
constexpr float kSpray_s = 0.11f;
constexpr float kSprayWidth_m = 0.00030f;
constexpr int kSpraySteps = 14;
// The cup: a 60 mL medicine cup.
constexpr float kCupHeight_m = 0.042f, kCupFoot_m = 0.015f, kCupRim_m = 0.021f;
constexpr float kCupFull_mL = 60.0f;
constexpr int kCupSides = 28;

void add_bead(V3 centre, float radius_m, MilkShape& out) {
  constexpr int kSides = 10, kRows = 7;
  const int first = static_cast<int>(out.vertex.size());
  for (int row = 0; row <= kRows; ++row)
    for (int s = 0; s <= kSides; ++s) {
      const float a = 2.0f * kPi * static_cast<float>(s) / kSides;
      const float b = kPi * static_cast<float>(row) / kRows;
      const V3 n{std::cos(a) * std::sin(b), std::cos(b), std::sin(a) * std::sin(b)};
      // a hanging drop is a little longer below
      const V3 p = centre + V3{n.x, n.y < 0.0f ? 1.25f * n.y : n.y, n.z} * radius_m;
      out.vertex.push_back({p, n, 1.0f, 0.0f});
    }
  for (int row = 0; row < kRows; ++row)
    for (int s = 0; s < kSides; ++s) {
      const int a = first + row * (kSides + 1) + s, b = a + kSides + 1;
      out.triangle.push_back({a, b, a + 1});
      out.triangle.push_back({a + 1, b, b + 1});
    }
}

void add_spray(const sim::PoreDrawn& pore, V3 eye_m, MilkShape& out) {
  const V3 start = v3(pore.position_m), speed = unit(v3(pore.direction)) * pore.jet_m_per_s;
  const int first = static_cast<int>(out.vertex.size());
  for (int k = 0; k <= kSpraySteps; ++k) {
    const float share = static_cast<float>(k) / kSpraySteps, t = kSpray_s * share;
    const V3 p = start + speed * t + V3{0, -0.5f * kGravity_m_per_s2 * t * t, 0};
    const V3 v = unit(speed + V3{0, -kGravity_m_per_s2 * t, 0});
    const V3 toward = unit(eye_m - p);
    const V3 side = unit(cross(v, toward)) * (kSprayWidth_m * (1.0f + 1.6f * share));
    const float alpha = 0.95f * (1.0f - share) * (1.0f - share) + 0.04f * (1.0f - share);
    out.vertex.push_back({p - side, toward, alpha, 0.0f});
    out.vertex.push_back({p + side, toward, alpha, 0.0f});
  }
  for (int k = 0; k < kSpraySteps; ++k) {
    const int a = first + 2 * k;
    out.triangle.push_back({a, a + 1, a + 2});
    out.triangle.push_back({a + 1, a + 3, a + 2});
  }
}

// A ring-by-ring surface of revolution about +y.
void add_revolved(V3 foot, const std::vector<std::array<float, 2>>& profile, float alpha,
                  float kind, MilkShape& out) {
  const int first = static_cast<int>(out.vertex.size());
  for (std::size_t k = 0; k < profile.size(); ++k) {
    const auto& before = profile[k > 0 ? k - 1 : 0];
    const auto& after = profile[std::min(k + 1, profile.size() - 1)];
    const float dr = after[0] - before[0], dy = after[1] - before[1];
    for (int s = 0; s <= kCupSides; ++s) {
      const float a = 2.0f * kPi * static_cast<float>(s) / kCupSides;
      const V3 n = unit(V3{dy * std::cos(a), -dr, dy * std::sin(a)}, {0, 1, 0});
      out.vertex.push_back(
          {foot + V3{profile[k][0] * std::cos(a), profile[k][1], profile[k][0] * std::sin(a)}, n,
           alpha, kind});
    }
  }
  for (int k = 0; k + 1 < static_cast<int>(profile.size()); ++k)
    for (int s = 0; s < kCupSides; ++s) {
      const int a = first + k * (kCupSides + 1) + s, b = a + kCupSides + 1;
      out.triangle.push_back({a, b, a + 1});
      out.triangle.push_back({a + 1, b, b + 1});
    }
}

void add_cup(double milk_mL, V3 foot, MilkShape& out) {
  // milk first, the wall over it
  const float level = clamp(static_cast<float>(milk_mL) / kCupFull_mL, 0.0f, 0.96f);
  if (milk_mL > 0.05) {
    const float top_m = std::max(level * kCupHeight_m, 0.0012f);
    const float radius_m = mix(kCupFoot_m, kCupRim_m, level) - 0.0010f;
    add_revolved(foot,
                 {{0.0f, 0.0008f},
                  {kCupFoot_m - 0.001f, 0.0008f},
                  {radius_m, top_m},
                  {radius_m - 0.0004f, top_m},
                  {0.0f, top_m}},
                 1.0f, 0.0f, out);
  }
  add_revolved(foot,
               {{0.0f, 0.0f},
                {kCupFoot_m, 0.0f},
                {kCupFoot_m + 0.0003f, 0.001f},
                {kCupRim_m, kCupHeight_m},
                {kCupRim_m + 0.0014f, kCupHeight_m + 0.0008f},
                {kCupRim_m + 0.0014f, kCupHeight_m - 0.0006f},
                {kCupRim_m, kCupHeight_m - 0.0008f}},
               0.30f, 1.0f, out);
  // marks every 10 mL
  for (int mark = 1; mark <= 5; ++mark) {
    const float share = static_cast<float>(mark) * 10.0f / kCupFull_mL;
    const float r = mix(kCupFoot_m, kCupRim_m, share) + 0.0002f, y = share * kCupHeight_m;
    add_revolved(foot, {{r, y}, {r, y + 0.0005f}}, 0.55f, 1.0f, out);
  }
}

}  // namespace

void build_milk(const sim::Snapshot& snapshot, V3 eye_m, V3 cup_m, MilkShape& out) {
  out.vertex.clear();
  out.triangle.clear();
  for (const sim::PoreDrawn& pore : snapshot.pore)
    if (pore.drop_m3 > 1e-10f) {
      const float radius_m = std::cbrt(0.75f * pore.drop_m3 / kPi);
      add_bead(v3(pore.position_m) + unit(v3(pore.direction)) * (0.6f * radius_m), radius_m, out);
    }
  for (const sim::PoreDrawn& pore : snapshot.pore)
    if (pore.jet_m_per_s > 0.05f) add_spray(pore, eye_m, out);
  if (snapshot.breast && snapshot.breast->params.kind == anatomy::BodyKind::Breast)
    add_cup(snapshot.cup_mL, cup_m, out);
}

}  // namespace lac::render
