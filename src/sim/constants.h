#pragma once
#include <span>

#include "base/sourced.h"

namespace lac::sim {

// What sim/ itself assumes of the person, the nurse's things and the ways of touching; how the
// models meet is in params.h.
// clang-format off
inline constexpr Sourced kTurn_rad_per_s      {0.35,  0.2,   0.7,   Evidence::Assumed, "", "mean speed of a change of position; effect: faster swings the breast"};
inline constexpr Sourced kLeanForward_rad     {0.70,  0.35,  1.2,   Evidence::Assumed, "", "leaning forward: chest from vertical; effect: how far the breast hangs off the chest"};
inline constexpr Sourced kSideRoll_rad        {1.40,  1.2,   1.57,  Evidence::Assumed, "", "side-lying: chest from facing up; effect: which way the breast falls"};
inline constexpr Sourced kMidlineBeyond_m     {0.020, 0.010, 0.035, Evidence::Assumed, "", "from a breast's edge to the breastbone; effect: where the other breast is drawn"};
inline constexpr Sourced kSpoon_m3            {5e-6,  3e-6,  10e-6, Evidence::Assumed, "", "room in a spoon; effect: when it runs over"};
inline constexpr Sourced kSyringe_m3          {5e-6,  1e-6,  10e-6, Evidence::Assumed, "", "room in a feeding syringe"};
inline constexpr Sourced kCup_m3              {60e-6, 30e-6, 120e-6, Evidence::Assumed, "", "room in a feeding cup"};
inline constexpr Sourced kSyringeSpray_frac   {0.3,   0.0,   0.6,   Evidence::Assumed, "", "share of a spray that a syringe or spoon catches; drops it takes all"};
inline constexpr Sourced kBlockedLobe_frac    {0.25,  0.1,   0.6,   Evidence::Assumed, "", "firmness of a blocked lobe against the lump in it; effect: how sharply the lump is felt"};
inline constexpr Sourced kLumpDepth_m         {0.014, 0.008, 0.025, Evidence::Assumed, "", "middle of a lump below the skin; effect: how plainly it is felt"};
inline constexpr Sourced kLeastSlack          {0.82,  0.80,  1.00,  Evidence::Assumed, "", "skin slack stretch that the start may need, lower end: skin already tight on the drained breast"};
inline constexpr Sourced kMostSlack           {1.30,  1.15,  1.30,  Evidence::Assumed, "", "the same, upper end: loose skin"};
inline constexpr Sourced kStartPressure_frac  {0.05,  0.01,  0.20,  Evidence::Assumed, "", "how near the start comes to the case's tissue pressure; decisions.md allows 0.20"};
inline constexpr Sourced kSeal_frac           {0.75,  0.5,   1.0,   Evidence::Assumed, "", "share of the rim that must bear for the vacuum to build"};
inline constexpr Sourced kHeldSides_frac      {0.8,   0.6,   0.9,   Evidence::Assumed, "", "of the nipple's height lies at the tunnel's wall; effect: how far suction draws it out"};
inline constexpr Sourced kPoreFlows_m3_per_s  {1e-9,  5e-10, 5e-9,  Evidence::Assumed, "", "a pore that gives less is dry to the eye; effect: pores that are seen to flow"};
inline constexpr Sourced kStirredDuct_m       {1.0e-3, 0.5e-3, 2.0e-3, Evidence::Assumed, "", "radius over which a massager's motion shears the milk; effect: thins slow milk"};
inline constexpr Sourced kWarmPack_degC       {40.0,  38.0,  42.0,  Evidence::Assumed, "", "a comfortable warm pack; effect: skin 38.6 degC after ten minutes, more filtration"};
inline constexpr Sourced kColdPack_degC       {10.0,  5.0,   15.0,  Evidence::Assumed, "", "a comfortable cold pack; effect: the reverse"};
inline constexpr Sourced kCoachedFrom_nrs     {1.0,   0.5,   2.0,   Evidence::Assumed, "", "pain above rest at which the parent's own hand eases"};
inline constexpr Sourced kCoachedEase_per_s   {1.0,   0.5,   2.0,   Evidence::Assumed, "", "how fast it eases; it comes back at a tenth of this"};
inline constexpr Sourced kHandPace            {1.3,     1.1,    1.5,     Evidence::Assumed, "", "a press of a hand, 1 to 3 s, meets tissue this much firmer than the slow probe for which the classes stand [A4.5]; effect: class of a felt place"};
inline constexpr Sourced kSlightFrom_Pa       {5000.0,  4500.0, 5500.0,  Evidence::Assumed, "", "[A3] apparent modulus from which a place feels slightly firm: as the tip of a nose"};
inline constexpr Sourced kFirmFrom_Pa         {7500.0,  6500.0, 8500.0,  Evidence::Assumed, "", "[A3] firm"};
inline constexpr Sourced kHardFrom_Pa         {11000.0, 9000.0, 14000.0, Evidence::Assumed, "", "[A3] hard: as a forehead"};
inline constexpr Sourced kTightFrom_Pa        {1000.0, 500.0, 1500.0,  Evidence::Assumed, "", "tissue pressure from which stretched skin begins to shine"};
inline constexpr Sourced kTightFull_Pa        {3000.0, 2000.0, 4000.0, Evidence::Assumed, "", "and at which it shines all over"};
inline constexpr Sourced kSoreFrom_nrs        {0.5,   0.2,   1.0,   Evidence::Assumed, "", "resting pain of a breast that counts as starting tenderness in the six-point scale"};
inline constexpr Sourced kTenderFrom_nrs      {3.5,   2.5,   4.5,   Evidence::Assumed, "", "tender in the six-point scale"};
inline constexpr Sourced kVeryTenderFrom_nrs  {5.5,   5.0,   7.0,   Evidence::Assumed, "", "very tender in the six-point scale"};
inline constexpr Sourced kMovingSpeed_m_per_s {0.002, 0.001, 0.005,  Evidence::Assumed, "", "a hand slower than this rests; effect: what counts as stroke, slip and stimulus"};
inline constexpr Sourced kNodeHand_m2         {30e-4, 20e-4, 40e-4,    Evidence::Assumed, "", "[F5] skin under a hand on a lymph node area; effect: pressure on the collectors there"};
inline constexpr Sourced kLumpFeltFrom_N      {0.4,   0.2,   1.0,   Evidence::Assumed, "", "force of a fingertip that feels a lump below it"};
inline constexpr Sourced kGrip_frac           {0.85,  0.7,   0.95,   Evidence::Assumed, "", "share of the skin's friction that the pads of a hold use; effect: the skin under them stays while they press back and compress"};
inline constexpr Sourced kGripTurn_rad        {0.45,  0.30,  0.60,   Evidence::Assumed, "", "how far a pad turns a force that lies too flat on the skin; effect: squeezing without pressing back slips"};
// clang-format on

/// The table above by name, for tests and the reference page.
std::span<const NamedConstant> constants();

}  // namespace lac::sim
