#include <doctest/doctest.h>

#include <set>

#include "technique/way.h"
#include "tests/technique/streams.h"

using namespace lac;
using namespace lac::test;

TEST_SUITE("unit") {
  TEST_CASE("technique: every measure of every event is in the table, with a family") {
    std::set<std::string> families(technique::technique_ids().begin(),
                                   technique::technique_ids().end());
    CHECK(families.size() == technique::technique_ids().size());
    std::set<std::string> covered;
    for (const auto& m : technique::measure_table()) {
      CHECK(families.count(m.technique) == 1);
      CHECK_FALSE(m.meaning.empty());
      covered.insert(m.technique);
    }
    CHECK(covered == families);
  }

  TEST_CASE("technique: every threshold lies in its range and says its effect") {
    for (const NamedConstant& c : technique::named_constants()) {
      INFO(c.name);
      CHECK(c.constant.low <= c.constant.value);
      CHECK(c.constant.value <= c.constant.high);
      CHECK(c.constant.note.substr(0, 7) == "effect:");
    }
  }
}

TEST_SUITE("analytic") {
  TEST_CASE("technique: a ring held for a minute is reverse pressure softening with its measures") {
    Stream s(steady());
    s.ring(6, 0.014, 1.5, 60.0, 0.004, 0.5);
    s.rest(2.0);
    s.recogniser.finish();
    INFO(ids(s.recogniser));
    REQUIRE(s.recogniser.events().size() == 1);
    const auto& e = s.recogniser.events()[0];
    REQUIRE(e.id == "reverse-pressure-softening");
    // one tick of rounding; the rest follows from what was put in
    CHECK(e.measures.at("hold_s") == doctest::Approx(60.0).epsilon(1.0 / 3600.0));
    CHECK(e.measures.at("ring_tips") == 6.0);
    CHECK(e.measures.at("r_m") == doctest::Approx(0.014).epsilon(0.02));
    CHECK(e.measures.at("evenness_frac") == doctest::Approx(0.5 * 6.0 / 5.5).epsilon(1e-6));
    CHECK(e.measures.at("mean_pressure_Pa") == doctest::Approx(1.5 * 5.5 / 6.0 / 1.3e-4));
    // half of drift_m in the flat map: the mean of cos^2 over the ring
    CHECK(e.measures.at("drift_m") == doctest::Approx(0.002).epsilon(0.02));
    CHECK_FALSE(e.because.empty());
  }

  TEST_CASE("technique: ten rolled cycles are counted and measured") {
    Stream s(steady());
    Stream::Cycle c;
    c.cycles = 10;
    s.express(c);
    s.rest(1.0);
    s.recogniser.finish();
    INFO(ids(s.recogniser));
    const auto* e = find(s.recogniser, "hand-expression");
    REQUIRE(e != nullptr);
    CHECK(s.recogniser.events().size() == 1);
    CHECK(e->measures.at("cycles") == 10.0);
    // a tick either way in each interval
    CHECK(e->measures.at("period_s") == doctest::Approx(2.0).epsilon(0.01));
    CHECK(e->measures.at("period_cv") < 0.02);
    // smoothing starts a load about 50 ms late: release 0.9 s measured within 0.1 s
    CHECK(e->measures.at("release_s") == doctest::Approx(0.9).epsilon(0.12));
    CHECK(e->measures.at("roll_m") == doctest::Approx(0.008).epsilon(0.03));
    CHECK(e->measures.at("slip_m") == doctest::Approx(0.0));
    CHECK(e->measures.at("span_m") == doctest::Approx(0.030).epsilon(0.02));
    CHECK(e->measures.at("press_N") == doctest::Approx(2.0).epsilon(0.02));
    CHECK(e->measures.at("squeeze_N") == doctest::Approx(2.0).epsilon(0.02));
    CHECK(e->measures.at("roll_share") == 1.0);
    CHECK(e->measures.at("slide_share") == 0.0);
    CHECK(e->measures.at("positions") == 1.0);
  }

  TEST_CASE("technique: pads that slide are told from pads that roll") {
    Stream s(steady());
    Stream::Cycle c;
    c.way = Stream::Way::Slide;
    s.express(c);
    s.recogniser.finish();
    const auto* e = find(s.recogniser, "hand-expression");
    REQUIRE(e != nullptr);
    CHECK(e->measures.at("roll_share") == 0.0);
    CHECK(e->measures.at("slide_share") == 1.0);
    // 8 mm slid in 17 or 18 of the whole ticks of half a load
    CHECK(e->measures.at("slip_m") == doctest::Approx(0.008).epsilon(0.08));
    CHECK(e->because.english().find("slid") != std::string::npos);
  }

  TEST_CASE("technique: two slides among ten rolls are counted and placed by clock") {
    Stream s(steady());
    Stream::Cycle c;
    c.cycles = 5;
    s.express(c);
    c.cycles = 2;
    c.axis_rad = 0.5 * kPi;
    c.way = Stream::Way::Slide;
    s.express(c);
    CHECK(s.recogniser.manner() == technique::Manner::Sliding);
    c.cycles = 5;
    c.axis_rad = 0.0;
    c.way = Stream::Way::Roll;
    s.express(c);
    CHECK(s.recogniser.manner() == technique::Manner::Rolling);
    s.rest(1.0);
    s.recogniser.finish();
    CHECK(s.recogniser.manner() == technique::Manner::None);
    const auto* e = find(s.recogniser, "hand-expression");
    REQUIRE(e != nullptr);
    CHECK(e->measures.at("cycles") == 12.0);
    CHECK(e->measures.at("roll_share") == doctest::Approx(10.0 / 12.0));
    CHECK(e->measures.at("slide_share") == doctest::Approx(2.0 / 12.0));
    // the rolled cycles' own: 8 mm without slip
    CHECK(e->measures.at("roll_m") == doctest::Approx(0.008).epsilon(0.03));
    CHECK(e->measures.at("slip_m") == 0.0);
    CHECK(e->because.english().find("2 with the pads at 3 and 9 o'clock") != std::string::npos);
  }

  TEST_CASE(
      "technique: a way begins where the contact is farthest back, without the slip to there") {
    // pads give 3 mm outward while they press back, then go 8 mm toward the nipple, 1 of it slip
    technique::Ways w;
    for (int i = 0; i < 30; ++i) w.add(-1e-4, 1e-4);
    for (int i = 0; i < 80; ++i) w.add(1e-4, i < 10 ? 1e-4 : 0.0);
    CHECK(w.forward());
    CHECK(w.longer().most_m() == doctest::Approx(0.008));
    CHECK(w.longer().slip_m() == doctest::Approx(0.001));

    // carried sideways over the skin: no way, but slip
    technique::Ways aside;
    for (int i = 0; i < 50; ++i) aside.add(0.0, 1e-4);
    CHECK(aside.longer().slip_m() == doctest::Approx(0.005));
  }

  TEST_CASE("technique: the middle of many values is not moved by a few odd ones") {
    technique::Median m;
    CHECK(m.value() == 0.0);
    for (int i = 0; i < 10; ++i) m.add(1.0 + 0.01 * i);
    m.add(50.0);
    m.add(60.0);
    CHECK(m.value() == doctest::Approx(1.055));
    // the last 128 count
    for (int i = 0; i < 128; ++i) m.add(2.0);
    CHECK(m.value() == 2.0);
  }

  TEST_CASE("technique: press and release without roll is expression that did not roll") {
    Stream s(steady());
    Stream::Cycle c;
    c.way = Stream::Way::Squeeze;
    s.express(c);
    s.recogniser.finish();
    const auto* e = find(s.recogniser, "hand-expression");
    REQUIRE(e != nullptr);
    CHECK(e->measures.at("roll_share") == 0.0);
    CHECK(e->measures.at("slide_share") == 0.0);
  }

  TEST_CASE("technique: squeezing the nipple is no expression") {
    Stream s(steady());
    Stream::Cycle c;
    c.way = Stream::Way::Nipple;
    s.express(c);
    s.recogniser.finish();
    INFO(ids(s.recogniser));
    CHECK(find(s.recogniser, "hand-expression") == nullptr);
    const auto* e = find(s.recogniser, "nipple-touch");
    REQUIRE(e != nullptr);
    CHECK(e->measures.at("pinch_s") > 5.0);
  }

  TEST_CASE("technique: pad pairs at three clock positions are three positions") {
    Stream s(steady());
    for (const double axis : {0.0, 0.6, 1.57}) {
      Stream::Cycle c;
      c.cycles = 4;
      c.axis_rad = axis;
      s.express(c);
      s.rest(3.0);
    }
    s.recogniser.finish();
    REQUIRE(count(s.recogniser, "hand-expression") == 1);
    const auto* e = find(s.recogniser, "hand-expression");
    CHECK(e->measures.at("positions") == 3.0);
    CHECK(e->measures.at("cycles") == 12.0);
    // turned by half a turn the pair is the same
    Stream t(steady());
    for (const double axis : {0.0, kPi}) {
      Stream::Cycle c;
      c.cycles = 3;
      c.axis_rad = axis;
      t.express(c);
    }
    t.recogniser.finish();
    CHECK(find(t.recogniser, "hand-expression")->measures.at("positions") == 1.0);
  }

  TEST_CASE("technique: a dent's depth and refill are read after a held press") {
    Stream s(steady());
    const double tau_s = 8.0;
    s.pit(1.0, 0.045, 3.0, 6.0, 0.005, tau_s, 40.0);
    s.recogniser.finish();
    const auto* e = find(s.recogniser, "pitting");
    REQUIRE(e != nullptr);
    CHECK(s.recogniser.events().size() == 1);
    CHECK(e->measures.at("pit_depth_m") == doctest::Approx(0.005));
    // exp(-t/tau) = 0.2, counted from where the force passes 0.2 N, up to a tick before the lift
    CHECK(e->measures.at("refill_s") == doctest::Approx(tau_s * std::log(5.0)).epsilon(0.01));
    CHECK(e->measures.at("hold_s") == doctest::Approx(6.0).epsilon(0.01));
  }

  TEST_CASE("technique: a dig is no test for pits") {
    for (const double force_N : {3.0, 9.0}) {
      Stream s(steady());
      s.pit(1.0, 0.045, force_N, 6.0, 0.005, 8.0, 40.0);
      s.recogniser.finish();
      CHECK((find(s.recogniser, "pitting") != nullptr) == (force_N < 5.0));
    }
  }

  TEST_CASE("technique: strokes are measured in length, speed, direction and pressure") {
    Stream s(steady());
    for (int i = 0; i < 6; ++i) s.stroke(1.0, 0.095, 1.0, 0.025, 0.035, 0.9);
    s.recogniser.finish();
    INFO(ids(s.recogniser));
    REQUIRE(s.recogniser.events().size() == 1);
    const auto& e = s.recogniser.events()[0];
    REQUIRE(e.id == "stroke-nippleward");
    CHECK(e.measures.at("strokes") == 6.0);
    // the path is read at 10 Hz over 0.2 s: within one such step, 3.5 mm of 70
    CHECK(e.measures.at("length_m") == doctest::Approx(0.070).epsilon(0.06));
    CHECK(e.measures.at("speed_m_per_s") == doctest::Approx(0.035).epsilon(0.06));
    CHECK(e.measures.at("mean_pressure_Pa") == doctest::Approx(0.3 / 1.3e-4).epsilon(0.01));
    CHECK(e.measures.at("direction_error_rad") < 0.45);
  }

  TEST_CASE("technique: circles are measured in width and rate, carried or gliding") {
    for (const bool carried : {true, false}) {
      Stream s(steady());
      s.circles(2.0, 0.06, 0.024, 0.8, 6, 1.5, carried);
      s.recogniser.finish();
      INFO(ids(s.recogniser));
      const auto* e = find(s.recogniser, "circular-massage");
      REQUIRE(e != nullptr);
      CHECK(s.recogniser.events().size() == 1);
      CHECK(e->measures.at("circles") >= 5.0);
      CHECK(e->measures.at("circles") <= 6.0);
      // on the dome a circle of the flat map is drawn a little smaller along the clock
      CHECK(e->measures.at("diameter_m") == doctest::Approx(0.024).epsilon(0.12));
      CHECK(e->measures.at("rate_Hz") == doctest::Approx(0.8).epsilon(0.08));
    }
  }

  TEST_CASE(
      "technique: circles with a lift after each turn are circles, a rub there and back is none") {
    Stream lifted(steady()), rubbed(steady());
    for (int place = 0; place < 9; ++place) {
      const double clock_rad = 0.7 * place;
      lifted.circles(clock_rad, 0.06, 0.024, 0.8, 1, 1.5, true);
      rubbed.stroke(clock_rad, 0.045, clock_rad, 0.075, 0.06, 1.5);
      rubbed.stroke(clock_rad, 0.075, clock_rad, 0.045, 0.06, 1.5);
    }
    lifted.recogniser.finish();
    rubbed.recogniser.finish();
    INFO(ids(lifted.recogniser));
    const auto* e = find(lifted.recogniser, "circular-massage");
    REQUIRE(e != nullptr);
    CHECK(e->measures.at("circles") == 9.0);
    CHECK(e->measures.at("diameter_m") == doctest::Approx(0.024).epsilon(0.15));
    CHECK(find(rubbed.recogniser, "circular-massage") == nullptr);
  }

  TEST_CASE("technique: a hold of ten seconds is claimed, and says that it was ten") {
    Stream s(steady());
    s.ring(6, 0.014, 1.5, 10.0);
    s.recogniser.finish();
    const auto* e = find(s.recogniser, "reverse-pressure-softening");
    REQUIRE(e != nullptr);
    CHECK(e->measures.at("hold_s") == doctest::Approx(10.0).epsilon(0.01));
  }

  TEST_CASE("technique: two seconds, three tips, or a ring on the nipple are no softening") {
    Stream shortly(steady()), three(steady()), on_nipple(steady());
    shortly.ring(6, 0.014, 1.5, 2.0);
    three.ring(3, 0.014, 1.5, 60.0);
    on_nipple.ring(5, -0.003, 1.5, 30.0);
    for (Stream* s : {&shortly, &three, &on_nipple}) {
      s->rest(1.0);
      s->recogniser.finish();
      CHECK(find(s->recogniser, "reverse-pressure-softening") == nullptr);
    }
    CHECK(three.recogniser.events().empty());
    CHECK(find(on_nipple.recogniser, "nipple-touch") != nullptr);
  }

  TEST_CASE("technique: strokes away from nipple and nodes, or to and fro, are not claimed") {
    Stream away(steady()), rub(steady());
    const double medial = away.axilla_rad() + kPi;
    for (int i = 0; i < 6; ++i) away.stroke(medial, 0.03, medial, 0.10, 0.04, 1.0);
    for (int i = 0; i < 6; ++i) {
      rub.stroke(kPi, 0.09, kPi, 0.03, 0.06, 1.0, 3, 0.02);
      rub.stroke(kPi, 0.03, kPi, 0.09, 0.06, 1.0, 3, 0.02);
    }
    away.recogniser.finish();
    rub.recogniser.finish();
    INFO(ids(away.recogniser), ids(rub.recogniser));
    CHECK(away.recogniser.events().empty());
    CHECK(rub.recogniser.events().empty());
  }
}

TEST_SUITE("unit") {
  TEST_CASE("technique: who says between the places what was felt still feels one breast") {
    Stream s(steady());
    for (int k = 0; k < 3; ++k) {
      s.press(1.0 + 2.0 * k, 0.04, 0.5, 1.5);
      s.rest(25.0);
    }
    s.recogniser.finish();
    REQUIRE(count(s.recogniser, "palpation") == 1);
    CHECK(find(s.recogniser, "palpation")->measures.at("places") == 3.0);
    // other work by the same hand ends it: what is felt after it is felt anew
    Stream t(steady());
    for (int bout = 0; bout < 2; ++bout) {
      for (int k = 0; k < 2; ++k) {
        t.press(1.0 + 2.0 * k, 0.04, 0.5, 1.5);
        t.rest(2.0);
      }
      t.ring(6, 0.014, 1.5, 5.0);
      t.rest(4.0);
    }
    t.recogniser.finish();
    CAPTURE(ids(t.recogniser));
    CHECK(count(t.recogniser, "palpation") == 2);
  }

  TEST_CASE("technique: a hold counts from the other hand's first work to its last") {
    Stream s(steady());
    const Touch held{.hand = 1, .clock_rad = 2.1, .r_m = 0.068, .normal_N = 0.8};
    const auto lie = [&](double seconds) {
      for (int i = 0; i < static_cast<int>(seconds / kTick_s); ++i) s.tick({held});
    };
    lie(15.0);  // the other hand is being chosen
    for (int cycle = 0; cycle < 6; ++cycle)
      for (int i = 0; i < 132; ++i) {
        const double load_N = i < 72 ? 2.0 : 0.2;
        s.tick({held,
                {.place = 0, .clock_rad = 2.1, .r_m = 0.031, .normal_N = load_N},
                {.place = 1, .clock_rad = 2.1 + kPi, .r_m = 0.031, .normal_N = load_N}});
      }
    lie(20.0);  // before it is lifted
    s.recogniser.finish();
    REQUIRE(count(s.recogniser, "hold-behind-plug") == 1);
    const auto& m = find(s.recogniser, "hold-behind-plug")->measures;
    CHECK(m.at("hold_s") == doctest::Approx(6 * 2.2).epsilon(0.25));
    CHECK(m.at("work_share") > 0.9);
  }

  TEST_CASE("technique: what a stroke lacked is told, and good ones are counted at once") {
    using technique::Verdict;
    Stream s(steady());
    const double medial = s.axilla_rad() + kPi;
    s.stroke(1.0, 0.095, 1.0, 0.025, 0.035, 0.9);
    CHECK(s.recogniser.last_touch().verdict == Verdict::Stroke);
    CHECK(s.recogniser.last_touch().seen == 1.0);
    s.stroke(1.0, 0.095, 1.0, 0.025, 0.035, 0.9);
    CHECK(s.recogniser.last_touch().seen == 2.0);
    CHECK(s.recogniser.counts().nippleward == 2);
    CHECK(s.recogniser.counts().sweeps == 0);
    // too short: the length is told against what it needs
    s.stroke(1.0, 0.060, 1.0, 0.045, 0.035, 0.9);
    CHECK(s.recogniser.last_touch().verdict == Verdict::ShortStroke);
    CHECK(s.recogniser.last_touch().seen < s.recogniser.last_touch().needed);
    // away from nipple and nodes
    s.stroke(medial, 0.03, medial, 0.10, 0.04, 1.0);
    CHECK(s.recogniser.last_touch().verdict == Verdict::AstrayStroke);
    CHECK(s.recogniser.counts().nippleward == 2);
    // to the armpit
    s.stroke(s.axilla_rad(), 0.04, s.axilla_rad(), 0.11, 0.04, 0.3);
    CHECK(s.recogniser.last_touch().verdict == Verdict::Stroke);
    CHECK(s.recogniser.counts().sweeps == 1);
  }

  TEST_CASE("technique: circles, cycles and a ring are counted while they go on") {
    Stream s(steady());
    s.circles(2.0, 0.06, 0.024, 0.8, 4, 1.5, false);
    CHECK(s.recogniser.counts().circles >= 3);
    CHECK(s.recogniser.events().empty());
    s.rest(1.0);
    Stream::Cycle c;
    c.cycles = 3;
    s.express(c);
    s.rest(0.5);
    CHECK(s.recogniser.counts().cycles == 3);
    s.ring(6, 0.014, 1.5, 20.0);
    CHECK(s.recogniser.counts().ring_s == doctest::Approx(20.0).epsilon(0.01));
    CHECK(s.recogniser.counts().ring_to_s == doctest::Approx(s.time_s));
  }

  TEST_CASE("technique: the live name follows the hand") {
    Stream s(steady());
    CHECK(s.recogniser.current().empty());
    s.ring(6, 0.014, 1.5, 5.0);
    CHECK(s.recogniser.current() == "reverse-pressure-softening");
    s.rest(2.0);
    CHECK(s.recogniser.current().empty());
    Stream::Cycle c;
    c.cycles = 3;
    s.express(c);
    CHECK(s.recogniser.current() == "hand-expression");
  }

  TEST_CASE("technique: events come by end time, and rest ticks close what was open") {
    Stream s(steady());
    s.press(1.0, 0.05, 1.0, 1.0);
    s.rest(1.0);
    s.press(2.0, 0.05, 1.0, 1.0);
    s.rest(1.0);
    s.ring(6, 0.014, 1.5, 20.0);
    sim::Observation wait;
    wait.step_s = kRestTick_s;
    wait.kind = input::TickKind::Rest;
    for (int i = 1; i <= 60; ++i) {
      wait.time_s = s.time_s + i;
      s.recogniser.push(wait);
    }
    const auto& e = s.recogniser.events();
    REQUIRE(e.size() == 2);
    CHECK(e[0].id == "palpation");
    CHECK(e[1].id == "reverse-pressure-softening");
    CHECK(e[0].end_s <= e[1].end_s);
    s.recogniser.finish();
    CHECK(s.recogniser.events().size() == 2);
  }

  TEST_CASE("technique: changing breasts closes what was open and counts places afresh") {
    std::vector<sim::Observation> kept;
    Stream s(steady());
    s.keep = &kept;
    for (int i = 0; i < 4; ++i) {
      s.press(1.5 * i, 0.05, 1.0, 1.0);
      s.rest(1.0);
    }
    const std::size_t left = kept.size();
    for (std::size_t i = 0; i < left; ++i) {
      sim::Observation o = kept[i];
      o.time_s += s.time_s;
      o.side = anatomy::Side::Right;
      s.recogniser.push(o);
    }
    s.recogniser.finish();
    REQUIRE(count(s.recogniser, "palpation") == 2);
    for (const auto& e : s.recogniser.events()) CHECK(e.measures.at("places") == 4.0);
    CHECK(s.recogniser.events()[1].side == anatomy::Side::Right);
  }

  TEST_CASE("technique: non-finite observations are passed over") {
    Stream s(steady());
    s.ring(6, 0.014, 1.5, 10.0);
    sim::Observation bad;
    bad.step_s = kTick_s;
    bad.time_s = s.time_s;
    bad.pit_depth_m = std::nan("");
    bad.press_axis_N = {std::nan(""), std::nan("")};
    sim::FingerSeen f;
    f.normal_N = std::nan("");
    bad.finger = {f, f};
    s.recogniser.push(bad);
    bad.time_s = std::nan("");
    s.recogniser.push(bad);
    bad.step_s = -1.0;
    s.recogniser.push(bad);
    s.ring(6, 0.014, 1.5, 10.0);
    s.recogniser.finish();
    REQUIRE(count(s.recogniser, "reverse-pressure-softening") == 1);
    for (const auto& [name, value] : s.recogniser.events()[0].measures) CHECK(std::isfinite(value));
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("technique: the same observations give the same events, bit for bit") {
    Rng rng(5);
    Person person = random_person(rng);
    std::vector<sim::Observation> kept;
    Stream s(person);
    s.keep = &kept;
    s.express({});
    s.ring(7, 0.013, 1.0, 20.0);
    s.circles(1.0, 0.05, 0.025, 1.0, 5, 1.0, true);
    s.recogniser.finish();
    technique::Recogniser again;
    for (const auto& o : kept) again.push(o);
    again.finish();
    REQUIRE(again.events().size() == s.recogniser.events().size());
    for (std::size_t i = 0; i < again.events().size(); ++i) {
      CHECK(again.events()[i].because == s.recogniser.events()[i].because);
      CHECK(again.events()[i].measures == s.recogniser.events()[i].measures);
    }
  }
}
