#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/math.h"
#include "base/units.h"
#include "study/lumped.h"

using namespace lac;
using namespace lac::study;

// Where a woman's milk comes best: rolls at each of her lobes in turn, in let-down.

namespace {

constexpr double kStep_s = 0.1, kPeriod_s = 1.75, kOpen_frac = 0.6;
constexpr double kFrom_m = 27e-3, kTo_m = 10e-3, kPressed_Pa = 4500.0;

scenario::Experiment women() {
  scenario::Experiment e;
  e.count = 4;
  e.seed = 21;
  e.vary = {"lobes"};
  e.arms.emplace_back();
  e.patient.ducts.capacity_m3 = 210e-6;
  e.fullness = 0.8;
  return e;
}

/// What each lobe gives to half a minute of rolls at it alone, mL, and where it lies.
struct Spots {
  std::vector<double> milk_mL, clock_rad;
  std::size_t best() const {
    return static_cast<std::size_t>(std::max_element(milk_mL.begin(), milk_mL.end()) -
                                    milk_mL.begin());
  }
  double best_over_worst() const {
    return milk_mL[best()] / *std::min_element(milk_mL.begin(), milk_mL.end());
  }
};

Spots spots_of(const Person& person) {
  Spots out;
  const int lobes = person.params.breast.lobes;
  for (int lobe = 0; lobe < lobes; ++lobe) {
    // a fresh breast for each place, so that none is emptied by the one before
    auto body = LumpedBody::make(person, 1, anatomy::Level::Coarse, kStep_s, "assets");
    if (!body) FAIL(body.problems().front().text());
    const auto step = [&](const Acting& acting) { REQUIRE((*body)->step(acting, kStep_s)); };
    Acting touch;
    touch.nipple_stimulus = 1.0;
    touch.quick = true;
    while ((*body)->scene().body->contraction < 0.5) step(touch);
    const double before_m3 = (*body)->scene().breast[0].milk->out_m3[lobe];
    for (int i = 0; i < 300; ++i) {
      const double cycles = i * kStep_s / kPeriod_s;
      const double phase = (cycles - std::floor(cycles)) / kOpen_frac;
      Acting roll = touch;
      roll.band[0] = {.on = phase < 1.0, .wave = true, .pressure_Pa = kPressed_Pa};
      roll.band[0].centre_m = lerp(kFrom_m, kTo_m, smoothstep((phase - 0.35) / 0.5));
      roll.band[0].from_m = kFrom_m;
      roll.band[0].first_lobe = lobe;
      roll.band[0].lobes = 1;
      step(roll);
    }
    const BreastView& b = (*body)->scene().breast[0];
    out.milk_mL.push_back(mL_from_m3(b.milk->out_m3[lobe] - before_m3));
    out.clock_rad.push_back(b.anatomy->ducts.lobe[lobe].clock_rad);
  }
  return out;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("study: every woman has her own sweet spots, and keeps them") {
    const scenario::Experiment e = women();
    std::vector<double> best_rad;
    for (int n = 1; n <= e.count; ++n) {
      const Person person = draw_person(e, e.arms[0], n);
      const Spots spots = spots_of(person);
      MESSAGE("best at ", spots.clock_rad[spots.best()] * 6.0 / kPi,
              " o'clock: ", spots.milk_mL[spots.best()], " mL, ", spots.best_over_worst(),
              " times the worst");
      // half as much again as her poorest place
      CHECK(spots.best_over_worst() > 1.5);
      best_rad.push_back(spots.clock_rad[spots.best()]);

      // another day (the jitter of the session is new) the same place is best
      if (n > 1) continue;
      Person later = person;
      later.params.physiology.session_seed = 7;
      CHECK(spots_of(later).best() == spots.best());
    }
    // not at one clock for all: some two of them lie more than two hours apart
    double apart_rad = 0.0;
    for (const double a : best_rad)
      for (const double b : best_rad)
        apart_rad = std::max(apart_rad, std::acos(clamp(lac::cos(a - b), -1.0, 1.0)));
    CHECK(apart_rad > kPi / 3.0);
  }
}
