#include <doctest/doctest.h>

#include "tests/app/guided.h"

using namespace lac;

// Steps that are done by a beat: what the guide says of one that does not come about.
TEST_SUITE("unit") {
  TEST_CASE("guidance: taps are counted as they come, a long touch is told from a tap") {
    Run run;
    scenario::Gesture taps;
    taps.kind = scenario::Gesture::Kind::Tap;
    taps.posture = "tapping-tips";
    taps.clock_rad = 1.05;
    taps.r_m = 0.05;
    taps.press_N = 0.5;
    taps.rate_Hz = 2.5;
    taps.repeats = 8;
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
    scenario::Gesture tap;
    tap.kind = scenario::Gesture::Kind::Tap;
    tap.posture = "tapping-tips";
    tap.clock_rad = 1.05;
    tap.r_m = 0.05;
    tap.press_N = 0.5;
    tap.rate_Hz = 2.5;
    tap.repeats = 8;
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
    scenario::Gesture roll;
    roll.kind = scenario::Gesture::Kind::Roll;
    roll.posture = "flat-palm";
    roll.clock_rad = 1.57;
    roll.r_m = 0.05;
    roll.span_m = 0.03;
    roll.press_N = 1.5;
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
}
