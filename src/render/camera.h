#pragma once
#include <algorithm>
#include <cmath>

#include "render/linear.h"

namespace lac::render {

/// Looks at the working field and never leaves it: limited turn, tilt and distance.
struct Camera {
  float turn_rad = 0.0f;   // about the body's long axis; > 0: from the patient's left
  float tilt_rad = 0.12f;  // > 0: from above
  float distance_m = 0.62f;
  V3 target_m{0.0f, 0.002f, 0.035f};

  // The bounds are assumed; effect: what skin one can see, and so work on. At the least tilt the
  // lower half of a full breast (4 to 8 o'clock) still faces the view.
  static constexpr float kFovY_rad = 0.50f;
  static constexpr float kMostTurn_rad = 1.10f;
  static constexpr float kLeastTilt_rad = -0.55f, kMostTilt_rad = 0.95f;
  static constexpr float kNearest_m = 0.26f, kFarthest_m = 0.85f;

  void orbit(float turn, float tilt) {
    turn_rad = std::clamp(turn_rad + turn, -kMostTurn_rad, kMostTurn_rad);
    tilt_rad = std::clamp(tilt_rad + tilt, kLeastTilt_rad, kMostTilt_rad);
  }
  void zoom(float factor) { distance_m = std::clamp(distance_m * factor, kNearest_m, kFarthest_m); }
  V3 eye_m() const {
    return target_m + V3{std::sin(turn_rad) * std::cos(tilt_rad), std::sin(tilt_rad),
                         std::cos(turn_rad) * std::cos(tilt_rad)} *
                          distance_m;
  }
  M4 view() const { return look_at(eye_m(), target_m, {0, 1, 0}); }
  M4 projection(float aspect) const { return perspective(kFovY_rad, aspect, 0.02f, 4.0f); }
  /// Unit direction through a point of the picture, both in -1..1 (y up).
  V3 ray(float x, float y, float aspect) const {
    const V3 forward = unit(target_m - eye_m()), right = unit(cross(forward, {0, 1, 0}));
    const V3 up = cross(right, forward);
    const float tangent = std::tan(0.5f * kFovY_rad);
    return unit(forward + right * (x * tangent * aspect) + up * (y * tangent));
  }
  /// Ctrl+1..4: clinician, axilla, duct cut-away, lean over. `side` +1 for a left breast.
  static Camera preset(int number, float side) {
    switch (number) {
      case 2:
        return {0.80f * side, 0.10f, 0.66f, {0.030f * side, 0.035f, 0.010f}};
      case 3:
        return {0.92f * side, 0.16f, 0.46f, {0.0f, -0.004f, 0.040f}};
      case 4:
        return {0.0f, 0.80f, 0.60f, {0.0f, 0.0f, 0.030f}};
      default:
        return {0.08f * side, 0.08f, 0.72f, {0.012f * side, 0.016f, 0.020f}};
    }
  }
};

}  // namespace lac::render
