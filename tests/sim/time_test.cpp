#include <doctest/doctest.h>

#include <cmath>

#include "base/file.h"
#include "base/math.h"
#include "base/rng.h"
#include "base/units.h"
#include "fixtures/drive.h"

using namespace lac;
using input::Posture;

TEST_SUITE("convergence") {
  TEST_CASE("time: a minute of rest ticks is a minute of ticks") {
    const auto sim = fixtures::open(fixtures::swollen_areola());
    // something to relax from: a press, and a let-down on its way
    auto start = sim->start();
    start.physiology.effect_pg_per_mL += 8.0;
    sim->restore(start);
    REQUIRE(fixtures::run_for(*sim, fixtures::hand_at(*sim, Posture::SingleTip, {0.3, 0.02}, 3.0),
                              5.0));
    REQUIRE(fixtures::run_for(*sim, {}, 3.0));
    const sim::State lifted = sim->state();

    input::InputFrame idle, rest;
    rest.kind = input::TickKind::Rest;
    REQUIRE(fixtures::run_for(*sim, idle, 60.0));
    const sim::State fine = sim->state();
    const double e_fine = sim->oedema_flow().areola_excess;
    sim->restore(lifted);
    REQUIRE(fixtures::run_for(*sim, rest, 60.0));
    const sim::State coarse = sim->state();

    // physiology-notes.md §10: latency 1 s, drip 3 %, state 0.5 %
    double milk_fine = 0.0, milk_coarse = 0.0;
    for (const double v : fine.here().ducts.alveolar_m3) milk_fine += v;
    for (const double v : coarse.here().ducts.alveolar_m3) milk_coarse += v;
    CHECK(milk_coarse == doctest::Approx(milk_fine).epsilon(0.005));
    CHECK(coarse.physiology.contraction ==
          doctest::Approx(fine.physiology.contraction).epsilon(0.02));
    CHECK(coarse.physiology.nrs == doctest::Approx(fine.physiology.nrs).epsilon(0.05));
    CHECK(sim->oedema_flow().areola_excess == doctest::Approx(e_fine).epsilon(0.005));
    double worst_m = 0.0;
    for (std::size_t i = 0; i < fine.here().tissue.x_m.size(); ++i)
      worst_m = std::max(worst_m, static_cast<double>(std::fabs(fine.here().tissue.x_m[i] -
                                                                coarse.here().tissue.x_m[i])));
    CHECK(worst_m < 5e-4);  // half a millimetre of 70: below what is drawn
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("determinism: one thread or two, the same bits; a restored copy too") {
    const auto one = fixtures::open(fixtures::swollen_areola(), anatomy::Level::Coarse, 1);
    const auto two = fixtures::open(fixtures::swollen_areola(), anatomy::Level::Coarse, 2);
    CHECK(sim::state_hash(one->start()) == sim::state_hash(two->start()));
    const auto f = fixtures::hand_at(*one, Posture::RpsRing, {0.0, 0.01}, 1.5);
    REQUIRE(fixtures::run_for(*one, f, 1.0));
    REQUIRE(fixtures::run_for(*two, f, 1.0));
    CHECK(sim::module_hashes(one->state()) == sim::module_hashes(two->state()));

    // going back and doing it again: nothing outside the state matters
    const sim::State mid = one->state();
    REQUIRE(fixtures::express(*one, {}, 1));
    const auto first = sim::module_hashes(one->state());
    REQUIRE(fixtures::run_for(*one, f, 0.5));
    one->restore(mid);
    REQUIRE(fixtures::express(*one, {}, 1));
    CHECK(sim::module_hashes(one->state()) == first);
  }
  TEST_CASE("abuse: hands thrown through the body leave it finite, and it recovers") {
    const auto sim = fixtures::open(fixtures::comfortable());
    Rng rng(9);
    const Posture postures[] = {Posture::SingleTip, Posture::FlatPads, Posture::CHold,
                                Posture::RpsRing,   Posture::Support,  Posture::None};
    for (int i = 0; i < 10000; ++i) {
      input::InputFrame f;
      for (auto& h : f.hands) {
        h.posture = postures[rng.below(6)];
        h.touching = rng.below(4) != 0;
        h.aim_m = {rng.uniform(-0.12, 0.12), rng.uniform(-0.12, 0.12), rng.uniform(-0.02, 0.12)};
        h.twist_rad = rng.uniform(0.0, 2.0 * kPi);
        h.press_N = rng.uniform(0.0, 15.0);
        h.squeeze_N = rng.uniform(0.0, 15.0);
        h.roll_m = rng.uniform(0.0, 0.02);
      }
      REQUIRE(sim->tick(f).ok());
    }
    for (const float x : sim->state().here().tissue.x_m) REQUIRE(std::isfinite(x));
    REQUIRE(fixtures::run_for(*sim, {}, 8.0));
    double worst_m = 0.0;
    const auto &now = sim->state().here().tissue.x_m, &start = sim->start().here().tissue.x_m;
    for (std::size_t i = 0; i < now.size(); ++i)
      worst_m = std::max(worst_m, static_cast<double>(std::fabs(now[i] - start[i])));
    INFO("largest distance from the untouched body ", 1e3 * worst_m, " mm");
    CHECK(worst_m < 0.002);  // fluid and milk that were pressed out leave it a little smaller
  }

  TEST_CASE(
      "determinism: a patient met again starts by the same bits, and no shape is solved twice") {
    const auto alone = fixtures::open(fixtures::swollen_areola());
    const auto data = data_folder();
    REQUIRE(data);
    tissue::ReferenceShapes shapes;
    std::uint64_t hash[2];
    for (std::uint64_t& h : hash) {
      const auto sim = sim::Simulation::make(fixtures::swollen_areola(), anatomy::Level::Coarse,
                                             *data / "assets", 1, nullptr, nullptr, &shapes);
      REQUIRE(sim);
      h = sim::state_hash((*sim)->start());
    }
    CHECK(hash[0] == sim::state_hash(alone->start()));
    CHECK(hash[1] == hash[0]);
    // every shape on the way to this start is known by now
    CHECK(shapes.solved() > 0);
    CHECK(shapes.solved() == shapes.asked() / 2);
  }
}
