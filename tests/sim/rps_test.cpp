#include <doctest/doctest.h>

#include "base/math.h"
#include "fixtures/drive.h"

using namespace lac;
using input::Posture;

namespace {

/// Areolar stiffness by a standard tip between the ring's pits, mean of two places.
double areola_N_per_m(sim::Simulation& sim) {
  const double r = 0.5 * sim.breast().landmarks.areola_radius_m;
  return 0.5 * (sim.probe_N_per_m({0.0, r}, 0.004) + sim.probe_N_per_m({kPi, r}, 0.004));
}

input::InputFrame ring(const sim::Simulation& sim, double tip_N) {
  auto f = fixtures::hand_at(sim, Posture::RpsRing, {0.0, 0.0}, tip_N);
  f.hands[0].aim_m = sim.skin().nipple_base();
  return f;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE(
      "reverse pressure softening: a swollen areola softens in a minute and firms again over "
      "minutes") {
    const auto sim = fixtures::open(fixtures::swollen_areola());
    const double before = areola_N_per_m(*sim), e_before = sim->oedema_flow().areola_excess;
    static_cast<void>(e_before);
    REQUIRE(fixtures::run_for(*sim, ring(*sim, 1.0), 60.0));
    input::InputFrame rest;
    REQUIRE(fixtures::run_for(*sim, rest, 2.0));
    const double after = areola_N_per_m(*sim);
    INFO("before ", before, " after ", after, " N/m");
    // notes §4: e falls by a third in a minute; stiffness follows it
    CHECK(after < 0.9 * before);

    rest.kind = input::TickKind::Rest;
    REQUIRE(fixtures::run_for(*sim, rest, 900.0));
    const double later = areola_N_per_m(*sim);
    INFO("15 min later ", later);
    CHECK(later > after + 0.5 * (before - after));
  }
  TEST_CASE("reverse pressure softening: an areola without oedema hardly changes") {
    const auto sim = fixtures::open(fixtures::comfortable());
    const double before = areola_N_per_m(*sim);
    REQUIRE(fixtures::run_for(*sim, ring(*sim, 1.0), 60.0));
    REQUIRE(fixtures::run_for(*sim, {}, 2.0));
    CHECK(areola_N_per_m(*sim) == doctest::Approx(before).epsilon(0.05));
  }
}
