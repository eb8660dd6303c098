#pragma once
#include "render/linear.h"

namespace lac::render {

/// A draped adult's upper body, only for the picture: rib cage, shoulder, armpit, raised arm on the
/// side worked on, neck. Patient frame: the breast's base centre is at the origin, on the chest.
/// @param side   +1: left breast in the middle, -1: right
/// @return signed distance, metres, good within a few centimetres of the skin
float body_distance_m(V3 p_m, float side);
/// Unit, outward.
V3 body_normal(V3 p_m, float side);
/// Height z of the skin seen from the front, away from the breast.
float torso_height_m(float x_m, float y_m, float side);
V3 torso_normal(float x_m, float y_m, float side);
/// Share of open sky over a place of the body's skin: less in the armpit and beside the arm.
float body_open(V3 p_m, V3 normal, float side);

/// From the body's middle to the breast's base centre.
inline constexpr float kMidline_m = 0.088f;

/// Joins two distances with a fillet of about this radius.
inline float smooth_min(float a, float b, float k) {
  const float h = (k - std::abs(a - b)) > 0.0f ? (k - std::abs(a - b)) / k : 0.0f;
  return (a < b ? a : b) - h * h * k * 0.25f;
}
/// Distance to a rod that tapers from r1 at a to r2 at b.
float tapered_rod(V3 p, V3 a, V3 b, float r1, float r2);

}  // namespace lac::render
