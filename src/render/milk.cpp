#include "render/milk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lac::render {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kGravity_m_per_s2 = 9.81f;
// A spray is followed this long; width at the pore and at its end.
constexpr float kSpray_s = 0.16f;
constexpr float kSprayWidth_m = 0.00042f;
constexpr int kSpraySteps = 18, kSprayDrops = 7;
// A drop that has grown to this leaves a wet track below it.
constexpr float kRunning_m3 = 1.2e-8f;
const Look kMilk{{0.90f, 0.87f, 0.79f}, 1.0f, 0.55f, 0.0f, 0.0f};

// A bead that sits on the skin and, as it grows, hangs: longer below, narrower above.
void add_bead(const sim::PoreDrawn& pore, V3 gravity, Thing& out) {
  const float radius_m = std::cbrt(0.75f * pore.drop_m3 / kPi);
  const float hang = smooth(0.0010f, 0.0024f, radius_m);
  const V3 outward = unit(v3(pore.direction));
  const V3 down = unit(mix(outward, gravity, 0.75f * hang));
  const V3 centre =
      v3(pore.position_m) + outward * (0.55f * radius_m) + gravity * (0.6f * radius_m * hang);
  add_ball(frame_along(centre, down),
           {radius_m * (1.0f - 0.12f * hang), radius_m * (1.0f + 0.30f * hang),
            radius_m * (1.0f - 0.12f * hang)},
           kMilk, 14, out);
  // what has run already
  if (pore.drop_m3 < kRunning_m3) return;
  std::vector<V3> path;
  std::vector<float> width_m;
  for (int k = 0; k <= 6; ++k) {
    const float t = static_cast<float>(k) / 6.0f;
    path.push_back(v3(pore.position_m) + outward * (0.0002f - 0.0030f * t) +
                   gravity * (0.010f * t));
    width_m.push_back(0.0006f * (1.0f - 0.6f * t));
  }
  Look track = kMilk;
  track.alpha = 0.55f;
  add_tube(path, width_m, track, 6, out);
}

void add_spray(const sim::PoreDrawn& pore, V3 gravity, float time_s, V3 eye_m, Thing& out) {
  const V3 start = v3(pore.position_m);
  const float jet = std::min(pore.jet_m_per_s, 2.5f);
  const V3 speed = unit(v3(pore.direction)) * jet;
  const auto at = [&](float t) {
    return start + speed * t + gravity * (0.5f * kGravity_m_per_s2 * t * t);
  };
  // the stream, which breaks up
  const int first = static_cast<int>(out.vertex.size());
  for (int k = 0; k <= kSpraySteps; ++k) {
    const float share = static_cast<float>(k) / kSpraySteps, t = kSpray_s * share;
    const V3 p = at(t), v = unit(speed + gravity * (kGravity_m_per_s2 * t));
    const V3 toward = unit(eye_m - p);
    const V3 side = unit(cross(v, toward)) * (kSprayWidth_m * (1.0f + 1.2f * share));
    const float alpha = 0.95f * (1.0f - share) * (1.0f - share) + 0.05f * (1.0f - share);
    for (const float sign : {-1.0f, 1.0f})
      out.vertex.push_back(
          {p + side * sign, toward, kMilk.colour, alpha, 0.3f, 0.0f, jet * t, 0.0f});
  }
  for (int k = 0; k < kSpraySteps; ++k) {
    const int a = first + 2 * k;
    out.triangle.push_back({a, a + 1, a + 2});
    out.triangle.push_back({a + 1, a + 3, a + 2});
  }
  // droplets that travel in it
  for (int k = 0; k < kSprayDrops; ++k) {
    const float phase = time_s * 6.0f + 0.37f * static_cast<float>(k) + 100.0f * start.x;
    const float share = phase - std::floor(phase);
    if (share < 0.3f) continue;
    const float radius_m = 0.0005f + 0.0003f * static_cast<float>(k % 3);
    add_ball(frame_along(at(kSpray_s * share), {0, 1, 0}), V3{1, 1, 1} * radius_m, kMilk, 6, out);
  }
}

}  // namespace

void build_milk(const sim::Snapshot& snapshot, V3 eye_m, Thing& out) {
  const V3 down = unit(v3(snapshot.torso.down), {0, -1, 0});
  for (const sim::PoreDrawn& pore : snapshot.pore)
    if (pore.drop_m3 > 1e-10f) add_bead(pore, down, out);
  for (const sim::PoreDrawn& pore : snapshot.pore)
    if (pore.jet_m_per_s > 0.05f)
      add_spray(pore, down, static_cast<float>(snapshot.time_s), eye_m, out);
}

}  // namespace lac::render
