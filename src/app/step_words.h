#pragma once
#include <string>

#include "scenario/scenario.h"

namespace lac::app {

/// The hand of a step; None where a step has none.
input::Posture posture_of(const scenario::Gesture& step);
/// Which hand, where, how long and how often: "Fingertip (key 1), at 8 o'clock, 16 mm from the
/// nipple. Hold 2.5 s."
std::string how_words(const scenario::Gesture& step);
/// What the step is for, as the row says that it answers to; empty where no row tells.
std::string why_words(const scenario::Gesture& step, const scenario::ScenarioSpec& spec);
/// What a touch lacked where circles or taps were asked for, and what a press lacks while it lasts.
std::string circle_words(const scenario::Gesture& step);
std::string tap_words(double held_s);
std::string more_press_words();
/// "8" of a clock angle, 1 to 12.
int clock_hour(double clock_rad);

}  // namespace lac::app
