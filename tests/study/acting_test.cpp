#include "study/acting.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "study/constants.h"

using namespace lac;
using namespace lac::study;

namespace {

/// A flat disc in fine rings at z = 0, outward up.
Patch disc(double radius_m) {
  Patch patch;
  const int rings = 60, spokes = 120;
  for (int i = 0; i < rings; ++i)
    for (int k = 0; k < spokes; ++k) {
      const double r = radius_m * (i + 0.5) / rings, turn = 2.0 * kPi * k / spokes;
      patch.point_m.push_back({r * std::cos(turn), r * std::sin(turn), 0.0});
      patch.normal.push_back({0.0, 0.0, 1.0});
      patch.area_m2.push_back(2.0 * kPi * r * radius_m / rings / spokes);
    }
  patch.pressure_Pa = 1.0;
  return patch;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("study: pressure under a disc falls with depth as the solid angle does") {
    const double a = 0.0113;  // 4 cm2
    const Patch patch = disc(a);
    for (const double z : {0.004, 0.01, 0.03, 0.08}) {
      // on the axis: 1 - z/sqrt(z^2 + a^2); 60 rings are within 1e-3
      const double expected = 1.0 - z / std::sqrt(z * z + a * a);
      CHECK(pressure_share(patch, {0.0, 0.0, -z}) == doctest::Approx(expected).epsilon(1e-3));
    }
    // far away a point load: A z/(2 pi R^3)
    const Vec3 far{0.2, 0.1, -0.15};
    const double R = norm(far);
    CHECK(pressure_share(patch, far) ==
          doctest::Approx(kPi * a * a * 0.15 / (2.0 * kPi * R * R * R)).epsilon(5e-3));
  }

  TEST_CASE("study: plates press everywhere alike, and nothing is pressed by more than its load") {
    Patch plates;
    plates.uniform_frac = 1.0;
    CHECK(pressure_share(plates, {0.1, 0.2, -0.3}) == 1.0);
    const Patch patch = disc(0.02);
    for (int i = 0; i <= 40; ++i) {
      const double share = pressure_share(patch, {0.001 * i, 0.0, -0.0005});
      CHECK(share >= 0.0);
      CHECK(share <= 1.0);
    }
  }

  TEST_CASE("study: a pad's area grows with its force as the evidence says") {
    // F1: 1.2 cm2 at 1 N, 2.0 cm2 at 5 N on a rigid flat, 1.75 times on soft tissue
    CHECK(pad_area_m2(1.0) == doctest::Approx(2.1e-4));
    CHECK(pad_area_m2(5.0) == doctest::Approx(2.0e-4 * 1.75).epsilon(0.03));
  }

  TEST_CASE("study: the cycle's mean is the mean of the cycle") {
    scenario::Act act{.kind = scenario::Act::Kind::Pump};
    act.vacuum_Pa = Pa_from_mmHg(190.0);
    const sim::PatientParams patient;
    double sum_Pa = 0.0;
    const int steps = 1000;
    for (int i = 0; i < steps; ++i)
      sum_Pa +=
          acting_at(act, patient, static_cast<double>(i) / steps, 0.0, 0.0, {}, {}).outside_Pa[0];
    act.average = true;
    CHECK(acting_at(act, patient, 0.0, 1.0, 0.0, {}, {}).outside_Pa[0] ==
          doctest::Approx(sum_Pa / steps).epsilon(1e-9));
    act.cycle_Hz = 0.0;
    CHECK(acting_at(act, patient, 0.0, 1.0, 0.0, {}, {}).outside_Pa[0] ==
          doctest::Approx(-Pa_from_mmHg(190.0)));
  }
}

TEST_SUITE("unit") {
  TEST_CASE(
      "study: a baby that has had enough lets go, a hungry one sucks on, a pump knows neither") {
    scenario::Act act{.kind = scenario::Act::Kind::Suckle};
    act.average = true;
    const sim::PatientParams patient;
    const double enough_m3 = patient.physiology.appetite_m3;
    const auto sucks = [&](double drunk_m3) {
      const Acting now = acting_at(act, patient, 300.0, 1.0, drunk_m3, {}, {});
      CHECK((now.outside_Pa[0] < 0.0) == (now.nipple_stimulus > 0.0));
      return now.outside_Pa[0] < 0.0;
    };
    CHECK(sucks(0.0));
    CHECK(sucks(0.99 * enough_m3));
    CHECK_FALSE(sucks(enough_m3));
    act.appetite_frac = 1.5;  // hungrier today
    CHECK(sucks(1.4 * enough_m3));
    CHECK_FALSE(sucks(1.5 * enough_m3));
    act.kind = scenario::Act::Kind::Pump;
    act.vacuum_Pa = Pa_from_mmHg(190.0);
    CHECK(sucks(2.0 * enough_m3));
  }

  TEST_CASE("study: numbers name a source or their effect, and lie in their range") {
    for (const NamedConstant& c : kConstants) {
      CAPTURE(c.name);
      CHECK(c.constant.low <= c.constant.value);
      CHECK(c.constant.value <= c.constant.high);
      if (c.constant.evidence == Evidence::Assumed)
        CHECK(c.constant.note.find("effect") != std::string_view::npos);
      else
        CHECK_FALSE(c.constant.source.empty());
    }
  }
}
