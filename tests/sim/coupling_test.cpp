#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "fixtures/drive.h"

using namespace lac;
using input::Posture;

namespace {

const input::InputFrame kRest{.kind = input::TickKind::Rest};

/// Volume that milk, fluid and blood add to the breast in hand.
double grown_m3(const sim::Simulation& sim) {
  double sum = 0.0;
  for (std::size_t e = 0; e < sim.breast().mesh.tet.size(); ++e)
    sum += sim.breast().mesh.tet_volume_m3[e] * sim.state().here().growth_frac[e];
  return sum;
}

sim::PatientParams one_breast(sim::PatientParams p) {
  p.one_breast = true;
  return p;
}

/// With a let-down on its way.
void let_down(sim::Simulation& sim) {
  sim::State s = sim.start();
  s.physiology.effect_pg_per_mL = s.physiology.adapted_pg_per_mL + 12.0;
  sim.restore(s);
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("veins: a cold pack empties them, and the breast becomes smaller and less tight") {
    const auto sim = fixtures::open(one_breast(fixtures::comfortable()));
    const auto after_wait = [&](bool pack) {
      sim->restore(sim->start());
      input::InputFrame f = kRest;
      if (pack) f.commands.push_back({"cold-pack", 10.0});
      REQUIRE(sim->tick(f).ok());
      REQUIRE(fixtures::run_for(*sim, kRest, 8.0 * 60.0));
      return std::array{grown_m3(*sim), sim->oedema_flow().blood_lost_m3,
                        sim->state().here().tissue_Pa};
    };
    const auto plain = after_wait(false), cold = after_wait(true);
    INFO("blood lost ", mL_from_m3(cold[1]), " mL, volume lost ", mL_from_m3(plain[0] - cold[0]),
         " mL, pressure ", plain[2], " and ", cold[2], " Pa");
    CHECK(std::fabs(plain[1]) < 0.01e-6);
    CHECK(cold[1] > 1e-6);
    // the rest is fluid that cold capillaries did not filter: 0.5 kPa * 3.9e-9 /(Pa s) * 8 min of
    // 650 mL, 0.6 mL
    CHECK(plain[0] - cold[0] > 0.95 * cold[1]);
    CHECK(plain[0] - cold[0] < cold[1] + 0.7e-6);
    CHECK(cold[2] < plain[2]);
  }
  TEST_CASE("plug: hands that injure the skin over a lump swell its lobe") {
    sim::PatientParams p = one_breast(fixtures::comfortable());
    p.plug.present = true;
    p.plug.clock_rad = 4.0 / 6.0 * kPi;
    p.physiology.resting_tissue_Pa = 600.0;
    const auto sim = fixtures::open(p);
    const auto lobe = static_cast<std::size_t>(sim->patient().ducts.plug_lobe);
    // rubbed hard until she draws back; then with that injury and, all else alike, without it
    for (int i = 0; i < 5 * 60; ++i) {
      const double r_m = 0.040 + 0.016 * lac::sin(2.0 * kPi * i / 60.0);
      REQUIRE(sim->tick(fixtures::hand_at(*sim, Posture::SingleTip, {p.plug.clock_rad, r_m}, 6.0))
                  .ok());
    }
    REQUIRE(fixtures::run_for(*sim, {}, 5.0));
    REQUIRE(sim->oedema_flow().worst_injury_frac > 0.5);
    const auto pressure_Pa = [&](const sim::State& from, double injury_scale) {
      sim::State s = from;
      for (double& dose : s.here().oedema.injury_Pa_s) dose *= injury_scale;
      sim->restore(s);
      REQUIRE(sim->tick({}).ok());
      return sim->duct_flow().alveolar_Pa[lobe];
    };
    const sim::State rubbed = sim->state();
    const double injured_Pa = pressure_Pa(rubbed, 1.0), spared_Pa = pressure_Pa(rubbed, 0.0);
    INFO("its lobe at ", injured_Pa, " Pa, without the injury ", spared_Pa);
    // 0.7 kPa at D_crit, at most 2 kPa; in a tick no milk flows that would ease it
    CHECK(injured_Pa > spared_Pa + 0.5 * 0.7e3 - 10.0);
    CHECK(injured_Pa < spared_Pa + 2.0e3 + 10.0);
  }
  TEST_CASE(
      "nodes: circles on the armpit empty its collectors, a hand that rests there dams them") {
    const auto sim = fixtures::open(one_breast(fixtures::swollen_areola()));
    const Vec3 armpit = sim->breast().landmarks.axilla_m;
    struct Lymph {
      double store_m3, reached_m3;
    };
    const auto minute = [&](double press_N, double radius_m) {
      sim->restore(sim->start());
      for (int i = 0; i < 60 * 60; ++i) {
        input::InputFrame f;
        f.hands[0].posture = Posture::FlatPads;
        f.hands[0].touching = press_N > 0.0;
        f.hands[0].press_N = press_N;
        const double turn = 2.0 * kPi * i / 60.0;
        f.hands[0].aim_m = armpit + radius_m * Vec3{lac::sin(turn), lac::cos(turn), 0.0};
        REQUIRE(sim->tick(f).ok());
      }
      CHECK(sim->observation().node[0].touching == (press_N > 0.0));
      return Lymph{sim->state().here().oedema.collector_m3[0],
                   sim->state().here().oedema.reached_m3[0]};
    };
    const Lymph untouched = minute(0.0, 0.0), cleared = minute(0.6, 0.015);
    const Lymph forced = minute(15.0, 0.015), dammed = minute(15.0, 0.0);
    INFO("in the collectors ", 1e9 * untouched.store_m3, ", cleared ", 1e9 * cleared.store_m3,
         ", forced ", 1e9 * forced.store_m3, ", dammed ", 1e9 * dammed.store_m3, " uL");
    // they empty with 10 s; in the last minute they took up what they held at rest in 200 s
    CHECK(cleared.store_m3 < 0.1 * untouched.store_m3);
    CHECK(cleared.reached_m3 > 2.0 * untouched.reached_m3);
    CHECK(forced.store_m3 > cleared.store_m3);  // 5 kPa: a way pressed shut drains no better
    // 5 of the 7.5 kPa against which they stall: a third of their flow goes on
    CHECK(dammed.store_m3 > 1.1 * untouched.store_m3);
    CHECK(dammed.reached_m3 < 0.6 * untouched.reached_m3);
  }
  TEST_CASE("pump: a tunnel as narrow as the nipple shuts the ducts under its rim") {
    const auto pumped_m3 = [](double tunnel_m) {
      sim::PatientParams p = one_breast(fixtures::comfortable());
      p.coupling.flange.tunnel_m = tunnel_m;
      const auto sim = fixtures::open(p);
      let_down(*sim);
      auto f = fixtures::hand_at(*sim, Posture::Flange, {0.0, 0.0}, 2.0);
      f.hands[0].aim_m = sim->skin().nipple_base();
      f.device.vacuum_Pa = 20000.0;
      f.device.cycle_Hz = 1.0;
      REQUIRE(fixtures::run_for(*sim, f, 15.0));
      return sim->state().pumped_m3;
    };
    const double fits = pumped_m3(24e-3), tight = pumped_m3(16e-3);
    INFO("pumped ", mL_from_m3(fits), " mL by one that fits, ", mL_from_m3(tight),
         " by a tight one");
    CHECK(tight < 0.95 * fits);
    CHECK(tight > 0.1 * fits);
  }
  TEST_CASE("sprays: a pore sprays by the width and the flow of its own jet") {
    const auto sim = fixtures::open(one_breast(fixtures::comfortable()));
    const ducts::DuctModel model = ducts::make_model(sim->breast().ducts, sim->patient().ducts);
    let_down(*sim);
    int sprays = 0, drips = 0;
    for (int cycle = 0; cycle < 4; ++cycle) {
      for (int i = 0; i < 105; ++i) {
        // the closed part of a cycle, a tick at a time
        auto f = fixtures::hand_at(*sim, Posture::CHold, {0.0, 0.03}, 2.0);
        f.hands[0].span_m = 0.03;
        f.hands[0].touching = i < 63;
        f.hands[0].squeeze_N = 5.0 * smoothstep((i - 15) / 15.0);
        f.hands[0].roll_m = 0.014 * smoothstep((i - 30) / 30.0);
        REQUIRE(sim->tick(f).ok());
        bool own = false, any = false;
        for (int k = 0; k < model.lobes; ++k) {
          const double q = sim->duct_flow().pore_m3_per_s[static_cast<std::size_t>(k)];
          own |= ducts::sprays(model, k, q);
          any |= q > 20e-9;
        }
        CHECK(sim->observation().spraying == own);
        sprays += own;
        drips += any && !own;
      }
    }
    INFO(sprays, " ticks of spray, ", drips, " of milk that runs");
    CHECK(sprays > 0);
    CHECK(drips > 0);
  }

  TEST_CASE("hands: one that hangs in the air beside the nipple touches nothing") {
    const auto sim = fixtures::open(one_breast(fixtures::comfortable()));
    input::InputFrame f;
    f.hands[0].posture = Posture::FlatPads;
    f.hands[0].press_N = 0.5;
    // all round, as near as pads come when a stroke toward the nipple ends
    for (int k = 0; k < 12; ++k) {
      const double clock_rad = k * kPi / 6.0;
      f.hands[0].aim_m = sim->skin().at({clock_rad, 0.004}).position_m;
      f.hands[0].twist_rad = -0.8;
      REQUIRE(fixtures::run_for(*sim, f, 0.5));
      CAPTURE(k);
      CHECK(sim->observation().finger.empty());
      CHECK_FALSE(sim->observation().touching[0]);
    }
    // told to touch there, it does, and lifts off again
    f.hands[0].aim_m = sim->skin().at({0.0, 0.03}).position_m;
    f.hands[0].touching = true;
    REQUIRE(fixtures::run_for(*sim, f, 1.0));
    CHECK(sim->observation().touching[0]);
    f.hands[0].touching = false;
    REQUIRE(fixtures::run_for(*sim, f, 0.5));
    CHECK_FALSE(sim->observation().touching[0]);
  }
}
