#pragma once
#include <string>

#include "input/input_frame.h"
#include "scenario/scenario.h"
#include "technique/technique.h"

namespace lac::app {

// Assumed; no mark rests on it, effect: what the guide counts: thumb and fingers within this of
// the step's distance from the nipple (the taught band is 25 to 38 mm).
inline constexpr double kSpanOff_m = 0.008;
/// The hand that works presses clearly less than the demonstration's does.
bool too_light(const scenario::Gesture& step, const input::InputFrame& frame);

/// The hand of a step; None where a step has none.
input::Posture posture_of(const scenario::Gesture& step);
/// The learner's hand as it is now, in the air or on the skin.
struct HandNow {
  input::Posture posture = input::Posture::None;
  double press_N = 0.0;  // what it presses, or would
};
/// Which hand, where, how long and how often: "Fingertip (key 1), at 8 o'clock, 16 mm from the
/// nipple. Hold 2.5 s."; how hard, against what the hand presses now.
std::string how_words(const scenario::Gesture& step, const HandNow& hand = {});
/// What the step is for, as the row says that it answers to; empty where no row tells.
std::string why_words(const scenario::Gesture& step, const scenario::ScenarioSpec& spec);
/// What a touch lacked where a press, a stroke, circles or taps were asked for, and what a press
/// lacks while it lasts; empty: nothing that belongs to it.
std::string press_words(const technique::Touch& touch);
std::string stroke_words(const scenario::Gesture& step, const technique::Touch& touch);
std::string circle_words(const scenario::Gesture& step);
std::string wide_circle_words(const scenario::Gesture& step, double seen_m);
std::string tap_words(double held_s);
std::string slow_tap_words();
/// What a cycle of expression lacked that was no roll at the place of this step; empty: nothing.
std::string cycle_words(const scenario::Gesture& step, const technique::Counts& now);
std::string one_palm_words();
std::string more_press_words();
/// "8" of a clock angle, 1 to 12.
int clock_hour(double clock_rad);

}  // namespace lac::app
