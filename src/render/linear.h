#pragma once
#include <array>
#include <cmath>

namespace lac::render {

/// Single-precision vector for drawing; metres in the patient frame unless the name says otherwise.
struct V3 {
  float x = 0.0f, y = 0.0f, z = 0.0f;
  constexpr V3& operator+=(V3 b) { return x += b.x, y += b.y, z += b.z, *this; }
};
constexpr V3 operator+(V3 a, V3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
constexpr V3 operator-(V3 a, V3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
constexpr V3 operator-(V3 a) { return {-a.x, -a.y, -a.z}; }
constexpr V3 operator*(V3 a, float s) { return {a.x * s, a.y * s, a.z * s}; }
constexpr V3 operator*(float s, V3 a) { return a * s; }
constexpr float dot(V3 a, V3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr V3 cross(V3 a, V3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float length(V3 a) { return std::sqrt(dot(a, a)); }
/// Unit vector; `fallback` where `a` has no direction.
inline V3 unit(V3 a, V3 fallback = {0.0f, 0.0f, 1.0f}) {
  const float l = length(a);
  return l > 1e-9f ? a * (1.0f / l) : fallback;
}
constexpr V3 mix(V3 a, V3 b, float t) { return a * (1.0f - t) + b * t; }
constexpr float mix(float a, float b, float t) { return a * (1.0f - t) + b * t; }
constexpr float clamp(float x, float lo, float hi) { return x < lo ? lo : x > hi ? hi : x; }
/// 0 at `from`, 1 at `to`, smooth between.
constexpr float smooth(float from, float to, float x) {
  const float t = clamp((x - from) / (to - from), 0.0f, 1.0f);
  return t * t * (3.0f - 2.0f * t);
}
/// Turned about an axis, by its length in radians.
inline V3 rotated(V3 v, V3 axis_angle) {
  const float angle = length(axis_angle);
  if (angle < 1e-6f) return v;
  const V3 k = axis_angle * (1.0f / angle);
  return v * std::cos(angle) + cross(k, v) * std::sin(angle) +
         k * (dot(k, v) * (1.0f - std::cos(angle)));
}
inline V3 v3(const std::array<float, 3>& a) { return {a[0], a[1], a[2]}; }

/// Rotation and translation: columns x, y, z are the axes of the moved frame.
struct Frame {
  V3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1}, origin;
  V3 turn(V3 v) const { return x * v.x + y * v.y + z * v.z; }
  V3 place(V3 p) const { return origin + turn(p); }
  /// The same direction in this frame's own axes.
  V3 local(V3 v) const { return {dot(v, x), dot(v, y), dot(v, z)}; }
};

/// Column-major 4x4 matrix, as GL takes it.
struct M4 {
  std::array<float, 16> m{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
};
inline M4 operator*(const M4& a, const M4& b) {
  M4 r;
  for (int c = 0; c < 4; ++c)
    for (int i = 0; i < 4; ++i) {
      float sum = 0.0f;
      for (int k = 0; k < 4; ++k) sum += a.m[4 * k + i] * b.m[4 * c + k];
      r.m[4 * c + i] = sum;
    }
  return r;
}
inline M4 look_at(V3 eye, V3 centre, V3 up) {
  const V3 f = unit(centre - eye), s = unit(cross(f, up)), u = cross(s, f);
  return {{s.x, u.x, -f.x, 0, s.y, u.y, -f.y, 0, s.z, u.z, -f.z, 0, -dot(s, eye), -dot(u, eye),
           dot(f, eye), 1}};
}
inline M4 perspective(float fov_y_rad, float aspect, float near_m, float far_m) {
  const float f = 1.0f / std::tan(0.5f * fov_y_rad);
  M4 r;
  r.m = {f / aspect,
         0,
         0,
         0,
         0,
         f,
         0,
         0,
         0,
         0,
         (far_m + near_m) / (near_m - far_m),
         -1,
         0,
         0,
         2 * far_m * near_m / (near_m - far_m),
         0};
  return r;
}
inline M4 orthographic(float half_x, float half_y, float near_m, float far_m) {
  M4 r;
  r.m = {1 / half_x,
         0,
         0,
         0,
         0,
         1 / half_y,
         0,
         0,
         0,
         0,
         -2 / (far_m - near_m),
         0,
         0,
         0,
         -(far_m + near_m) / (far_m - near_m),
         1};
  return r;
}

}  // namespace lac::render
