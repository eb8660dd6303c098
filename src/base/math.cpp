#include "base/math.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace lac {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// ln 2 and pi/2 in parts whose leading ones have trailing zeros, so that k times them is exact
constexpr double kLn2Hi = 0x1.62e42fee00000p-1;
constexpr double kLn2Lo = 0x1.a39ef35793c76p-33;
constexpr double kHalfPi1 = 0x1.921fb54400000p+0;
constexpr double kHalfPi2 = 0x1.0b4611a600000p-34;
constexpr double kHalfPi3 = 0x1.3198a2e037073p-69;

/// 2^k for k in [-1022, 1023].
double two_to(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

/// e^r - 1 on |r| <= 0.35: Taylor, the first term dropped is below 1e-17 r.
double exp_minus_1_small(double r) {
  double s = 0.0;
  for (int n = 14; n >= 2; --n) s = (s + 1.0) * (r / n);
  return r + r * s;
}

/// sin and cos on |r| <= pi/4 by Taylor.
double sin_small(double r) {
  const double r2 = r * r;
  double s = 0.0;
  for (int n = 18; n >= 2; n -= 2) s = (s + 1.0) * (-r2 / (n * (n + 1.0)));
  return r + r * s;
}
double cos_small(double r) {
  const double r2 = r * r;
  double s = 0.0;
  for (int n = 17; n >= 3; n -= 2) s = (s + 1.0) * (-r2 / (n * (n + 1.0)));
  return 1.0 - 0.5 * r2 * (1.0 + s);
}

/// x = quarter * pi/2 + remainder, quarter counted modulo 4.
struct Reduced {
  double remainder;
  int quarter;
};
Reduced reduce(double x) {
  const double k = std::nearbyint(x * (2.0 / kPi));
  const double r = ((x - k * kHalfPi1) - k * kHalfPi2) - k * kHalfPi3;
  return {r, static_cast<int>(static_cast<std::int64_t>(k) & 3)};
}

}  // namespace

double exp(double x) {
  if (std::isnan(x)) return x;
  if (x > 709.782712893384) return kInf;
  if (x < -745.2) return 0.0;
  const double k = std::nearbyint(x / 0.69314718055994531);
  const double r = (x - k * kLn2Hi) - k * kLn2Lo;
  const double y = 1.0 + exp_minus_1_small(r);
  // two factors keep the scale inside the range of normal doubles
  const int whole = static_cast<int>(k), half = whole / 2;
  return y * two_to(half) * two_to(whole - half);
}

double log(double x) {
  if (std::isnan(x) || x < 0.0) return kNan;
  if (x == 0.0) return -kInf;
  if (x == kInf) return kInf;
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // [0.5, 1)
  if (m < 0.70710678118654752) m *= 2.0, --exponent;
  // ln m = 2 artanh s
  const double s = (m - 1.0) / (m + 1.0), s2 = s * s;
  double sum = 0.0;
  for (int n = 25; n >= 3; n -= 2) sum = (sum + 1.0 / n) * s2;
  const double log_m = 2.0 * s + 2.0 * s * sum;
  return exponent * kLn2Hi + (exponent * kLn2Lo + log_m);
}

double pow(double x, double y) {
  if (y == 0.0) return 1.0;
  if (x < 0.0) return kNan;
  if (x == 0.0) return y > 0.0 ? 0.0 : kInf;
  if (y == 1.0) return x;
  if (y == 2.0) return x * x;
  if (y == 0.5) return std::sqrt(x);
  return exp(y * log(x));
}

double sin(double x) {
  if (!std::isfinite(x)) return kNan;
  const auto [r, quarter] = reduce(x);
  const double s = (quarter & 1) ? cos_small(r) : sin_small(r);
  return (quarter & 2) ? -s : s;
}

double cos(double x) {
  if (!std::isfinite(x)) return kNan;
  const auto [r, quarter] = reduce(x);
  const double c = (quarter & 1) ? -sin_small(r) : cos_small(r);
  return (quarter & 2) ? -c : c;
}

double atan(double x) {
  if (std::isnan(x)) return x;
  const double a = std::fabs(x);
  const bool swap = a > 1.0;
  double t = swap ? 1.0 / a : a;
  // two half-angle steps bring t below tan(pi/16)
  t = t / (1.0 + std::sqrt(1.0 + t * t));
  t = t / (1.0 + std::sqrt(1.0 + t * t));
  const double t2 = t * t;
  double sum = 0.0;
  for (int n = 27; n >= 3; n -= 2) sum = (((n & 2) ? -1.0 : 1.0) / n + sum) * t2;
  double angle = 4.0 * (t + t * sum);
  if (swap) angle = 0.5 * kPi - angle;
  return std::copysign(angle, x);
}

double atan2(double y, double x) {
  if (std::isnan(x) || std::isnan(y)) return kNan;
  if (x == 0.0 && y == 0.0) return std::signbit(x) ? std::copysign(kPi, y) : y;
  if (std::fabs(x) >= std::fabs(y)) {
    const double a = atan(y / x);
    if (x > 0.0) return a;
    return std::signbit(y) ? a - kPi : a + kPi;
  }
  const double a = atan(x / y);
  return y > 0.0 ? 0.5 * kPi - a : -0.5 * kPi - a;
}

double acos(double x) {
  if (!(x >= -1.0 && x <= 1.0)) return kNan;
  return atan2(std::sqrt((1.0 - x) * (1.0 + x)), x);
}

double cbrt(double x) {
  if (x == 0.0 || !std::isfinite(x)) return x;
  const double a = std::fabs(x);
  double y = exp(log(a) / 3.0);
  // one Newton step on y^3 = a
  y -= (y * y * y - a) / (3.0 * y * y);
  return std::copysign(y, x);
}

}  // namespace lac
