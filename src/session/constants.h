#pragma once
#include <cstddef>
#include <cstdint>

#include "base/sourced.h"

namespace lac::session {

// Limits of a recording: anything beyond them is refused before memory is taken for it.
inline constexpr std::size_t kMostFrames = std::size_t{4} * 3600 * 60;  // four hours of hand ticks
inline constexpr std::size_t kMostContentBytes = std::size_t{160} << 20;
inline constexpr std::size_t kMostFileBytes = std::size_t{160} << 20;
inline constexpr std::size_t kMostScenarioBytes = std::size_t{4} << 20;
inline constexpr std::size_t kMostNameBytes = 256;
inline constexpr std::size_t kMostCommandBytes = 64;
inline constexpr std::size_t kMostCommands = 256;
inline constexpr std::size_t kMostModules = 32;
// How much of a run is written at a time.
inline constexpr int kHandTicksPerChunk = 60, kRestTicksPerChunk = 10;

// clang-format off
// The patient's words. All assumed: effect is when a caption appears, and through "stop" when ignoring it counts.
inline constexpr Sourced kPainAboveBaseline {1.0, 0.5, 2.0, Evidence::Assumed, "", "effect: touch must hurt this much more than rest to be spoken of"};
inline constexpr Sourced kPainRearm         {1.0, 0.5, 2.0, Evidence::Assumed, "", "effect: NRS must fall this far below a threshold before it speaks anew"};
inline constexpr Sourced kPainRepeat_s      {10., 5.0, 20., Evidence::Assumed, "", "effect: how often the same complaint is repeated while it lasts"};
inline constexpr Sourced kBetweenWords_s    {2.5, 1.5, 4.0, Evidence::Assumed, "", "effect: shortest pause between two sentences"};
inline constexpr Sourced kStopNrs           {8.0, 7.0, 9.0, Evidence::Assumed, "", "effect: NRS at which the patient says stop"};
inline constexpr Sourced kStopAfter_s       {1.0, 0.5, 2.0, Evidence::Assumed, "", "effect: how long it must hurt so before stop is said"};
inline constexpr Sourced kStopRepeat_s      {5.0, 3.0, 8.0, Evidence::Assumed, "", "effect: how soon stop is said again while touch goes on"};
inline constexpr Sourced kReliefDrop        {1.0, 0.5, 2.0, Evidence::Assumed, "", "effect: fall of NRS below rest that is felt as relief"};
inline constexpr Sourced kReliefAfter_s     {3.0, 1.0, 6.0, Evidence::Assumed, "", "effect: how long the fall must last"};
inline constexpr Sourced kReliefRepeat_s    {120, 60., 300, Evidence::Assumed, "", "effect: how often relief is mentioned"};
inline constexpr Sourced kAtEaseAfter_s     {45., 30., 90., Evidence::Assumed, "", "effect: how long comfortable touch and silence last before it is remarked on"};
inline constexpr Sourced kAtEaseRepeat_s    {120, 60., 300, Evidence::Assumed, "", "effect: how often comfort is remarked on"};
inline constexpr Sourced kLetDownRepeat_s   {60., 30., 120, Evidence::Assumed, "", "effect: how often let-down is mentioned"};

// The baby at the breast.
inline constexpr Sourced kStaysOn_s         {60., 20., 180, Evidence::Assumed, "", "effect: how long a baby that latched holds on before it feeds; after that, or once a hand touched the breast, it has to latch anew"};

// What counts as milk for the baby.
inline constexpr Sourced kDrops_m3          {0.05e-6, 0.02e-6, 0.2e-6, Evidence::Assumed, "", "effect: with less in it a cup is called empty, and giving it does not count as done"};
inline constexpr Sourced kTaste_m3          {2e-6, 2e-6, 5e-6, Evidence::LactatingHuman, "abm3-vol", "least of a feed on the first day; with less a feed is called a taste"};

// How a written gesture becomes movement. All assumed: effect is the demonstration's smoothness alone.
inline constexpr Sourced kApproach_m_per_s  {0.15, 0.10, 0.22, Evidence::Assumed, "", "effect: hovering speed of a demonstrating hand"};
inline constexpr Sourced kApproachLeast_s   {0.30, 0.20, 0.60, Evidence::Assumed, "", "effect: shortest approach"};
inline constexpr Sourced kPressRamp_s       {0.40, 0.20, 1.00, Evidence::Assumed, "", "effect: time from touch to the wanted force"};
inline constexpr Sourced kRampMost_N_per_s  {6.00, 3.00, 10.0, Evidence::Assumed, "", "effect: force never rises faster than this"};
inline constexpr Sourced kLift_s            {0.25, 0.15, 0.50, Evidence::Assumed, "", "effect: time to ease off"};
inline constexpr Sourced kHover_s           {0.20, 0.10, 0.40, Evidence::Assumed, "", "effect: hand stays over the skin after lifting"};
inline constexpr Sourced kRingRamp_s        {1.00, 0.50, 2.00, Evidence::Assumed, "", "effect: slow start of a ring press"};
inline constexpr Sourced kSqueezeRamp_s     {0.30, 0.20, 0.50, Evidence::Assumed, "", "effect: time to compress"};
inline constexpr Sourced kRoll_s            {0.50, 0.30, 0.80, Evidence::Assumed, "", "effect: time of the forward roll"};
inline constexpr Sourced kRestingPress_N    {0.15, 0.05, 0.30, Evidence::Assumed, "", "effect: pads stay on the skin between cycles"};
inline constexpr Sourced kAfterAction_s     {0.50, 0.20, 2.00, Evidence::Assumed, "", "effect: pause after something said or done"};
inline constexpr Sourced kCircleRadius_m    {0.015, 0.010, 0.025, Evidence::Assumed, "", "effect: circle size where a demo names none"};
inline constexpr Sourced kPathStep_m        {0.004, 0.002, 0.006, Evidence::Assumed, "", "effect: spacing of a stroke's points on the skin"};
inline constexpr Sourced kLayOn_s           {0.80, 0.40, 1.50, Evidence::Assumed, "", "effect: time in which the other hand is laid on before the next step"};
inline constexpr Sourced kSweepLength_m     {0.060, 0.030, 0.120, Evidence::Assumed, "", "effect: length of a sweep where a demo names none"};
inline constexpr Sourced kRollWay_m         {0.060, 0.020, 0.100, Evidence::Assumed, "", "effect: how far a roll carries the breast where a demo names none"};
inline constexpr Sourced kKneadRock_m       {0.006, 0.002, 0.012, Evidence::Assumed, "", "effect: how far knuckles rock toward the nipple in one push"};
inline constexpr Sourced kTapDown_frac      {0.55, 0.40, 0.70, Evidence::Assumed, "", "effect: share of a tap's period in which the tips are told to touch"};
inline constexpr Sourced kTremorTime_s      {0.08, 0.05, 0.15, Evidence::Assumed, "", "effect: how slowly hand tremor wanders"};
// clang-format on

}  // namespace lac::session
