#include "render/milk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lac::render {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kGravity_m_per_s2 = 9.81f;
// A jet holds together for so long, then flies on as drops; its width at the pore.
constexpr float kStream_s = 0.035f, kSpray_s = 0.12f;
constexpr float kSprayWidth_m = 0.00042f;
constexpr int kSpraySteps = 10, kSprayDrops = 9;
constexpr float kTrack_m = 0.011f;  // that a running drop has wetted
constexpr int kTrackSteps = 8;
constexpr float kDropsPerSecond = 5.0f;
// A drop that has grown to this leaves a wet track below it.
constexpr float kRunning_m3 = 1.2e-8f;
const Look kMilk{{0.90f, 0.87f, 0.79f}, 1.0f, 0.55f, 0.0f, 0.0f};
constexpr float kWet = 1.5f;  // gloss of a drop's skin

// A bead that sits on the skin and, as it grows, hangs: longer below, narrower above.
void add_bead(const sim::PoreDrawn& pore, const SkinSurface& skin, V3 gravity, Thing& out) {
  const float radius_m = std::cbrt(0.75f * pore.drop_m3 / kPi);
  const float hang = smooth(0.0010f, 0.0024f, radius_m);
  const V3 outward = unit(v3(pore.direction));
  const V3 down = unit(mix(outward, gravity, 0.75f * hang));
  const V3 centre =
      v3(pore.position_m) + outward * (0.35f * radius_m) + gravity * (0.6f * radius_m * hang);
  // thin milk lets what lies below shine through; a small drop sits flat, a large one hangs round
  Look look = kMilk;
  look.gloss = kWet;
  look.alpha = mix(0.60f, 0.97f, smooth(0.0005f, 0.0013f, radius_m));
  const float wide_m = radius_m * mix(1.15f, 0.90f, hang);
  add_ball(frame_along(centre, down), {wide_m, radius_m * mix(0.80f, 1.30f, hang), wide_m}, look,
           18, out);
  if (pore.drop_m3 < kRunning_m3) return;
  // what has run already lies on the skin, wherever that leads
  std::vector<V3> path;
  std::vector<float> width_m;
  V3 at = v3(pore.position_m);
  for (int k = 0; k <= kTrackSteps; ++k) {
    const SkinVertex& under = skin.nearest_shown(at);
    const float off_m = dot(at - under.position_m, under.normal);
    at = at - under.normal * (off_m - 0.0002f);
    path.push_back(at);
    width_m.push_back(0.0007f * (1.0f - 0.7f * static_cast<float>(k) / kTrackSteps));
    const V3 along = unit(gravity - under.normal * dot(gravity, under.normal));
    at = at + along * (kTrack_m / kTrackSteps);
  }
  Look track = kMilk;
  track.gloss = kWet;
  track.alpha = 0.45f;
  add_tube(path, width_m, track, 6, out);
}

void add_spray(const sim::PoreDrawn& pore, V3 gravity, float time_s, V3 eye_m, Thing& out) {
  const V3 start = v3(pore.position_m);
  const float jet = std::min(pore.jet_m_per_s, 2.5f);
  const V3 speed = unit(v3(pore.direction)) * jet;
  const auto at = [&](float t) {
    return start + speed * t + gravity * (0.5f * kGravity_m_per_s2 * t * t);
  };
  // the stream, which thins and breaks up
  const int first = static_cast<int>(out.vertex.size());
  for (int k = 0; k <= kSpraySteps; ++k) {
    const float share = static_cast<float>(k) / kSpraySteps, t = kStream_s * share;
    const V3 p = at(t), v = unit(speed + gravity * (kGravity_m_per_s2 * t));
    const V3 toward = unit(eye_m - p);
    const V3 side = unit(cross(v, toward)) * (kSprayWidth_m * (1.0f - 0.5f * share));
    const float alpha = 0.95f * (1.0f - share * share);
    for (const float sign : {-1.0f, 1.0f})
      out.vertex.push_back(
          {p + side * sign, toward, kMilk.colour, alpha, 0.3f, 0.0f, jet * t, 0.0f});
  }
  for (int k = 0; k < kSpraySteps; ++k) {
    const int a = first + 2 * k;
    out.triangle.push_back({a, a + 1, a + 2});
    out.triangle.push_back({a + 1, a + 3, a + 2});
  }
  // drops that travel on, drawn out along their way, smaller toward the end
  for (int k = 0; k < kSprayDrops; ++k) {
    const float phase = time_s * kDropsPerSecond + 0.37f * static_cast<float>(k) + 100.0f * start.x;
    const float share = phase - std::floor(phase), t = kSpray_s * share;
    if (t < 0.6f * kStream_s) continue;
    const float radius_m = (0.00042f + 0.00016f * static_cast<float>(k % 3)) * (1.2f - share);
    const V3 way = unit(speed + gravity * (kGravity_m_per_s2 * t));
    add_ball(frame_along(at(t), way), V3{1.0f, 1.0f + jet, 1.0f} * radius_m, kMilk, 6, out);
  }
}

}  // namespace

void build_milk(const sim::Snapshot& snapshot, const SkinSurface& skin, V3 eye_m, Thing& out) {
  const V3 down = unit(v3(snapshot.torso.down), {0, -1, 0});
  for (const sim::PoreDrawn& pore : snapshot.pore)
    if (pore.drop_m3 > 1e-10f) add_bead(pore, skin, down, out);
  for (const sim::PoreDrawn& pore : snapshot.pore)
    if (pore.jet_m_per_s > 0.05f)
      add_spray(pore, down, static_cast<float>(snapshot.time_s), eye_m, out);
}

}  // namespace lac::render
