// A run of a shipped case for tests of its guide, and the gestures they perform.
#pragma once
#include <doctest/doctest.h>

#include <functional>
#include <memory>

#include "app/guidance.h"

namespace lac {

// The shipped first case at the coarse level, guided by these steps.
struct Run {
  std::unique_ptr<session::Session> session;
  explicit Run(const char* name = "first_touch_day4") {
    const std::filesystem::path data = LAC_SOURCE;
    auto spec = scenario::read_scenario(data / "scenarios" / name, data);
    REQUIRE(spec);
    auto opened =
        session::Session::open(*spec, anatomy::Level::Coarse, session::Mode::Guided, 1, data);
    REQUIRE(opened);
    session = std::move(*opened);
  }
  void act(const char* id) {
    input::InputFrame frame;
    frame.commands.push_back({.id = id});
    session->advance(frame);
  }
  // plays one gesture with the app's own player; then the hand stays in the air for a second
  void perform(
      const scenario::Gesture& g, const std::function<void()>& each_tick = [] {}) {
    scenario::Choreography one;
    one.gestures.push_back(g);
    session::ChoreographyPlayer player(one, session->simulation());
    input::InputFrame last;
    while (auto frame = player.next(session->simulation(), session->wait_left_s())) {
      if (frame->hands[0].touching) last.hands = frame->hands;
      session->advance(*frame);
      each_tick();
    }
    last.hands[0].touching = false;
    for (int tick = 0; tick < 70; ++tick) {
      session->advance(last);
      each_tick();
    }
  }
  // the second hand laid where this hold has it
  input::InputFrame laid(const scenario::Gesture& hold) {
    scenario::Choreography one;
    one.gestures.push_back(hold);
    session::ChoreographyPlayer player(one, session->simulation());
    return *player.next(session->simulation(), 0.0);
  }
  // the next hand comes anew, not across the nipple
  void away() { session->advance({}); }
};

inline scenario::Gesture action(const char* id) {
  scenario::Gesture g;
  g.kind = scenario::Gesture::Kind::Action;
  g.action = id;
  return g;
}

inline scenario::Gesture press(double clock, double hold_s) {
  scenario::Gesture g;
  g.kind = scenario::Gesture::Kind::Press;
  g.posture = "single-tip";
  g.clock_rad = clock * 0.5235987755982988;
  g.r_m = 0.016;
  g.press_N = 0.7;
  g.hold_s = hold_s;
  return g;
}

inline scenario::Gesture ring_held(double press_N, double hold_s) {
  scenario::Gesture g;
  g.kind = scenario::Gesture::Kind::Ring;
  g.posture = "rps-ring";
  g.span_m = 0.014;
  g.press_N = press_N;
  g.hold_s = hold_s;
  return g;
}

inline scenario::Gesture circles(double clock_rad) {
  scenario::Gesture g;
  g.kind = scenario::Gesture::Kind::Circle;
  g.posture = "flat-pads";
  g.clock_rad = g.to_clock_rad = clock_rad;
  g.r_m = g.to_r_m = 0.05;
  g.span_m = 0.026;
  g.press_N = 0.3;
  g.speed_m_per_s = 0.075;
  g.repeats = 4;
  return g;
}

inline scenario::Gesture stroke(double clock, double r_m, double to_r_m) {
  scenario::Gesture g;
  g.kind = scenario::Gesture::Kind::Stroke;
  g.posture = "flat-pads";
  g.clock_rad = g.to_clock_rad = clock * 0.5235987755982988;
  g.r_m = r_m;
  g.to_r_m = to_r_m;
  g.press_N = 0.3;
  g.speed_m_per_s = 0.04;
  g.repeats = 1;
  return g;
}

inline scenario::Gesture tapping(int taps) {
  scenario::Gesture g;
  g.kind = scenario::Gesture::Kind::Tap;
  g.posture = "tapping-tips";
  g.clock_rad = 1.05;
  g.r_m = 0.05;
  g.press_N = 0.5;
  g.rate_Hz = 2.5;
  g.repeats = taps;
  return g;
}

}  // namespace lac
