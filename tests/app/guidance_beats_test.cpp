#include <doctest/doctest.h>

#include "tests/app/guided.h"

using namespace lac;

// Steps that are done by a beat: what the guide says of one that does not come about.
TEST_SUITE("unit") {
  TEST_CASE("guidance: taps are counted as they come, a long touch is told from a tap") {
    Run run;
    const scenario::Gesture taps = tapping(8);
    scenario::Choreography demo;
    demo.gestures = {taps};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    scenario::Gesture few = taps;
    few.repeats = 3;
    run.perform(few, [&] { (void)guidance.next(*run.session); });
    CHECK(run.session->counts().taps == 0);  // a second without one ends them
    CHECK(guidance.next(*run.session).so_far.find("begin anew") != std::string::npos);
    run.perform(press(12, 1.0));
    CHECK(guidance.next(*run.session).so_far.find("a tap leaves again") != std::string::npos);
    run.perform(taps);
    CHECK(guidance.next(*run.session).title.empty());
  }

  TEST_CASE("guidance: a single tap that nothing follows is told that the next comes too late") {
    Run run;
    scenario::Gesture tap = tapping(8);
    scenario::Choreography demo;
    demo.gestures = {tap};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    tap.repeats = 1;
    std::string told;
    run.perform(tap, [&] { told = guidance.next(*run.session).so_far; });
    CHECK(told.find("more than 1 s apart") != std::string::npos);
    // what comes fast enough is counted, and the words go
    tap.repeats = 3;
    bool counted = false;
    run.perform(tap, [&] {
      told = guidance.next(*run.session).so_far;
      counted |= told == "3 of 8";
    });
    CHECK(counted);
  }

  TEST_CASE("guidance: a palm that rolls alone is told what is missing; between two it is not") {
    Run run;
    auto roll = on_skin(scenario::Gesture::Kind::Roll, "flat-palm", 1.57, 0.05, 1.5);
    roll.span_m = 0.03;
    roll.rate_Hz = 0.5;
    roll.repeats = 4;
    scenario::Choreography demo;
    demo.gestures = {roll};
    const auto told_alone = [&](bool alone) {
      app::Guidance guidance(demo);
      (void)guidance.next(*run.session);
      session::ChoreographyPlayer player(demo, run.session->simulation());
      bool told = false;
      while (auto frame = player.next(run.session->simulation(), 0.0)) {
        if (alone) frame->hands[1] = {};
        run.session->advance(*frame);
        told |= guidance.next(*run.session).so_far.find("One palm alone") != std::string::npos;
      }
      for (int tick = 0; tick < 120; ++tick) run.away();
      return told;
    };
    CHECK(told_alone(true));
    CHECK_FALSE(told_alone(false));
  }

  TEST_CASE(
      "guidance: a cycle of expression that does not roll, or elsewhere, is told, not counted") {
    Run run;
    auto express = on_skin(scenario::Gesture::Kind::Express, "c-hold", 0.0, 0.0, 1.2);
    express.span_m = 0.030;
    express.squeeze_N = 1.5;
    express.roll_m = 0.008;
    express.hold_s = 1.0;
    express.release_s = 0.8;
    express.repeats = 3;
    scenario::Choreography demo;
    demo.gestures = {express};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    std::string told;
    const auto look = [&] { told = guidance.next(*run.session).so_far; };

    scenario::Gesture still = express;
    still.roll_m = 0.0;
    run.perform(still, look);
    CHECK(run.session->counts().cycles >= 2);
    CHECK(told.find("not rolled") != std::string::npos);
    for (int tick = 0; tick < 120; ++tick) run.away();

    scenario::Gesture near = express;
    near.span_m = 0.019;
    run.perform(near, look);
    CHECK(told.find("farther out, about 30 mm") != std::string::npos);
    for (int tick = 0; tick < 120; ++tick) run.away();

    bool counted = false;
    express.repeats = 5;  // a first cycle may settle the pads
    run.perform(express, [&] {
      look();
      counted |= told == "2 of 3";
    });
    CHECK(counted);
    CHECK(guidance.next(*run.session).title.empty());
  }

  TEST_CASE("guidance: a ring that is too light to be one is told so, also once it was lifted") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {ring_held(1.9, 30.0)};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    std::string told;
    const auto look = [&] { told = guidance.next(*run.session).so_far; };
    run.perform(ring_held(0.05, 6.0), look);
    CHECK(told.find("little more press") != std::string::npos);
    // one held long enough says that it may be lifted
    bool enough = false;
    run.perform(ring_held(1.9, 32.0), [&] {
      look();
      enough |= told.find("Lift all fingers") != std::string::npos;
    });
    CHECK(enough);
  }

  TEST_CASE("guidance: an action says what it needs first, where that was left out") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {action("explain"), action("consent")};
    app::Guidance guidance(demo);
    CHECK(guidance.next(*run.session).so_far.empty());
    guidance.skip();
    CHECK(guidance.next(*run.session).action == "consent");
    CHECK(guidance.next(*run.session).so_far.find("First: ") == 0);
    run.act("explain");
    CHECK(guidance.next(*run.session).so_far.empty());
  }

  TEST_CASE(
      "guidance: a press much shorter than asked for is told so, and a new try is not blamed") {
    Run run;
    scenario::Choreography demo;
    demo.gestures = {press(12, 2.5), press(6, 1.0)};
    app::Guidance guidance(demo);
    (void)guidance.next(*run.session);
    std::string told;
    const auto look = [&] { told = guidance.next(*run.session).so_far; };
    run.perform(press(12, 0.8), look);
    CHECK(told.find("stay about 2.5 s") != std::string::npos);
    bool blamed_while_down = false;
    run.perform(press(12, 2.5), [&] {
      look();
      blamed_while_down |= run.session->done_frame().hands[0].touching && !told.empty();
    });
    CHECK_FALSE(blamed_while_down);
    CHECK(guidance.next(*run.session).how.find("6 o'clock") != std::string::npos);
  }
}
