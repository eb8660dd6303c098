#include "study/collect.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/math.h"

using namespace lac;
using namespace lac::study;
using Take = scenario::Measure::Take;

namespace {

/// Readings every `step_s` of a function of time.
template <class F>
Readings sampled(double length_s, double step_s, F of) {
  Readings r;
  for (int i = 0; i * step_s <= length_s + 1e-9; ++i) {
    r.time_s.push_back(i * step_s);
    r.value.push_back(of(i * step_s));
  }
  return r;
}

std::vector<Point> take(Take how, QuantityKind kind, const Readings& r, scenario::Measure m = {}) {
  m.take = how;
  return reduce(m, kind, r);
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("study: a decay's half-life comes back, whatever it decays to") {
    for (const double half_s : {30.0, 192.0}) {
      const Readings r = sampled(900.0, 10.0, [&](double t) {
        return 2.0 + 17.0 * std::exp(-t * std::log(2.0) / half_s);
      });
      scenario::Measure m;
      m.level = 2.0;
      // a straight line in the logarithm: round-off only
      CHECK(take(Take::HalfLife, QuantityKind::Level, r, m)[0].value ==
            doctest::Approx(half_s).epsilon(1e-9));
    }
    const Readings rising = sampled(10.0, 1.0, [](double t) { return 1.0 + t; });
    CHECK(std::isnan(take(Take::HalfLife, QuantityKind::Level, rising)[0].value));
  }

  TEST_CASE("study: sums are differenced, levels averaged over time, ratios pooled") {
    Readings sum = sampled(60.0, 1.0, [](double t) { return 3.0 * t; });
    scenario::Measure m;
    m.every_s = 5.0;
    const auto parts = take(Take::Interval, QuantityKind::Total, sum, m);
    REQUIRE(parts.size() == 12);
    for (const Point& p : parts) CHECK(p.value == doctest::Approx(15.0));
    CHECK(take(Take::Change, QuantityKind::Total, sum)[0].value == doctest::Approx(180.0));

    // uneven steps: 1 for 10 s, 5 for 30 s
    Readings level{
        .time_s = {0.0, 10.0, 40.0}, .value = {7.0, 1.0, 5.0}, .per = {}, .ejection_s = {}};
    CHECK(take(Take::Mean, QuantityKind::Level, level)[0].value ==
          doctest::Approx((10.0 + 150.0) / 40.0));

    Readings ratio{.time_s = {0.0, 1.0, 2.0},
                   .value = {0.0, 20.0, 120.0},
                   .per = {0.0, 1.0, 2.0},
                   .ejection_s = {}};
    CHECK(take(Take::Change, QuantityKind::Ratio, ratio)[0].value == doctest::Approx(60.0));
  }

  TEST_CASE("study: first and last millilitres are pooled over just that milk") {
    // 1 mL a second, fat rising from 20 to 80 g/L: kg per m3 times m3
    Readings r = sampled(60.0, 1.0, [](double t) { return (20.0 * t + 0.5 * t * t) * 1e-6; });
    for (const double t : r.time_s) r.per.push_back(t * 1e-6);
    scenario::Measure m;
    m.sample_m3 = 5e-6;
    CHECK(take(Take::FirstSample, QuantityKind::Ratio, r, m)[0].value == doctest::Approx(22.5));
    CHECK(take(Take::LastSample, QuantityKind::Ratio, r, m)[0].value == doctest::Approx(77.5));
  }

  TEST_CASE("study: waves are counted by height and distance") {
    const auto wave = [](double t) { return 10.0 - 4.0 * std::cos(2.0 * kPi * t / 60.0); };
    const Readings r = sampled(300.0, 5.0, wave);
    scenario::Measure m;
    m.rise = 6.0;
    CHECK(take(Take::Rises, QuantityKind::Level, r, m)[0].value == 5.0);
    m.rise = 9.0;
    CHECK(take(Take::Rises, QuantityKind::Level, r, m)[0].value == 0.0);
    m.rise = 6.0;
    m.apart_s = 90.0;  // every second one is too near the one before
    CHECK(take(Take::Rises, QuantityKind::Level, r, m)[0].value == 3.0);
    m.apart_s = 0.0;
    const auto heights = take(Take::Rise, QuantityKind::Level, r, m);
    REQUIRE(heights.size() == 5);
    CHECK(heights[2].value == doctest::Approx(8.0).epsilon(1e-6));
  }

  TEST_CASE("study: a rise that goes on at the end counts, a flat line does not") {
    CHECK(climbs({0, 1, 2, 3}, {0, 0, 1, 2}, 1.0, 0.0).size() == 1);
    CHECK(climbs({0, 1, 2, 3}, {2, 2, 2, 2}, 0.0, 0.0).empty());
    CHECK(climbs({}, {}, 1.0, 0.0).empty());
  }

  TEST_CASE("study: shares of ejections add up to what came after the first began") {
    Readings r = sampled(100.0, 1.0, [](double t) { return t < 20.0 ? 0.0 : t - 20.0; });
    r.ejection_s = {20.0, 50.0, 80.0};
    double sum = 0.0;
    for (const Point& p : take(Take::Share, QuantityKind::Total, r)) sum += p.value;
    CHECK(sum == doctest::Approx(1.0));
    const auto each = take(Take::Ejection, QuantityKind::Total, r);
    REQUIRE(each.size() == 3);
    CHECK(each[0].value == doctest::Approx(30.0));
    CHECK(each[2].value == doctest::Approx(20.0));
  }

  TEST_CASE("study: a load that grows for a while hides a part of the creep, and the fit knows") {
    // 4 elastic and 2 + 2 viscous, the load growing evenly for T = 2 s: after it the amplitude of
    // b exp(-t/tau) is b (tau/T)(1 - exp(-T/tau))
    const double ramp_s = 2.0;
    const auto left = [&](double tau) { return tau / ramp_s * (1.0 - std::exp(-ramp_s / tau)); };
    std::vector<double> time_s, value;
    for (int i = 0; i <= 400; ++i) {
      const double t = 0.5 * i;
      time_s.push_back(ramp_s + t);
      value.push_back(8.0 - 2.0 * left(3.2) * std::exp(-t / 3.2) -
                      2.0 * left(42.0) * std::exp(-t / 42.0));
    }
    const CreepFit fit = fit_creep(time_s, value, ramp_s), blind = fit_creep(time_s, value);
    CHECK(fit.viscous / fit.elastic == doctest::Approx(1.0).epsilon(0.03));  // the grid's 3 %
    CHECK(blind.viscous / blind.elastic < 0.9);
  }

  TEST_CASE("study: the two times of a creep come back, and what is viscous of it") {
    const Readings r = sampled(200.0, 1.0, [](double t) {
      return 8.0 - 2.0 * std::exp(-t / 3.2) - 2.0 * std::exp(-t / 42.0);
    });
    const auto fit = take(Take::Creep, QuantityKind::Level, r);
    REQUIRE(fit.size() == 3);
    // the grid's 3 % in each time
    CHECK(fit[0].value == doctest::Approx(3.2).epsilon(0.03));
    CHECK(fit[1].value == doctest::Approx(42.0).epsilon(0.03));
    CHECK(fit[2].value == doctest::Approx(1.0).epsilon(0.03));
  }

  TEST_CASE("study: units change values, not times") {
    Readings r = sampled(10.0, 1.0, [](double t) { return 1e-6 * t; });
    r.unit_factor = 1e6;
    scenario::Measure m;
    m.level = 4.5;
    CHECK(take(Take::End, QuantityKind::Level, r)[0].value == doctest::Approx(10.0));
    CHECK(take(Take::Reach, QuantityKind::Level, r, m)[0].value == doctest::Approx(5.0));
    m.level = 99.0;
    CHECK(std::isnan(take(Take::Reach, QuantityKind::Level, r, m)[0].value));
  }
}
