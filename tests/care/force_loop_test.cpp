#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "fixtures/drive.h"

using namespace lac;
using input::Posture;

TEST_SUITE("validation") {
  TEST_CASE("force loop: a fingertip holds 0.2 to 10 N within 5 % and does not chatter") {
    const auto sim = fixtures::open(fixtures::swollen_areola());
    for (const double force_N : {0.2, 1.0, 3.0, 10.0}) {
      sim->restore(sim->start());
      const auto f = fixtures::hand_at(*sim, Posture::SingleTip, {0.6, 0.05}, force_N);
      REQUIRE(fixtures::run_for(*sim, f, 4.0));
      double low = 1e9, high = 0.0;
      for (int i = 0; i < 60; ++i) {
        REQUIRE(sim->tick(f).ok());
        low = std::min(low, sim->state().loop[0].force_N);
        high = std::max(high, sim->state().loop[0].force_N);
      }
      INFO("commanded ", force_N, " N, held ", low, " to ", high);
      CHECK(low > 0.95 * force_N);
      CHECK(high < 1.05 * force_N);
    }
  }
  TEST_CASE("force loop: letting go lifts the finger off within a quarter of a second") {
    const auto sim = fixtures::open(fixtures::swollen_areola());
    auto f = fixtures::hand_at(*sim, Posture::SingleTip, {0.6, 0.05}, 3.0);
    REQUIRE(fixtures::run_for(*sim, f, 2.0));
    CHECK(sim->observation().touching[0]);
    f.hands[0].touching = false;
    REQUIRE(fixtures::run_for(*sim, f, 0.25));
    CHECK_FALSE(sim->observation().touching[0]);
  }
}
