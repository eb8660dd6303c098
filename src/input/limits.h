#pragma once
#include <cstddef>

namespace lac::input {

// What a frame may hold; wide enough for any hand, narrow enough for any file.
inline constexpr double kReach_m = 0.5;       // aim, each axis of the patient frame
inline constexpr double kMostForce_N = 15.0;  // decisions.md: up to 10 N in a comfortable breast
inline constexpr double kMostRoll_m = 0.02;
inline constexpr double kMostSpan_m = 0.1;
inline constexpr double kMostVacuum_Pa = 4e4;  // above any pump's; 250 mmHg is 33 kPa
inline constexpr double kMostCycle_Hz = 5.0;
inline constexpr double kMostVibration_Hz = 300.0;
inline constexpr double kMostAmplitude_m = 0.005;
inline constexpr std::size_t kMostCommands = 16;  // a tick
inline constexpr std::size_t kMostIdLength = 64;

}  // namespace lac::input
