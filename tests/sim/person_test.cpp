#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "fixtures/drive.h"

using namespace lac;
using input::Posture;

namespace {

input::InputFrame said(const char* id, double value = 0.0,
                       input::TickKind kind = input::TickKind::Hand) {
  input::InputFrame f{.kind = kind};
  f.commands.push_back({id, value});
  return f;
}
const input::InputFrame kRest{.kind = input::TickKind::Rest};

/// decisions.md "First cases".
sim::PatientParams engorged() {
  sim::PatientParams p;
  p.ducts.milk_m3 = 190e-6;
  p.ducts.capacity_m3 = 170e-6;
  p.oedema.excess_frac = 0.4;
  p.oedema.areola_excess_frac = 0.6;
  p.physiology.resting_tissue_Pa = 2500.0;
  p.physiology.sensitisation = 0.4;
  p.physiology.resting_nrs = 5.0;
  return p;
}
sim::PatientParams plugged() {
  sim::PatientParams p = fixtures::comfortable();
  p.oedema.excess_frac = p.oedema.areola_excess_frac = 0.1;
  p.physiology.resting_tissue_Pa = 600.0;
  p.physiology.sensitisation = 0.8;
  p.physiology.resting_nrs = 4.0;
  p.plug.present = true;
  p.plug.clock_rad = 4.0 / 6.0 * kPi;
  return p;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("start: the tissue reaches the case's pressure by the skin's slack") {
    for (const sim::PatientParams& p :
         {fixtures::comfortable(), fixtures::swollen_areola(), engorged(), plugged()}) {
      const auto sim = fixtures::open(p);
      const double wanted = p.physiology.resting_tissue_Pa;
      const double got = sim->state().here().tissue_Pa;
      INFO("wanted ", wanted, " Pa, got ", got, ", slack ",
           sim->patient().tissue.skin_slack_stretch);
      CHECK(got == doctest::Approx(wanted).epsilon(0.20));  // decisions.md "First cases"
      // and she feels the pain that the case states, at the pressure that was reached
      if (p.physiology.resting_nrs > 0.0)
        CHECK(sim->state().physiology.felt_nrs ==
              doctest::Approx(p.physiology.resting_nrs).epsilon(0.02));
      REQUIRE(fixtures::run_for(*sim, {}, 1.0));
      CHECK(sim->state().here().tissue_Pa == doctest::Approx(got).epsilon(0.02));
    }
  }
  TEST_CASE("start: a tight breast is charted firm, shiny and sore, a comfortable one soft") {
    const auto soft = fixtures::open(fixtures::comfortable());
    const auto tight = fixtures::open(engorged());
    const sim::BreastSeen &a = soft->observation().breast[0], &b = tight->observation().breast[0];
    CHECK(a.spes == 1);
    CHECK(b.spes == 5);  // techniques.md §4 case 1
    CHECK(b.firmness >= sim::Firmness::Firm);
    CHECK(b.shine > a.shine + 0.5);
    CHECK(soft->try_latch().ok);
    CHECK(tight->try_latch().result != std::string_view("ok"));
  }
  TEST_CASE("plug: the lump is felt where it lies, hurts there, and its lobe is under pressure") {
    const auto sim = fixtures::open(plugged());
    const int lobe = sim->patient().ducts.plug_lobe;
    REQUIRE(lobe >= 0);
    CHECK(sim->state().here().tissue_Pa + sim->state().here().sheath_Pa ==
          doctest::Approx(4000.0).epsilon(0.2));
    const auto press = [&](double clock_rad) {
      REQUIRE(fixtures::run_for(
          *sim, fixtures::hand_at(*sim, Posture::SingleTip, {clock_rad, 0.04}, 1.0), 3.0));
      return sim->observation();
    };
    const auto over = press(4.0 / 6.0 * kPi);
    REQUIRE(fixtures::run_for(*sim, {}, 2.0));
    const auto away = press(10.0 / 6.0 * kPi);
    INFO("felt over the lump ", over.felt_stiffness_N_per_m, " N/m, opposite ",
         away.felt_stiffness_N_per_m);
    CHECK(over.felt_stiffness_N_per_m > 1.5 * away.felt_stiffness_N_per_m);
    CHECK(over.finger[0].lump);
    CHECK_FALSE(away.finger[0].lump);
    CHECK(over.finger[0].firmness > away.finger[0].firmness);
    CHECK(sim->snapshot()->plug.present);
  }
  TEST_CASE("pump: vacuum builds on a sealed rim, draws the nipple out, and its milk is caught") {
    const auto sim = fixtures::open(fixtures::comfortable());
    auto s = sim->start();
    s.physiology.effect_pg_per_mL += 12.0;  // a let-down on its way
    sim->restore(s);
    auto f = fixtures::hand_at(*sim, Posture::Flange, {0.0, 0.0}, 2.0);
    f.hands[0].aim_m = sim->skin().nipple_base();
    f.device.vacuum_Pa = 20000.0;
    f.device.cycle_Hz = 1.0;
    const double before_m =
        dot(sim->skin().nipple_tip() - sim->skin().nipple_base(), sim->skin().nipple_axis());
    double longest_m = 0.0, fastest = 0.0;
    for (int i = 0; i < 6 * 60; ++i) {
      REQUIRE(sim->tick(f).ok());
      longest_m = std::max(longest_m, dot(sim->skin().nipple_tip() - sim->skin().nipple_base(),
                                          sim->skin().nipple_axis()));
      fastest = std::max(fastest, sim->tissue_fields().max_speed_m_per_s);
    }
    INFO("nipple ", 1e3 * before_m, " mm, drawn to ", 1e3 * longest_m, " mm; fastest node ",
         fastest, " m/s; pumped ", mL_from_m3(sim->state().pumped_m3), " mL");
    CHECK(longest_m > 1.1 * before_m);
    CHECK(longest_m < 3.0 * before_m);
    CHECK(sim->state().pumped_m3 > 1e-6);
    CHECK(sim->state().spilt_m3 < 0.2e-6);  // drops before the rim sealed
    CHECK(sim->snapshot()->flange.sealed);

    // lifted, nothing pulls
    f.hands[0].touching = false;
    REQUIRE(fixtures::run_for(*sim, f, 1.0));
    CHECK(sim->state().vacuum_Pa == 0.0);
    CHECK_FALSE(sim->snapshot()->flange.sealed);
  }
  TEST_CASE("feed: in twenty minutes of rest ticks milk goes to the baby") {
    const auto sim = fixtures::open(fixtures::comfortable());
    REQUIRE(sim->tick(said("baby-feeds", 20.0, input::TickKind::Rest)).ok());
    CHECK(sim->snapshot()->baby_feeds);
    REQUIRE(fixtures::run_for(*sim, kRest, 20.0 * 60.0));
    const sim::State& s = sim->state();
    INFO("fed ", mL_from_m3(s.fed_m3), " mL in ", s.physiology.ejections,
         " ejections; the other dripped ", mL_from_m3(s.other().milk_out_m3), " mL");
    CHECK(s.fed_m3 > 30e-6);
    CHECK(s.fed_m3 < 150e-6);
    CHECK(s.other().milk_out_m3 > 0.5e-6);  // one let-down for both
    CHECK(s.fed_m3 == doctest::Approx(s.here().milk_out_m3));
    CHECK(s.here().tissue_Pa < 0.8 * sim->start().here().tissue_Pa);
    CHECK(s.feed_left_s == 0.0);
  }
  TEST_CASE("let-down: a baby that calls lets milk down before any touch, a noisy room inhibits") {
    constexpr int kTenMinutes = 600;
    const auto still = fixtures::open(fixtures::comfortable());
    for (int s = 0; s < kTenMinutes; ++s) REQUIRE(still->tick(kRest).ok());
    CHECK(still->state().physiology.pulses == 0);

    // [D4] the rise begins 3-10 min before the baby is put to the breast
    const auto called = fixtures::open(fixtures::comfortable());
    input::InputFrame frame = kRest;
    frame.commands.push_back({.id = "cue", .value = 1.0});
    for (int s = 0; s < kTenMinutes; ++s) {
      REQUIRE(called->tick(frame).ok());
      frame.commands.clear();
    }
    CHECK(called->state().physiology.pulses > 0);
    CHECK(called->state().physiology.plasma_pg_per_mL >
          still->state().physiology.plasma_pg_per_mL + 1.0);

    // [D5] toward its weight with 30 s: four of them leave 2 %
    frame.commands.push_back({.id = "noise", .value = 1.0});
    for (int s = 0; s < 120; ++s) {
      REQUIRE(still->tick(frame).ok());
      frame.commands.clear();
    }
    CHECK(still->state().physiology.inhibition ==
          doctest::Approx(physiology::kNoiseInhibition.value).epsilon(0.02));
  }

  TEST_CASE("packs: cold cools the skin of the breast it lies on, warm warms it, both wear off") {
    const auto sim = fixtures::open(fixtures::comfortable());
    REQUIRE(sim->tick(said("cold-pack", 10.0, input::TickKind::Rest)).ok());
    REQUIRE(fixtures::run_for(*sim, kRest, 8.0 * 60.0));
    CHECK(sim->observation().pack[0] == sim::Pack::Cold);
    CHECK(sim->observation().breast[0].warmth_K < -5.0);
    CHECK(sim->observation().breast[1].warmth_K == doctest::Approx(0.0).epsilon(0.05).scale(1.0));
    REQUIRE(fixtures::run_for(*sim, kRest, 3.0 * 60.0));
    CHECK(sim->observation().pack[0] == sim::Pack::None);
    REQUIRE(sim->tick(said("warm-pack", 20.0, input::TickKind::Rest)).ok());
    REQUIRE(fixtures::run_for(*sim, kRest, 10.0 * 60.0));
    CHECK(sim->observation().breast[0].warmth_K > 2.0);
  }
  TEST_CASE("oil: a film lowers friction and wears under gliding fingers") {
    const auto sim = fixtures::open(fixtures::comfortable());
    REQUIRE(sim->tick(said("oil")).ok());
    const auto glide = [&] {
      double slip_m = 0.0;
      for (int i = 0; i < 120; ++i) {
        const double clock_rad = 0.5 + 1.2 * i / 120.0;
        REQUIRE(sim->tick(fixtures::hand_at(*sim, Posture::FlatPads, {clock_rad, 0.05}, 1.0)).ok());
        for (const auto& f : sim->observation().finger) slip_m += f.slip_m_per_s * kTick_s;
      }
      return slip_m;
    };
    const double oiled_m = glide();
    double least = 1.0;
    for (const float film : sim->state().here().oil)
      least = std::min(least, static_cast<double>(film));
    CHECK(least < 1.0);
    CHECK(least > 0.3);
    REQUIRE(sim->tick(said("wipe")).ok());
    REQUIRE(fixtures::run_for(*sim, {}, 1.0));
    const double dry_m = glide();
    INFO("slid oiled ", oiled_m, " m, dry ", dry_m, " m");
    CHECK(oiled_m > dry_m);
  }
  TEST_CASE("receivers: a spoon runs over, a syringe misses sprays, a cup takes all") {
    const auto sim = fixtures::open(fixtures::comfortable());
    auto s = sim->start();
    s.physiology.effect_pg_per_mL += 40.0;
    fixtures::Cycle firm;  // fast enough for a pore to spray: kJetWeber
    firm.press_N = 4.0;
    firm.squeeze_N = 8.0;
    const auto caught = [&](const char* receiver) {
      sim->restore(s);
      REQUIRE(sim->tick(said(receiver)).ok());
      REQUIRE(fixtures::express(*sim, firm, 10));
      return sim->state();
    };
    const sim::State cup = caught("cup"), syringe = caught("syringe");
    CHECK(cup.cup_m3 > syringe.cup_m3);
    CHECK(syringe.cup_m3 <= 5e-6);
    for (const sim::State* one : {&cup, &syringe}) {
      double hanging = 0.0;
      for (const sim::BreastState& b : one->breast)
        for (const double v : b.drop_m3) hanging += v;
      CHECK(one->cup_m3 + one->spilt_m3 + hanging ==
            doctest::Approx(one->breast[0].milk_out_m3 + one->breast[1].milk_out_m3));
    }
  }
  TEST_CASE("coached: the parent's own hand eases where it hurts") {
    const auto sim = fixtures::open(engorged());
    auto f = fixtures::hand_at(*sim, Posture::SingleTip, {0.5, 0.05}, 10.0);
    f.hands[0].coached = true;
    double worst = 0.0;
    for (int i = 0; i < 8 * 60; ++i) {
      REQUIRE(sim->tick(f).ok());
      worst = std::max(worst, sim->state().physiology.felt_nrs);
    }
    CHECK(sim->observation().coached[0]);
    const double own = sim->state().physiology.felt_nrs;
    sim->restore(sim->start());
    f.hands[0].coached = false;
    REQUIRE(fixtures::run_for(*sim, f, 8.0));
    INFO("own hand ", own, " (worst ", worst, "), another's ", sim->state().physiology.felt_nrs);
    CHECK(own < sim->state().physiology.felt_nrs);
  }
}
