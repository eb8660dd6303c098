#include "app/guidance.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "app/step_words.h"
#include "app/touch_news.h"
#include "base/math.h"
#include "tests/app/guided.h"

using namespace lac;

TEST_SUITE("unit") {
  TEST_CASE("guidance: each press at its place goes on at once, one elsewhere is told as such") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {press(12, 1.0), press(8, 1.0), action("look")};
    app::Guidance guidance(demo);
    const std::string first = guidance.next(*run.session).how;
    CHECK(first.find("12 o'clock") != std::string::npos);
    CHECK(first.find("16 mm") != std::string::npos);
    CHECK(first.find("key 1") != std::string::npos);
    CHECK(first.find("Hold 1 s") != std::string::npos);

    run.perform(press(4, 1.0));  // 28 mm from where it is wanted
    run.away();
    auto next = guidance.next(*run.session);
    CHECK(next.how == first);
    CHECK(next.so_far.find("4 o'clock") != std::string::npos);

    run.perform(press(12, 1.0));
    run.away();
    next = guidance.next(*run.session);
    CHECK(next.how.find("8 o'clock") != std::string::npos);
    run.perform(press(8, 1.0));
    next = guidance.next(*run.session);
    CHECK(next.action == "look");
    // the recogniser's own palpation has not ended yet: nobody had to wait for it
    CHECK(run.session->techniques().empty());
  }

  TEST_CASE("guidance: a step that was left out can be come back to, and ticks nothing") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {action("introduce"), action("identity"), action("look")};
    app::Guidance guidance(demo);
    CHECK_FALSE(guidance.can_unskip());
    run.act("introduce");
    CHECK(guidance.next(*run.session).action == "identity");
    guidance.skip();
    CHECK(guidance.next(*run.session).action == "look");
    REQUIRE(guidance.can_unskip());
    run.act("look");
    CHECK(guidance.next(*run.session).title.empty());
    // meet: one of two; assess: its one; the others have no step
    auto done = guidance.phases(*run.session);
    CHECK(done[0] == ui::PhaseDone::Part);
    CHECK(done[1] == ui::PhaseDone::All);
    CHECK(done[2] == ui::PhaseDone::Nothing);

    guidance.unskip();
    CHECK_FALSE(guidance.can_unskip());
    CHECK(guidance.next(*run.session).action == "identity");
    run.act("identity");
    CHECK(guidance.next(*run.session).title.empty());
    CHECK(guidance.phases(*run.session)[0] == ui::PhaseDone::All);
  }

  TEST_CASE("guidance: what was left out and then done all the same is done") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {action("introduce"), action("identity")};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    guidance.skip();
    run.act("introduce");
    (void)guidance.next(*run.session);
    CHECK_FALSE(guidance.can_unskip());
    CHECK(guidance.phases(*run.session)[0] == ui::PhaseDone::Part);
    run.act("identity");
    (void)guidance.next(*run.session);
    CHECK(guidance.phases(*run.session)[0] == ui::PhaseDone::All);
  }

  TEST_CASE("guidance: every step of every shipped demonstration says hand, place and purpose") {
    const std::filesystem::path data = LAC_SOURCE;
    int by_hand = 0, with_purpose = 0;
    for (const auto& folder : scenario::list_scenarios(data)) {
      const auto spec = scenario::read_scenario(folder, data);
      REQUIRE(spec);
      for (const std::string name : {"expert", "coach"}) {
        const auto demo = scenario::read_choreography(folder / "demo" / (name + ".toml"));
        if (!demo) continue;
        for (const scenario::Gesture& g : scenario::follow(*demo, *spec).gestures) {
          if (app::technique_of(g).empty()) continue;
          ++by_hand;
          with_purpose += !app::why_words(g, *spec).empty();
          CAPTURE(folder);
          CAPTURE(g.note);
          const std::string how = app::how_words(g);
          CHECK(how.find("nipple") + how.find("lymph") != 2 * std::string::npos);
          CHECK(how.find("No hand") == std::string::npos);
        }
      }
    }
    CHECK(by_hand > 20);
    CHECK(with_purpose > by_hand / 2);
  }

  TEST_CASE("guidance: what the demonstration asks again is asked again, after the hands' step") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {action("ask-pain"), press(12, 1.0), action("ask-pain"), action("look")};
    app::Guidance guidance(demo);
    run.act("ask-pain");
    (void)guidance.next(*run.session);
    run.perform(press(12, 1.0));
    run.away();
    CHECK(guidance.next(*run.session).action == "ask-pain");
    run.act("ask-pain");
    CHECK(guidance.next(*run.session).action == "look");
  }

  TEST_CASE("guidance: a baby who slips off is offered the breast once more after softening") {
    Run run("engorgement_day4");
    scenario::Choreography demo;
    const scenario::Gesture ring = ring_held(2.0, 50.0);
    demo.gestures = {ring, action("latch"), action("baby-feeds"), action("look")};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    guidance.skip();  // nothing was softened
    CHECK(guidance.next(*run.session).action == "latch");
    run.act("latch");
    run.away();
    REQUIRE_FALSE(run.session->last_latch().ok);
    auto next = guidance.next(*run.session);
    CHECK(next.action.empty());
    CHECK(next.so_far.find("slipped off") != std::string::npos);
    guidance.skip();
    CHECK(guidance.next(*run.session).action == "latch");
    run.act("latch");
    run.away();
    // a second time it goes on without, and that can be undone
    CHECK(guidance.next(*run.session).action == "look");
    CHECK(guidance.can_unskip());
  }

  TEST_CASE("guidance: where circles are asked for, what is lacking is told of circles alone") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {circles(1.57), press(12, 1.0)};
    app::Guidance guidance(demo);
    const auto first = guidance.next(*run.session);
    CHECK(first.how.find("26 mm across") != std::string::npos);
    CHECK_FALSE(guidance.wants_touch_words());

    run.perform(stroke(3, 0.05, 0.035));
    const std::string lacks = guidance.next(*run.session).so_far;
    CHECK(lacks.find("whole circle") != std::string::npos);
    CHECK(lacks.find("troke") == std::string::npos);

    run.perform(circles(1.57));
    const auto next = guidance.next(*run.session);
    INFO(next.title, " ", next.so_far, " ", run.session->counts().circles);
    CHECK(next.title.find("12 o'clock") != std::string::npos);
    CHECK(next.so_far.empty());
    // a card tells of its own step; beside a button it is told over the picture
    CHECK_FALSE(guidance.wants_touch_words());
    guidance.skip();
    (void)guidance.next(*run.session);
    CHECK(guidance.wants_touch_words());
  }

  TEST_CASE("guidance: what goes on from the step before is neither counted nor blamed") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {circles(1.57), circles(4.71)};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    scenario::Gesture many = circles(1.57);
    many.repeats = 7;
    bool second = false;
    run.perform(many, [&] {
      const auto next = guidance.next(*run.session);
      second |= next.how.find("9 o'clock") != std::string::npos;
      CHECK(next.so_far.find("No whole circle") == std::string::npos);
      if (second) CHECK(next.so_far == "");
    });
    CHECK(second);
    CHECK(guidance.next(*run.session).so_far == "");
  }

  TEST_CASE("guidance: circles much wider than asked for are told as such, and not counted") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {circles(1.57)};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    scenario::Gesture wide = circles(1.57);
    wide.span_m = 0.052;
    wide.speed_m_per_s = 0.11;
    run.perform(wide, [&] { (void)guidance.next(*run.session); });
    REQUIRE(run.session->counts().circles >= 3);
    const auto next = guidance.next(*run.session);
    CHECK(next.title != "");
    CHECK(next.so_far.find("26 mm is asked for") != std::string::npos);
    run.perform(circles(1.57), [&] { (void)guidance.next(*run.session); });
    CHECK(guidance.next(*run.session).title == "");
  }

  TEST_CASE("guidance: how hard is said against what the hand presses now") {
    using input::Posture;
    scenario::Gesture lighter = press(12, 1.0);
    lighter.press_N = 1.0;
    CHECK(app::how_words(lighter).find("it begins") == std::string::npos);
    lighter.press_N = 0.5;
    CHECK(app::how_words(lighter).find("than it begins") != std::string::npos);
    // once it presses so, nothing more is asked; harder than that, it is
    const std::string done =
        app::how_words(lighter, {.posture = Posture::SingleTip, .press_N = 0.5});
    CHECK(done.find("notches") == std::string::npos);
    const std::string hard =
        app::how_words(lighter, {.posture = Posture::SingleTip, .press_N = 1.0});
    CHECK(hard.find("Lighter: wheel down 3 notches") != std::string::npos);
    const std::string soft =
        app::how_words(lighter, {.posture = Posture::SingleTip, .press_N = 0.25});
    CHECK(soft.find("Firmer: wheel up 3 notches") != std::string::npos);
    // softer than the wheel goes is not asked for
    scenario::Gesture softest = lighter;
    softest.press_N = 0.1;
    CHECK(
        app::how_words(softest, {.posture = Posture::SingleTip, .press_N = 0.2}).find("notches") ==
        std::string::npos);
    // another hand begins anew
    CHECK(app::how_words(lighter, {.posture = Posture::FlatPads, .press_N = 5.0}) ==
          app::how_words(lighter));
  }

  TEST_CASE("guidance: a stroke that leads another way is not one of this step") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {stroke(3, 0.07, 0.03)};
    demo.gestures[0].repeats = 2;
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    run.perform(stroke(3, 0.03, 0.085));  // toward the armpit
    const auto next = guidance.next(*run.session);
    REQUIRE(next.title != "");
    CHECK(next.so_far.find("toward the nipple") != std::string::npos);
    CHECK(next.so_far.find(" of 2") == std::string::npos);
  }

  TEST_CASE("guidance: strokes over the stretched skin of a full breast lead to the nipple") {
    Run run("plugged_duct_left4");
    scenario::Gesture g = stroke(3.5, 0.075, 0.022);
    g.to_clock_rad = 3.9 / 6.0 * kPi;
    for (int k = 0; k < 3; ++k) run.perform(g);
    CHECK(run.session->counts().nippleward == 3);
    for (int tick = 0; tick < 15 * 60; ++tick) run.away();
    const auto& events = run.session->techniques();
    const auto found = std::find_if(events.begin(), events.end(),
                                    [](const auto& e) { return e.id == "stroke-nippleward"; });
    REQUIRE(found != events.end());
    // it was drawn within 15 degrees of the line
    CHECK(found->measures.at("direction_error_rad") < 0.35);
  }

  TEST_CASE("guidance: a hold goes on once the hand rests there and the other one is taken up") {
    Run run("plugged_duct_left4");
    scenario::Gesture hold = press(4, 0.0);
    hold.kind = scenario::Gesture::Kind::Hold;
    hold.posture = "flat-pads";
    hold.r_m = 0.06;
    hold.press_N = 0.8;
    scenario::Gesture lift;
    lift.kind = scenario::Gesture::Kind::LetGo;
    scenario::Choreography demo;
    demo.gestures = {hold, lift, action("look")};
    app::Guidance guidance(demo);
    CHECK(guidance.next(*run.session).how.find("(P)") != std::string::npos);
    // the hand as it lies there, seen as the guide sees it: some ticks at a time
    input::InputFrame frame = run.laid(hold);
    std::string told;
    for (int tick = 0; tick < 150; ++tick) {
      run.session->advance(frame);
      told = guidance.next(*run.session).so_far;
    }
    CHECK(told.find("Let it rest") != std::string::npos);
    frame.hands[0] = {.posture = input::Posture::CHold, .aim_m = frame.hands[1].aim_m};
    run.session->advance(frame);
    auto next = guidance.next(*run.session);
    CHECK(next.title.find("resting hand") != std::string::npos);
    run.away();
    CHECK(guidance.next(*run.session).action == "look");
  }

  TEST_CASE("guidance: strokes count anew after a pause that ends them in the marks too") {
    Run run;
    scenario::Gesture two = stroke(3, 0.07, 0.03);
    two.repeats = 2;
    scenario::Gesture asked = two;
    asked.repeats = 3;
    scenario::Choreography demo;
    demo.gestures = {asked};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    run.perform(two);
    CHECK(guidance.next(*run.session).so_far.find("2 of 3") != std::string::npos);
    for (int tick = 0; tick < 15 * 60; ++tick) run.session->advance({});
    run.perform(stroke(3, 0.07, 0.03));
    const auto next = guidance.next(*run.session);
    REQUIRE_FALSE(next.title.empty());
    CHECK(next.so_far.find("1 of 3") != std::string::npos);
  }

  TEST_CASE("guidance: a ring that is held too lightly is told so while it is held") {
    Run run;
    scenario::Gesture ring = ring_held(2.0, 6.0);
    scenario::Choreography demo;
    demo.gestures = {ring};
    CHECK(app::how_words(ring).find("wheel up 4 notches") != std::string::npos);
    for (const double press_N : {0.8, 1.9}) {
      app::Guidance guidance(demo);
      (void)guidance.next(*run.session);
      ring.press_N = press_N;
      scenario::Choreography one;
      one.gestures.push_back(ring);
      session::ChoreographyPlayer player(one, run.session->simulation());
      std::string told;
      while (auto frame = player.next(run.session->simulation(), 0.0)) {
        run.session->advance(*frame);
        const std::string so_far = guidance.next(*run.session).so_far;
        if (so_far.starts_with("Held 4")) told = so_far;
      }
      CHECK(!told.empty());
      CHECK((told.find("more press") != std::string::npos) == (press_N < 1.0));
      for (int tick = 0; tick < 120; ++tick) run.away();
    }
  }

  TEST_CASE("guidance: fingertips that stand elsewhere than round the nipple are told so") {
    Run run;
    const scenario::Gesture ring = ring_held(1.2, 20.0);
    scenario::Choreography demo;
    demo.gestures = {ring};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    input::InputFrame frame;
    frame.hands[0] = {.posture = input::Posture::RpsRing, .touching = true, .press_N = 1.2};
    const auto held = [&](double off_m) {
      frame.hands[0].aim_m = run.session->simulation().skin().at({2.0, off_m}).position_m;
      std::string told;
      for (int tick = 0; tick < 5 * 60; ++tick) {
        run.session->advance(frame);
        told = guidance.next(*run.session).so_far;
      }
      run.away();
      (void)guidance.next(*run.session);
      return told;
    };
    CHECK(held(0.045).find("No ring is seen") != std::string::npos);
    for (int tick = 0; tick < 60; ++tick) run.away();
    CHECK(held(0.0).find("Held ") != std::string::npos);
  }

  TEST_CASE("guidance: a step by hand belongs to the phase that has no buttons of its own") {
    const std::filesystem::path data = LAC_SOURCE;
    const auto spec = scenario::read_scenario(data / "scenarios" / "engorgement_day4", data);
    REQUIRE(spec);
    const auto demo =
        scenario::read_choreography(data / "scenarios" / "engorgement_day4" / "demo/expert.toml");
    REQUIRE(demo);
    const auto steps = scenario::follow(*demo, *spec).gestures;
    const auto phases = app::phase_of_steps(scenario::follow(*demo, *spec), *spec);
    int hands_on = 0;
    for (std::size_t k = 0; k < steps.size(); ++k) {
      const std::string& phase = spec->phases[phases[k]].id;
      if (steps[k].kind == scenario::Gesture::Kind::Ring) CHECK(phase == "hands-on");
      if (steps[k].kind == scenario::Gesture::Kind::Press) CHECK(phase == "assess");
      hands_on += phase == "hands-on";
    }
    CHECK(hands_on >= 8);
  }

  TEST_CASE("guidance: a two-hand roll says how one pointer lays two hands on") {
    scenario::Gesture roll;
    roll.kind = scenario::Gesture::Kind::Roll;
    roll.r_m = 0.05;
    roll.repeats = 4;
    CHECK(app::how_words(roll).find("rest there (P)") != std::string::npos);
  }

  TEST_CASE("guidance: a test for a dent beside the swelling is told where it was") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {press(12, 6.0)};
    for (const double r_m : {0.024, 0.018}) {
      app::Guidance guidance(demo);
      (void)guidance.next(*run.session);
      scenario::Gesture there = press(12, 6.0);
      there.r_m = r_m;
      run.perform(there);
      const auto next = guidance.next(*run.session);
      CAPTURE(next.so_far);
      CHECK((next.so_far.find("That press was at 12 o'clock") != std::string::npos) ==
            (r_m > 0.021));
      CHECK(next.title.empty() == (r_m < 0.021));
    }
  }

  TEST_CASE("touch news: what a ring did is told once the areola was felt after it") {
    Run run;
    const scenario::Gesture ring = ring_held(1.5, 60.0);
    scenario::Choreography demo;
    demo.gestures = {ring};
    app::TouchNews news(demo);
    const double before = run.session->seen().areola_compressible;
    run.perform(ring, [&] { news.watch(*run.session); });
    for (int tick = 0; tick < 120; ++tick) {
      run.away();
      news.watch(*run.session);
    }
    // it does give more, and that is what is told
    REQUIRE(run.session->seen().areola_compressible > before + 0.05);
    CHECK(news.said().find("gives more than before") != std::string::npos);
  }

  TEST_CASE("touch news: a press that is too light says so after it, a second place counts") {
    Run run;
    app::TouchNews news({});
    scenario::Gesture light = press(12, 1.0);
    light.press_N = 0.22;
    const auto told_after = [&](const scenario::Gesture& g) {
      run.perform(g);
      news.watch(*run.session);
      run.away();
      return news.said();
    };
    CHECK(told_after(light).find("light") != std::string::npos);
    CHECK(told_after(press(12, 1.0)).find("second place") != std::string::npos);
    CHECK(told_after(press(4, 1.0)) == "");
  }

  TEST_CASE("touch news: practice tells what a touch was, never what to do next") {
    Run run;
    app::TouchNews news({}, false);
    run.perform(press(12, 1.0));
    news.watch(*run.session);
    CHECK(news.said() == "");
    for (const double rise : {0.0, 0.2}) {
      const std::string felt = app::ring_felt(89.0, rise);
      CHECK(felt.find("89 s") != std::string::npos);
      // one sentence, the first of what guided mode says
      CHECK(std::count(felt.begin(), felt.end(), '.') == 1);
      CHECK(app::ring_words(89.0, rise, true, false, false).starts_with(felt));
    }
  }
}
