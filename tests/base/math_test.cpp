#include "base/math.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/rng.h"

namespace {

/// Largest relative error against long double over seeded arguments.
template <class F, class G>
double worst_relative(F ours, G theirs, double lo, double hi) {
  lac::Rng rng(7);
  double worst = 0.0;
  for (int i = 0; i < 20000; ++i) {
    const double x = rng.uniform(lo, hi);
    const long double want = theirs(static_cast<long double>(x));
    if (want == 0.0L) continue;
    worst = std::max(worst, static_cast<double>(std::fabs((ours(x) - want) / want)));
  }
  return worst;
}

constexpr double kTwoUlp = 4.5e-16;  // 2 ulp of a double

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("math: exp, log and cbrt agree with long double to 2 ulp") {
    CHECK(worst_relative(
              lac::exp, [](long double x) { return std::exp(x); }, -700, 700) < kTwoUlp);
    CHECK(worst_relative(
              lac::log, [](long double x) { return std::log(x); }, 1e-9, 20) < kTwoUlp);
    CHECK(worst_relative(
              lac::log, [](long double x) { return std::log(x); }, 0.9, 1.1) < kTwoUlp);
    CHECK(worst_relative(
              lac::cbrt, [](long double x) { return std::cbrt(x); }, -50, 50) < kTwoUlp);
  }
  TEST_CASE("math: trigonometry agrees with long double") {
    // near its zeros a sine's relative error is that of the reduction, so the bound is absolute
    // there
    lac::Rng rng(3);
    for (int i = 0; i < 20000; ++i) {
      const double x = rng.uniform(-1e4, 1e4);
      REQUIRE(std::fabs(lac::sin(x) - std::sin(static_cast<long double>(x))) < 3e-16L);
      REQUIRE(std::fabs(lac::cos(x) - std::cos(static_cast<long double>(x))) < 3e-16L);
    }
    CHECK(worst_relative(
              lac::atan, [](long double x) { return std::atan(x); }, -30, 30) < 2 * kTwoUlp);
  }
  TEST_CASE("math: atan2 knows its quadrants and acos its ends") {
    for (double a = -3.1; a < 3.14; a += 0.01)
      CHECK(lac::atan2(std::sin(a), std::cos(a)) == doctest::Approx(a).epsilon(1e-14));
    CHECK(lac::acos(1.0) == 0.0);
    CHECK(lac::acos(-1.0) == doctest::Approx(lac::kPi).epsilon(1e-15));
    CHECK(std::isnan(lac::acos(1.5)));
  }
  TEST_CASE("math: limits and errors are the usual ones") {
    const double inf = std::numeric_limits<double>::infinity();
    CHECK(lac::exp(800.0) == inf);
    CHECK(lac::exp(-800.0) == 0.0);
    CHECK(lac::exp(0.0) == 1.0);
    CHECK(lac::log(0.0) == -inf);
    CHECK(std::isnan(lac::log(-1.0)));
    CHECK(lac::pow(0.0, 2.5) == 0.0);
    CHECK(lac::pow(9.0, 0.5) == 3.0);
    CHECK(lac::pow(2.0, 10.0) == doctest::Approx(1024.0).epsilon(1e-13));
    CHECK(std::isnan(lac::sin(inf)));
  }
}
