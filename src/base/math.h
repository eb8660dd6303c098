#pragma once

namespace lac {

/// Elementary functions with the same bits on every machine: only + - * / and sqrt inside, which
/// IEEE 754 fixes, while the C library's own pick fused variants by CPU. Relative error below 4e-16
/// (2 ulp) over the normal range, checked against long double. Domain errors give NaN as usual.
double exp(double x);
double log(double x);
/// x^y for x >= 0 (x < 0 gives NaN); pow(0, y > 0) = 0, pow(x, 0) = 1. Relative error below 1e-13.
double pow(double x, double y);
/// |x| up to 1e6 keeps full accuracy.
double sin(double x);
double cos(double x);
double atan(double x);
/// In (-pi, pi].
double atan2(double y, double x);
double acos(double x);
double cbrt(double x);

inline constexpr double kPi = 3.14159265358979323846;

constexpr double clamp(double x, double lo, double hi) { return x < lo ? lo : x > hi ? hi : x; }
constexpr double lerp(double a, double b, double t) { return a + (b - a) * t; }
/// 0 below 0, 1 above 1, 3t^2 - 2t^3 between.
constexpr double smoothstep(double t) {
  t = clamp(t, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

}  // namespace lac
