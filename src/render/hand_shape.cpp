#include "render/hand_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lac::render {
namespace {

// Distance to a rod that tapers from r1 at a to r2 at b.
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

float smooth_min(float a, float b, float k) {
  const float h = std::max(k - std::abs(a - b), 0.0f) / k;
  return std::min(a, b) - h * h * k * 0.25f;
}

// Wrist and forearm are flatter than round: measure in a space stretched along z.
constexpr V3 kWrist{0.002f, -0.050f, 0.0f};
constexpr V3 kElbow{0.012f, -0.330f, 0.0f};
constexpr float kFlat = 1.32f;
constexpr float kCuffY_m = -0.098f;

float forearm(V3 p) {
  const V3 q{p.x, p.y, p.z * kFlat};
  float d = tapered_rod(q, kWrist, kElbow, 0.0275f, 0.042f);
  // the glove's rolled rim
  const float rim = std::hypot(std::max(std::abs(d) - 0.0006f, 0.0f), p.y - kCuffY_m) - 0.0022f;
  d = smooth_min(d, rim, 0.002f);
  return d * 0.85f;
}

float palm(V3 p) {
  const auto& rig = hand_rig();
  // four metacarpals joined broadly
  float d = 1.0f;
  for (int k = 1; k < kDigits; ++k) {
    const V3 base = rig[k].base_m;
    const V3 heel{0.55f * base.x + 0.001f, -0.044f, -0.001f};
    d = smooth_min(d, tapered_rod(p, heel, base, 0.0150f, 0.0118f), 0.013f);
  }
  // ball of the thumb and heel of the hand
  d = smooth_min(
      d, tapered_rod(p, {-0.017f, -0.034f, -0.009f}, {-0.036f, -0.004f, -0.012f}, 0.0145f, 0.0115f),
      0.012f);
  d = smooth_min(
      d, tapered_rod(p, {0.023f, -0.036f, -0.007f}, {0.027f, 0.012f, -0.006f}, 0.0125f, 0.0110f),
      0.012f);
  return d;
}

float digit_bone(int digit, int bone, V3 p) {
  const DigitRig& rig = hand_rig()[digit];
  V3 a = rig.base_m;
  for (int k = 0; k < bone; ++k) a = a + rig.rest_direction * rig.bone_m[k];
  const V3 b = a + rig.rest_direction * rig.bone_m[bone];
  return tapered_rod(p, a, b, rig.radius_m[bone], rig.radius_m[bone + 1]);
}

float digit_distance(int digit, V3 p) {
  float d = digit_bone(digit, 0, p);
  for (int bone = 1; bone < 3; ++bone) d = smooth_min(d, digit_bone(digit, bone, p), 0.003f);
  return d;
}

}  // namespace

const std::array<DigitRig, kDigits>& hand_rig() {
  // an adult hand of medium size; the fingertip radius is the physics' 8 mm
  // clang-format off
  static const std::array<DigitRig, kDigits> rig{{
      {{-0.025f, -0.030f, -0.008f}, unit(V3{-0.66f, 0.72f, -0.20f}), {0.044f, 0.034f, 0.024f}, {0.0140f, 0.0118f, 0.0108f, 0.0088f}},
      {{-0.029f,  0.044f,  0.000f}, unit(V3{-0.13f, 0.99f, 0.0f}),   {0.043f, 0.025f, 0.018f}, {0.0112f, 0.0098f, 0.0088f, 0.0078f}},
      {{-0.009f,  0.049f,  0.001f}, unit(V3{-0.02f, 1.00f, 0.0f}),   {0.048f, 0.029f, 0.019f}, {0.0114f, 0.0100f, 0.0090f, 0.0079f}},
      {{ 0.011f,  0.045f,  0.000f}, unit(V3{ 0.09f, 0.99f, 0.0f}),   {0.044f, 0.027f, 0.019f}, {0.0108f, 0.0094f, 0.0086f, 0.0077f}},
      {{ 0.029f,  0.036f, -0.003f}, unit(V3{ 0.22f, 0.97f, 0.0f}),   {0.035f, 0.020f, 0.017f}, {0.0098f, 0.0086f, 0.0078f, 0.0070f}},
  }};
  // clang-format on
  return rig;
}

float bone_distance_m(int bone, V3 p) {
  if (bone == 0) return palm(p);
  if (bone == 1) return forearm(p);
  return digit_bone((bone - 2) / 3, (bone - 2) % 3, p);
}

float hand_distance_m(V3 p) {
  float hand = smooth_min(palm(p), forearm(p), 0.020f);
  float fingers = 1.0f;
  for (int digit = 1; digit < kDigits; ++digit)
    fingers = smooth_min(fingers, digit_distance(digit, p), 0.0025f);
  hand = smooth_min(hand, fingers, 0.006f);
  return smooth_min(hand, digit_distance(0, p), 0.010f);
}

Net surface_net(const std::function<float(V3)>& distance, V3 low_m, V3 high_m, float cell_m) {
  const V3 size = high_m - low_m;
  const std::array<int, 3> n{static_cast<int>(size.x / cell_m) + 2,
                             static_cast<int>(size.y / cell_m) + 2,
                             static_cast<int>(size.z / cell_m) + 2};
  const auto at = [&](int i, int j, int k) {
    return (static_cast<std::size_t>(k) * n[1] + j) * n[0] + i;
  };
  const auto point = [&](int i, int j, int k) {
    return low_m + V3{static_cast<float>(i), static_cast<float>(j), static_cast<float>(k)} * cell_m;
  };

  // sample; whole blocks far from the surface get one value
  constexpr int kBlock = 6;
  std::vector<float> value(static_cast<std::size_t>(n[0]) * n[1] * n[2], 1.0f);
  const float block_reach_m = 0.5f * kBlock * cell_m * 1.75f * 1.3f;
  for (int bk = 0; bk < n[2]; bk += kBlock)
    for (int bj = 0; bj < n[1]; bj += kBlock)
      for (int bi = 0; bi < n[0]; bi += kBlock) {
        const V3 centre = point(bi, bj, bk) + V3{1, 1, 1} * (0.5f * kBlock * cell_m);
        const float middle = distance(centre);
        const bool far = std::abs(middle) > block_reach_m;
        for (int k = bk; k < std::min(bk + kBlock, n[2]); ++k)
          for (int j = bj; j < std::min(bj + kBlock, n[1]); ++j)
            for (int i = bi; i < std::min(bi + kBlock, n[0]); ++i)
              value[at(i, j, k)] = far ? middle : distance(point(i, j, k));
      }

  // one vertex in every cell that the surface passes through
  Net net;
  std::vector<int> cell(value.size(), -1);
  constexpr std::array<std::array<int, 3>, 8> corner{
      {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}}};
  for (int k = 0; k + 1 < n[2]; ++k)
    for (int j = 0; j + 1 < n[1]; ++j)
      for (int i = 0; i + 1 < n[0]; ++i) {
        V3 sum;
        int crossings = 0;
        for (int a = 0; a < 8; ++a)
          for (int b = a + 1; b < 8; ++b) {
            const int bits = a ^ b;
            if (bits != 1 && bits != 2 && bits != 4) continue;
            const float fa = value[at(i + corner[a][0], j + corner[a][1], k + corner[a][2])];
            const float fb = value[at(i + corner[b][0], j + corner[b][1], k + corner[b][2])];
            if ((fa < 0.0f) == (fb < 0.0f)) continue;
            const V3 pa = point(i + corner[a][0], j + corner[a][1], k + corner[a][2]);
            const V3 pb = point(i + corner[b][0], j + corner[b][1], k + corner[b][2]);
            sum += mix(pa, pb, fa / (fa - fb));
            ++crossings;
          }
        if (crossings == 0) continue;
        cell[at(i, j, k)] = static_cast<int>(net.position_m.size());
        const V3 p = sum * (1.0f / static_cast<float>(crossings));
        net.position_m.push_back(p);
        const float e = 0.5f * cell_m;
        net.normal.push_back(unit(V3{distance(p + V3{e, 0, 0}) - distance(p - V3{e, 0, 0}),
                                     distance(p + V3{0, e, 0}) - distance(p - V3{0, e, 0}),
                                     distance(p + V3{0, 0, e}) - distance(p - V3{0, 0, e})}));
      }

  // two triangles across every grid edge that the surface crosses
  const std::array<std::size_t, 3> step{1, static_cast<std::size_t>(n[0]),
                                        static_cast<std::size_t>(n[0]) * n[1]};
  for (int k = 1; k + 1 < n[2]; ++k)
    for (int j = 1; j + 1 < n[1]; ++j)
      for (int i = 1; i + 1 < n[0]; ++i) {
        const std::size_t here = at(i, j, k);
        for (int axis = 0; axis < 3; ++axis) {
          const bool inside = value[here] < 0.0f;
          if (inside == (value[here + step[axis]] < 0.0f)) continue;
          const std::size_t u = step[(axis + 1) % 3], v = step[(axis + 2) % 3];
          const int a = cell[here], b = cell[here - u], c = cell[here - u - v], d = cell[here - v];
          if (a < 0 || b < 0 || c < 0 || d < 0) continue;
          if (inside) {
            net.triangle.push_back({a, b, c});
            net.triangle.push_back({a, c, d});
          } else {
            net.triangle.push_back({a, c, b});
            net.triangle.push_back({a, d, c});
          }
        }
      }
  return net;
}

}  // namespace lac::render
