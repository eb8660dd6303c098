#include "app/first_steps.h"

#include <doctest/doctest.h>

#include <string>

using lac::app::FirstSteps;

namespace {

constexpr double kFrame_s = 1.0 / 30.0;

// Shows the guide the same hand for a while.
bool hold(FirstSteps& guide, const lac::ui::HandView& hand, double seconds) {
  bool done = false;
  for (double t = 0.0; t < seconds; t += kFrame_s) done = guide.watch(hand, kFrame_s) || done;
  return done;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("first steps: each step waits for what it asks, and the last one ends the guide") {
    FirstSteps guide;
    CHECK_FALSE(guide.on());
    guide.start();
    lac::ui::HandView hand{.posture = lac::input::Posture::SingleTip, .press_N = 1.0};
    CHECK_FALSE(hold(guide, hand, 5.0));
    CHECK(guide.view().step == 0);
    hand.over_skin = true;
    hold(guide, hand, 0.4);
    CHECK(guide.view().step == 1);
    hand.touching = true;
    hold(guide, hand, 1.0);
    CHECK(guide.view().step == 2);
    // touching on without pressing harder is not enough
    hold(guide, hand, 5.0);
    CHECK(guide.view().step == 2);
    hand.press_N = 1.6;
    hold(guide, hand, 0.6);
    CHECK(guide.view().step == 3);
    hand.touching = false;
    hold(guide, hand, 0.6);
    hand.posture = lac::input::Posture::CHold;
    hold(guide, hand, 0.5);
    hand.touching = true;
    hand.squeeze_N = 1.0;
    hold(guide, hand, 0.7);
    CHECK(guide.view().step == 6);
    CHECK(guide.on());
    hand.roll_mm = 4.0;
    hold(guide, hand, 0.4);
    // a closing word says what is next, and stays until a touch of the tasks begins
    CHECK(guide.view().what.find("three tasks") != std::string::npos);
    CHECK_FALSE(hold(guide, hand, 3.0));
    hand.touching = false;
    CHECK_FALSE(hold(guide, hand, 3.0));
    hand.touching = true;
    CHECK(hold(guide, hand, 1.0));
    CHECK_FALSE(guide.on());
  }

  TEST_CASE("first steps: a touch that is let go too soon does not count") {
    FirstSteps guide;
    guide.start();
    lac::ui::HandView hand{.posture = lac::input::Posture::SingleTip, .over_skin = true};
    hold(guide, hand, 0.4);
    for (int k = 0; k < 10; ++k) {
      hand.touching = true;
      hold(guide, hand, 0.3);
      hand.touching = false;
      hold(guide, hand, 0.1);
    }
    CHECK(guide.view().step == 1);
  }

  TEST_CASE("first steps: can be left at any step, and skipped through") {
    FirstSteps guide;
    guide.start();
    guide.skip();
    guide.leave();
    CHECK_FALSE(guide.on());
    CHECK_FALSE(guide.watch({}, 1.0));
    guide.start();
    CHECK(guide.view().step == 0);
    for (int k = 0; k + 1 < guide.view().steps; ++k) CHECK_FALSE(guide.skip());
    CHECK(guide.skip());
  }
}
