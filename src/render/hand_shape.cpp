#include "render/hand_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/body_shape.h"

namespace lac::render {
namespace {

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

}  // namespace lac::render
