#include "tests/scenario/support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

TEST_SUITE_BEGIN("unit");

TEST_CASE("breast: what one breast has for itself; the rest is [patient]'s") {
  const auto spec = parse_scenario(
      "format = 1\ntitle = \"t\"\n"
      "[patient]\nbase = \"primiparous_medium\"\nside = \"right\"\nmilk = \"100 mL\"\nassumed = "
      "true\n"
      "[left_breast]\nmilk = \"180 mL\"\nplug_at = \"4 o'clock\"\nlump = \"25 mm\"\nassumed = "
      "true\n",
      "x.toml", kData);
  INFO((spec ? std::string() : all_text(spec.problems())));
  REQUIRE(spec);
  const sim::PatientParams& p = spec->patient;
  CHECK(p.breast.side == anatomy::Side::Right);
  CHECK(p.ducts.milk_m3 == doctest::Approx(100e-6));
  CHECK_FALSE(p.plug.present);
  REQUIRE(p.other);
  CHECK(p.other->breast.side == anatomy::Side::Left);
  CHECK(p.other->ducts.milk_m3 == doctest::Approx(180e-6));
  CHECK(p.other->ducts.capacity_m3 == p.ducts.capacity_m3);
  CHECK(p.other->plug.present);
  CHECK(p.other->plug.clock_rad == doctest::Approx(2.0943951));
}

TEST_CASE(
    "breast: the one in hand may differ from [patient] too, and the other keeps its numbers") {
  const auto spec = parse_scenario(
      "format = 1\ntitle = \"t\"\n[patient]\nbase = \"primiparous_medium\"\nmilk = \"100 mL\"\n"
      "assumed = true\n[left_breast]\nmilk = \"180 mL\"\nassumed = true\n",
      "x.toml", kData);
  REQUIRE(spec);
  CHECK(spec->patient.ducts.milk_m3 == doctest::Approx(180e-6));
  REQUIRE(spec->patient.other);
  CHECK(spec->patient.other->ducts.milk_m3 == doctest::Approx(100e-6));
  CHECK(spec->patient.other->breast.side == anatomy::Side::Right);
}

TEST_CASE("breast: numbers without a word of where they come from, and a balloon's second side") {
  CHECK(all_text(problems_of(small_case("[left_breast]\nmilk = \"90 mL\"\n")))
            .find("these numbers need source") != std::string::npos);
  CHECK(all_text(problems_of("format = 1\ntitle = \"t\"\n[patient]\nbase = \"practice_balloon\"\n"
                             "[left_breast]\nmilk = \"90 mL\"\nassumed = true\n"))
            .find("the balloon is one") != std::string::npos);
}

TEST_SUITE_END();
