#include "base/rng.h"

#include <cmath>

#include "base/math.h"

namespace lac {

Rng::Rng(std::uint64_t seed, std::uint64_t stream) {
  increment = (mix_seed(stream, 0x5851f42d4c957f2dull) << 1) | 1u;
  next_u32();
  state += mix_seed(seed, stream);
  next_u32();
}

std::uint32_t Rng::next_u32() {
  const std::uint64_t old = state;
  state = old * 6364136223846793005ull + increment;
  const auto shifted = static_cast<std::uint32_t>(((old >> 18u) ^ old) >> 27u);
  const auto turn = static_cast<std::uint32_t>(old >> 59u);
  return (shifted >> turn) | (shifted << ((32u - turn) & 31u));
}

double Rng::uniform() {
  const std::uint64_t high = next_u32() >> 5, low = next_u32() >> 6;
  return static_cast<double>(high * 67108864u + low) / 9007199254740992.0;
}

std::uint32_t Rng::below(std::uint32_t n) {
  return static_cast<std::uint32_t>((std::uint64_t{next_u32()} * n) >> 32);
}

double Rng::normal() {
  // polar method without a spare, so that the state stays two words
  for (;;) {
    const double u = 2.0 * uniform() - 1.0, v = 2.0 * uniform() - 1.0, s = u * u + v * v;
    if (s > 0.0 && s < 1.0) return u * std::sqrt(-2.0 * log(s) / s);
  }
}

double Rng::lognormal(double median, double cv) {
  return median * exp(std::sqrt(log(1.0 + cv * cv)) * normal());
}

double Rng::gamma(double shape, double mean) {
  // Marsaglia and Tsang's squeeze; shapes below 1 by the boosting identity
  const double boost = shape < 1.0 ? pow(1.0 - uniform(), 1.0 / shape) : 1.0;
  const double k = shape < 1.0 ? shape + 1.0 : shape;
  const double d = k - 1.0 / 3.0, c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = normal();
    const double t = 1.0 + c * x;
    if (t <= 0.0) continue;
    const double v = t * t * t;
    const double u = 1.0 - uniform();
    if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) return boost * d * v * mean / shape;
  }
}

std::uint64_t mix_seed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a + 0x9e3779b97f4a7c15ull * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

}  // namespace lac
