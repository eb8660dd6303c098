#include "ducts/tube.h"

#include <doctest/doctest.h>

#include <cmath>

#include "ducts/constants.h"

namespace lac::ducts {
namespace {

constexpr double kK1_Pa = kDistension_Pa, kKp_Pa = kCollapse_Pa, kClosed = kClosedLumen_frac;

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("ducts: the tube law gives the stated diameters and collapse") {
    // physiology.md 7.3: D/D0 1.19, 1.32, 1.44 at 1, 2, 3.3 kPa; 10 % area at -0.6 kPa: two digits
    const auto diameter = [](double p_Pa) { return std::exp(0.5 * log_area_at(p_Pa, kK1_Pa)); };
    CHECK(diameter(1000.0) == doctest::Approx(1.19).epsilon(0.005));
    CHECK(diameter(2000.0) == doctest::Approx(1.32).epsilon(0.005));
    CHECK(diameter(3300.0) == doctest::Approx(1.44).epsilon(0.005));
    CHECK(tube_pressure(0.10, kK1_Pa, kKp_Pa).pressure_Pa == doctest::Approx(-612.0).epsilon(0.01));
  }

  TEST_CASE("ducts: opening a duct to a pressure is the inverse of the tube law") {
    for (double p_Pa = 0.0; p_Pa < 20e3; p_Pa += 700.0) {
      const double area = std::exp(log_area_at(p_Pa, kK1_Pa));
      // round-off of a root and a logarithm, magnified by K_1
      CHECK(tube_pressure(area, kK1_Pa, kKp_Pa).pressure_Pa ==
            doctest::Approx(p_Pa).epsilon(1e-12).scale(1e3));
    }
  }

  TEST_CASE("ducts: slopes of tube law and lumen agree with finite differences") {
    for (double x = -4.0; x < 1.5; x += 0.0937) {
      // central difference: error h^2/6 times the third derivative, at most 3.4 f per unit here
      const double h = 1e-5;
      const auto tube = [](double at) { return tube_pressure(std::exp(at), kK1_Pa, kKp_Pa); };
      const double slope = (tube(x + h).pressure_Pa - tube(x - h).pressure_Pa) / (2.0 * h);
      if (std::fabs(x) > h) CHECK(tube(x).slope_Pa == doctest::Approx(slope).epsilon(1e-6));

      const auto open = [](double at) { return lumen(std::exp(at), kClosed); };
      const double change = (open(x + h).conductance - open(x - h).conductance) / (2.0 * h);
      CHECK(open(x).slope == doctest::Approx(change).epsilon(1e-4).scale(1e-6));
    }
  }

  TEST_CASE("ducts: a collapsed duct is shut, an unloaded one open") {
    CHECK(lumen(1.0, kClosed).conductance == doctest::Approx(1.0).epsilon(1e-3));
    CHECK(lumen(kClosed, kClosed).conductance < 1e-6);
    CHECK(lumen(0.01, kClosed).conductance > 0.0);
    CHECK(lumen(0.01, kClosed).conductance < 1e-6);
  }
}

}  // namespace lac::ducts
