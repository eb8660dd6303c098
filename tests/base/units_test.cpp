#include "base/units.h"

#include <doctest/doctest.h>

#include <numbers>

using lac::Dimension;
using lac::parse_quantity;

TEST_SUITE("unit") {
  TEST_CASE("units: quantities become SI") {
    CHECK(*parse_quantity("2.5 kPa", Dimension::Pressure) == 2500.0);
    CHECK(*parse_quantity("10 mmHg", Dimension::Pressure) == doctest::Approx(1333.22));
    CHECK(*parse_quantity("190 mL", Dimension::Volume) == doctest::Approx(190e-6));
    CHECK(*parse_quantity(" 60s ", Dimension::Time) == 60.0);
    CHECK(*parse_quantity("3 o'clock", Dimension::Angle) == doctest::Approx(std::numbers::pi / 2));
    CHECK(*parse_quantity("-30 mm/s", Dimension::Velocity) == doctest::Approx(-0.03));
    CHECK(*parse_quantity("0.4", Dimension::Fraction) == 0.4);
  }
  TEST_CASE("units: what is not a finite number with a unit of the dimension is refused") {
    for (const char* bad :
         {"", "kPa", "2.5 kpa", "2.5 mL", "nan", "inf kPa", "1e999 Pa", "1,5 kPa", "--1 Pa"})
      CHECK_FALSE(parse_quantity(bad, Dimension::Pressure).has_value());
  }
}
