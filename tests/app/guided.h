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

// What every gesture on the skin has.
inline scenario::Gesture on_skin(scenario::Gesture::Kind kind, const char* posture,
                                 double clock_rad, double r_m, double press_N) {
  scenario::Gesture g;
  g.kind = kind;
  g.posture = posture;
  g.clock_rad = clock_rad;
  g.r_m = r_m;
  g.press_N = press_N;
  return g;
}

constexpr double kHour_rad = 0.5235987755982988;

inline scenario::Gesture press(double clock, double hold_s) {
  auto g = on_skin(scenario::Gesture::Kind::Press, "single-tip", clock * kHour_rad, 0.016, 0.7);
  g.hold_s = hold_s;
  return g;
}

inline scenario::Gesture ring_held(double press_N, double hold_s) {
  auto g = on_skin(scenario::Gesture::Kind::Ring, "rps-ring", 0.0, 0.0, press_N);
  g.span_m = 0.014;
  g.hold_s = hold_s;
  return g;
}

inline scenario::Gesture circles(double clock_rad) {
  auto g = on_skin(scenario::Gesture::Kind::Circle, "flat-pads", clock_rad, 0.05, 0.3);
  g.to_clock_rad = clock_rad;
  g.to_r_m = g.r_m;
  g.span_m = 0.026;
  g.speed_m_per_s = 0.075;
  g.repeats = 4;
  return g;
}

inline scenario::Gesture stroke(double clock, double r_m, double to_r_m) {
  auto g = on_skin(scenario::Gesture::Kind::Stroke, "flat-pads", clock * kHour_rad, r_m, 0.3);
  g.to_clock_rad = g.clock_rad;
  g.to_r_m = to_r_m;
  g.speed_m_per_s = 0.04;
  g.repeats = 1;
  return g;
}

inline scenario::Gesture tapping(int taps) {
  auto g = on_skin(scenario::Gesture::Kind::Tap, "tapping-tips", 1.05, 0.05, 0.5);
  g.rate_Hz = 2.5;
  g.repeats = taps;
  return g;
}

}  // namespace lac
