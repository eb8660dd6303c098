#include "render/body_shape.h"

#include <algorithm>
#include <cmath>

namespace lac::render {
namespace {

// Proportions of an adult, reclined, one arm raised; nothing computes with them. X from the body's
// middle, positive toward the side worked on; z from the front of the breastbone.
constexpr float kFrontSearch_m = 0.20f, kBehind_m = -0.24f;
constexpr int kMostSteps = 48;

// Rib cage and belly: an oval whose width and depth change with height.
float trunk(V3 p) {
  const float up = smooth(0.02f, 0.22f, p.y), down = smooth(0.0f, -0.26f, p.y);
  const float half_width = 0.186f - 0.050f * up - 0.032f * down;
  const float half_depth = 0.112f - 0.022f * up - 0.004f * down;
  const float lean = -0.16f * std::max(0.0f, p.y) * smooth(0.0f, 0.10f, p.y) - 0.010f * down;
  const V3 q{p.x, 0.0f, p.z + 0.112f - lean};
  const float k0 = std::hypot(q.x / half_width, q.z / half_depth);
  const float k1 = std::hypot(q.x / (half_width * half_width), q.z / (half_depth * half_depth));
  const float oval = k0 * (k0 - 1.0f) / std::max(k1, 1e-6f);
  return std::max(oval, p.y - 0.205f);
}

float arm_down(V3 p) {
  return tapered_rod(p, {0.186f, 0.150f, -0.112f}, {0.215f, -0.20f, -0.110f}, 0.052f, 0.046f);
}

// Upper arm lifted, hand toward the head: the armpit lies open.
float arm_raised(V3 p) {
  const float deltoid =
      tapered_rod(p, {0.170f, 0.178f, -0.108f}, {0.225f, 0.212f, -0.116f}, 0.050f, 0.048f);
  const float arm =
      tapered_rod(p, {0.215f, 0.205f, -0.114f}, {0.435f, 0.335f, -0.150f}, 0.047f, 0.038f);
  return smooth_min(deltoid, arm, 0.030f);
}

// One distance in the body's own frame.
float whole(V3 p) {
  const V3 q{std::abs(p.x), p.y, p.z};
  float d = trunk(q);
  // shoulder girdle, back fold of the armpit, breast muscle running to the arm
  d = smooth_min(d,
                 tapered_rod(q, {0.0f, 0.196f, -0.112f}, {0.160f, 0.178f, -0.112f}, 0.046f, 0.048f),
                 0.060f);
  d = smooth_min(
      d, tapered_rod(q, {0.150f, -0.12f, -0.130f}, {0.188f, 0.125f, -0.138f}, 0.032f, 0.034f),
      0.060f);
  d = smooth_min(
      d, tapered_rod(q, {0.060f, 0.070f, -0.052f}, {0.176f, 0.158f, -0.086f}, 0.040f, 0.032f),
      0.050f);
  // collarbone, breastbone hollow, neck
  d = smooth_min(
      d, tapered_rod(q, {0.022f, 0.176f, -0.056f}, {0.135f, 0.206f, -0.082f}, 0.0085f, 0.0075f),
      0.020f);
  d = smooth_min(d, tapered_rod(q, {0.0f, 0.20f, -0.118f}, {0.0f, 0.36f, -0.106f}, 0.056f, 0.052f),
                 0.045f);
  d = smooth_min(
      d, tapered_rod(q, {0.018f, 0.182f, -0.062f}, {0.058f, 0.315f, -0.092f}, 0.010f, 0.012f),
      0.030f);
  return smooth_min(d, p.x > 0.0f ? arm_raised(q) : arm_down(q), 0.034f);
}

// Brings the breast's base centre onto the skin.
float front_m() {
  static const float z = [] {
    float at = kFrontSearch_m;
    for (int k = 0; k < 200; ++k) at -= whole({kMidline_m, 0.0f, at});
    return at;
  }();
  return z;
}

V3 own_frame(V3 p, float side) { return {side * p.x + kMidline_m, p.y, p.z + front_m()}; }

}  // namespace

float tapered_rod(V3 p, V3 a, V3 b, float r1, float r2) {
  const V3 ba = b - a, pa = p - a;
  const float l2 = dot(ba, ba), rr = r1 - r2, a2 = l2 - rr * rr, il2 = 1.0f / l2;
  const float y = dot(pa, ba), z = y - l2;
  const V3 w = pa * l2 - ba * y;
  const float x2 = dot(w, w), y2 = y * y * l2, z2 = z * z * l2;
  const float k = (rr > 0.0f ? 1.0f : -1.0f) * rr * rr * x2;
  if ((z > 0.0f ? 1.0f : -1.0f) * a2 * z2 > k) return std::sqrt(x2 + z2) * il2 - r2;
  if ((y > 0.0f ? 1.0f : -1.0f) * a2 * y2 < k) return std::sqrt(x2 + y2) * il2 - r1;
  return (std::sqrt(x2 * a2 * il2) + y * rr) * il2 - r1;
}

float body_distance_m(V3 p, float side) { return whole(own_frame(p, side)); }

V3 body_normal(V3 p, float side) {
  const V3 q = own_frame(p, side);
  constexpr float e = 0.0025f;
  const V3 n{whole({q.x + e, q.y, q.z}) - whole({q.x - e, q.y, q.z}),
             whole({q.x, q.y + e, q.z}) - whole({q.x, q.y - e, q.z}),
             whole({q.x, q.y, q.z + e}) - whole({q.x, q.y, q.z - e})};
  return unit({side * n.x, n.y, n.z});
}

float torso_height_m(float x_m, float y_m, float side) {
  // from the front inward until the skin; past the outline the height runs out behind
  float z = kFrontSearch_m;
  for (int k = 0; k < kMostSteps; ++k) {
    const float d = body_distance_m({x_m, y_m, z}, side);
    if (d < 2e-5f || z < kBehind_m) break;
    z -= 0.92f * d;
  }
  return std::max(z, kBehind_m);
}

V3 torso_normal(float x_m, float y_m, float side) {
  return body_normal({x_m, y_m, torso_height_m(x_m, y_m, side)}, side);
}

float body_open(V3 p, V3 normal, float side) {
  float hidden = 0.0f, weight = 1.0f;
  for (const float away_m : {0.006f, 0.014f, 0.028f, 0.048f}) {
    const float gap_m = body_distance_m(p + normal * away_m, side);
    hidden += weight * std::max(0.0f, away_m - gap_m) / away_m;
    weight *= 0.75f;
  }
  return clamp(1.0f - 0.52f * hidden, 0.38f, 1.0f);
}

}  // namespace lac::render
