#include "base/rng.h"

#include <doctest/doctest.h>

#include <cmath>

TEST_SUITE("unit") {
  TEST_CASE("rng: same seed, same sequence; other stream, other sequence") {
    lac::Rng a(5, 1), b(5, 1), c(5, 2);
    int same = 0;
    for (int i = 0; i < 100; ++i) {
      const auto x = a.next_u32();
      CHECK(x == b.next_u32());
      same += x == c.next_u32();
    }
    CHECK(same < 2);
  }
  TEST_CASE("rng: moments of normal, gamma and lognormal") {
    lac::Rng rng(11);
    const int n = 40000;
    double m = 0, v = 0, g = 0, g2 = 0, below = 0;
    for (int i = 0; i < n; ++i) {
      const double z = rng.normal(), y = rng.gamma(6.0, 1.0);
      m += z, v += z * z, g += y, g2 += y * y;
      below += rng.lognormal(70.0, 0.35) < 70.0;
    }
    // four standard errors of each estimate
    CHECK(std::fabs(m / n) < 4 / std::sqrt(n));
    CHECK(std::fabs(v / n - 1) < 4 * std::sqrt(2.0 / n));
    CHECK(std::fabs(g / n - 1) < 4 * std::sqrt(1.0 / 6 / n));
    CHECK(g2 / n - 1 == doctest::Approx(1.0 / 6).epsilon(0.06));
    CHECK(std::fabs(below / n - 0.5) < 4 * 0.5 / std::sqrt(n));
  }
  TEST_CASE("rng: uniform stays in [0, 1) and below(n) in [0, n)") {
    lac::Rng rng(2);
    for (int i = 0; i < 10000; ++i) {
      const double u = rng.uniform();
      REQUIRE(u >= 0.0);
      REQUIRE(u < 1.0);
      REQUIRE(rng.below(7) < 7);
    }
  }
}
