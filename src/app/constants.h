#pragma once
#include "base/sourced.h"

namespace lac::app {

inline constexpr float kOrbit_rad_per_s = 0.9f;  // turning the view by key or stick

// What a mouse does: how press levels step and how fast compression ramps. Nobody has published
// hand forces for these techniques, so all are assumed; decisions.md names 1-3 N per pad for
// expression.
// clang-format off
inline constexpr Sourced kLeastPress_N      {0.2,  0.1, 0.5, Evidence::Assumed, "", "effect: softest touch a wheel can ask for"};
inline constexpr Sourced kMostPress_N       {15.0, 10.0, 15.0, Evidence::Assumed, "", "effect: hardest press; the input's own limit"};
inline constexpr Sourced kPressStep         {1.25, 1.1, 1.5, Evidence::Assumed, "", "effect: ratio of one wheel notch"};
inline constexpr Sourced kTapTouch_s        {0.12, 0.05, 0.25, Evidence::Assumed, "", "effect: shortest time that a click of the tapping hand stays down"};
inline constexpr Sourced kTipStart_N        {1.0,  0.5, 2.0, Evidence::Assumed, "", "effect: first press level of a fingertip"};
inline constexpr Sourced kPadsStart_N       {0.6,  0.2, 1.5, Evidence::Assumed, "", "effect: first press level of flat pads"};
inline constexpr Sourced kPalmStart_N       {1.2,  0.5, 3.0, Evidence::Assumed, "", "effect: first press level of a palm or support"};
inline constexpr Sourced kRingStart_N       {0.8,  0.3, 1.5, Evidence::Assumed, "", "effect: first press level of each ring tip"};
inline constexpr Sourced kHoldStart_N       {1.2,  0.5, 2.0, Evidence::Assumed, "", "effect: press toward the chest wall in a C-hold"};
inline constexpr Sourced kSqueezeStart_N    {1.5,  1.0, 3.0, Evidence::Assumed, "", "effect: compression that the second button ramps to; more than the press holds slips"};
inline constexpr Sourced kSqueezeRamp_N_per_s {4.0, 2.0, 8.0, Evidence::Assumed, "", "effect: how fast the second button compresses"};
inline constexpr Sourced kReleaseRamp_N_per_s {10.0, 5.0, 20.0, Evidence::Assumed, "", "effect: how fast compression is let go"};
inline constexpr Sourced kVacuumStart_Pa    {12.0e3, 6.7e3, 25.4e3, Evidence::Assumed, "", "effect: vacuum a pump begins with; well under the maximum comfortable one of kent-2008"};
inline constexpr Sourced kVacuumMost_Pa     {36.0e3, 33.0e3, 40.0e3, Evidence::Assumed, "", "effect: strongest vacuum the pump offers"};
inline constexpr Sourced kVacuumStep_Pa     {2.0e3, 1.0e3, 4.0e3, Evidence::Assumed, "", "effect: one step of the pump's dial"};
inline constexpr Sourced kPumpCycle_Hz      {1.0, 0.9, 2.0, Evidence::Assumed, "", "effect: pump cycles a second"};
inline constexpr Sourced kVibration_Hz      {60.0, 20.0, 120.0, Evidence::Assumed, "", "effect: massager; no study of these devices was found"};
inline constexpr Sourced kAmplitude_m       {0.3e-3, 0.1e-3, 1.0e-3, Evidence::Assumed, "", "effect: massager; no study of these devices was found"};
inline constexpr Sourced kTriggerMost       {4.0,  2.0, 6.0, Evidence::Assumed, "", "effect: a trigger pulled fully is this many times the posture's first level"};
inline constexpr Sourced kStick_m_per_s     {0.08, 0.04, 0.12, Evidence::Assumed, "", "effect: fastest a stick moves a hand"};
inline constexpr Sourced kLeastSpan_m       {0.018, 0.015, 0.020, Evidence::Assumed, "", "effect: closest the C-hold comes to the nipple"};
inline constexpr Sourced kNearNipple_m      {0.012, 0.008, 0.015, Evidence::Assumed, "", "effect: nearer to the nipple the pointer does not place the C-hold"};
inline constexpr Sourced kMostSpan_m        {0.045, 0.040, 0.050, Evidence::Assumed, "", "effect: widest C-hold"};
// clang-format on

}  // namespace lac::app
