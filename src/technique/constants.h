#pragma once
#include "base/sourced.h"

namespace lac::technique {

// How the families are told apart (MODEL.md "Thresholds"). These are an observer's lines between
// manoeuvres, not targets: targets are bands in the packs.
// clang-format off

// contact
inline constexpr Sourced kContactGap_s          {0.15, 0.05, 0.30, Evidence::Assumed, "", "effect: shorter losses of contact do not end a touch"};
inline constexpr Sourced kLoad_N                {0.20, 0.10, 0.40, Evidence::Assumed, "", "effect: a finger below this rests, it does not press"};
inline constexpr Sourced kCreep_m_per_s         {2e-3, 1e-3, 5e-3, Evidence::Assumed, "", "effect: slower slip counts as sticking"};
inline constexpr Sourced kCluster_m             {0.045, 0.03, 0.06, Evidence::Assumed, "", "effect: contacts within this of their centre are one tip, pad row or palm"};
inline constexpr Sourced kPalmArea_m2           {8e-4, 6e-4, 12e-4, Evidence::Assumed, "", "effect: a larger contact is a palm, not fingertips"};
inline constexpr Sourced kHintedPalmArea_m2     {3e-4, 2e-4, 6e-4, Evidence::Assumed, "", "effect: as kPalmArea_m2 where the hand is also held flat"};

// ring
inline constexpr Sourced kRingRadius_m          {0.035, 0.030, 0.040, Evidence::Assumed, "", "effect: tips farther out are no ring at the nipple base; the softened zone is 25-51 mm wide (cotterman-handout)"};
inline constexpr Sourced kRingTips              {4, 4, 5, Evidence::Assumed, "", "effect: fewer tips are no ring; sources use 5 to 8"};
inline constexpr Sourced kRingGap_rad           {2.27, 2.0, 2.6, Evidence::Assumed, "", "effect: a wider empty arc between tips is no ring (130 degrees)"};
inline constexpr Sourced kRingHold_s            {3.0, 2.0, 5.0, Evidence::Assumed, "", "effect: shorter ring presses are not claimed at all; packs mark the length"};
inline constexpr Sourced kRingDrift_m           {0.015, 0.010, 0.020, Evidence::Assumed, "", "effect: a ring that wanders farther starts a new hold"};
inline constexpr Sourced kRingPause_s           {0.5, 0.3, 1.0, Evidence::Assumed, "", "effect: a shorter gap does not end the hold"};

// opposing pads
inline constexpr Sourced kOppose_rad            {2.27, 2.0, 2.6, Evidence::Assumed, "", "effect: pads less than 130 degrees apart round the nipple do not oppose"};
inline constexpr Sourced kOpposeSpread_rad      {1.45, 1.2, 1.6, Evidence::Assumed, "", "effect: fingers of one side lie within this arc"};
inline constexpr Sourced kOpposeRadius_m        {0.090, 0.075, 0.10, Evidence::Assumed, "", "effect: pads farther out do not express; behind the areola is 45-75 mm (szugye-2023)"};
inline constexpr Sourced kSmooth_s              {0.05, 0.03, 0.10, Evidence::Assumed, "", "effect: time constant of the load that cycles are read from; shorter flicker does not end a cycle"};
inline constexpr Sourced kCycleRise_N           {0.30, 0.2, 0.5, Evidence::Assumed, "", "effect: a load must rise by this to begin a cycle"};
inline constexpr Sourced kCycleFall_frac        {0.40, 0.3, 0.5, Evidence::Assumed, "", "effect: a cycle ends when the load is down to this share of its rise"};
inline constexpr Sourced kUnderLoad_frac        {0.70, 0.6, 0.8, Evidence::Assumed, "", "effect: travel and slip count while the load is above this share of its peak; letting go may glide"};
inline constexpr Sourced kCycleShort_s          {0.15, 0.1, 0.25, Evidence::Assumed, "", "effect: shorter loads are taps"};
inline constexpr Sourced kCycleLong_s           {6.0, 5.0, 8.0, Evidence::Assumed, "", "effect: longer loads are holds, not cycles; areolar compression is held 10-60 s"};
inline constexpr Sourced kCyclePause_s          {8.0, 6.0, 10.0, Evidence::Assumed, "", "effect: longer intervals are pauses and do not enter the rhythm"};
inline constexpr Sourced kExpressionPause_s     {20.0, 10.0, 30.0, Evidence::Assumed, "", "effect: a longer pause ends the bout"};
inline constexpr Sourced kCyclesLeast           {2, 2, 3, Evidence::Assumed, "", "effect: fewer cycles are not claimed"};
inline constexpr Sourced kClose_m               {0.002, 0.001, 0.004, Evidence::Assumed, "", "effect: pads that come this much nearer compress"};
inline constexpr Sourced kLateral_frac          {0.60, 0.5, 0.7, Evidence::Assumed, "", "effect: a load this much sideways compresses"};
inline constexpr Sourced kRoll_m                {0.003, 0.002, 0.004, Evidence::Assumed, "", "effect: contact must travel this far over the skin without slip to be a roll"};
inline constexpr Sourced kSlide_m               {0.005, 0.004, 0.008, Evidence::Assumed, "", "effect: more slip in one loaded cycle is a slide (techniques.md 2.19, a design figure)"};
inline constexpr Sourced kPosition_rad          {0.35, 0.26, 0.45, Evidence::Assumed, "", "effect: pad pairs this far apart are two positions; 12/6 and 1/7 are 0.52 apart (honorhealth-2018)"};
inline constexpr Sourced kCompressionHold_s     {6.0, 5.0, 10.0, Evidence::Assumed, "", "effect: shorter pinches of the areola are not areolar compression"};

// presses
inline constexpr Sourced kPressPeak_N           {0.30, 0.2, 0.5, Evidence::Assumed, "", "effect: lighter touches are not palpation"};
inline constexpr Sourced kPressShort_s          {0.25, 0.2, 0.4, Evidence::Assumed, "", "effect: shorter touches are taps"};
inline constexpr Sourced kPressLong_s           {4.0, 3.0, 5.0, Evidence::Assumed, "", "effect: from here a press is a pitting test"};
inline constexpr Sourced kPitLongest_s          {40.0, 30.0, 60.0, Evidence::Assumed, "", "effect: a longer press is no pitting test"};
inline constexpr Sourced kPressDrift_m          {0.010, 0.008, 0.015, Evidence::Assumed, "", "effect: a finger that travels farther does not press, it strokes"};
inline constexpr Sourced kPlace_m               {0.015, 0.010, 0.025, Evidence::Assumed, "", "effect: presses farther apart are at two places"};
inline constexpr Sourced kPalpationPause_s      {12.0, 8.0, 20.0, Evidence::Assumed, "", "effect: a longer pause ends the palpation"};
inline constexpr Sourced kPressesLeast          {2, 2, 3, Evidence::Assumed, "", "effect: one press alone compares nothing"};
inline constexpr Sourced kOtherFormNear_s       {0.70, 0.5, 1.0, Evidence::Assumed, "", "effect: a press this near to a ring or a C-hold belongs to it"};
inline constexpr Sourced kPitSeen_m             {5e-4, 3e-4, 1e-3, Evidence::Assumed, "", "effect: a shallower dent is not seen; grade 1+ is about 2 mm (scales)"};
inline constexpr Sourced kPitFilled_frac        {0.20, 0.1, 0.3, Evidence::Assumed, "", "effect: share of the dent left when it counts as refilled"};
inline constexpr Sourced kPitWatch_s            {90.0, 60.0, 120.0, Evidence::Assumed, "", "effect: longest time a refill is watched; grade 4+ is over 60 s (scales)"};
inline constexpr Sourced kPitSettle_s           {0.30, 0.2, 0.5, Evidence::Assumed, "", "effect: time after lifting in which the dent is read"};

// motion
inline constexpr Sourced kWaypoint_s            {0.10, 0.08, 0.15, Evidence::Assumed, "", "effect: path is read at this step, over twice its length, so that 8-12 Hz tremor averages out"};
inline constexpr Sourced kMoving_m_per_s        {0.005, 0.003, 0.008, Evidence::Assumed, "", "effect: a slower hand stands"};
inline constexpr Sourced kStrokePause_s         {0.35, 0.2, 0.5, Evidence::Assumed, "", "effect: a standstill this long ends a stroke"};
inline constexpr Sourced kStrokeLength_m        {0.025, 0.015, 0.04, Evidence::Assumed, "", "effect: shorter moves are not strokes"};
inline constexpr Sourced kStraight_frac         {0.80, 0.7, 0.9, Evidence::Assumed, "", "effect: chord over path below this is no stroke"};
inline constexpr Sourced kReverse_cos           {-0.35, -0.5, 0.0, Evidence::Assumed, "", "effect: a turn back beyond this ends a stroke"};
inline constexpr Sourced kDirection_cos         {0.707, 0.6, 0.87, Evidence::Assumed, "", "effect: a stroke within 45 degrees of a direction goes that way"};
inline constexpr Sourced kStrokesLeast          {3, 2, 5, Evidence::Assumed, "", "effect: fewer strokes one way are not claimed"};
inline constexpr Sourced kStrokeShare_frac      {0.60, 0.5, 0.8, Evidence::Assumed, "", "effect: share of the strokes that must go the same way"};
inline constexpr Sourced kStrokesGap_s          {12.0, 8.0, 20.0, Evidence::Assumed, "", "effect: a longer pause ends the strokes"};
inline constexpr Sourced kCircleSmall_m         {0.008, 0.005, 0.012, Evidence::Assumed, "", "effect: smaller circles are tremor; the source's are about 24 mm (relayhealth-2013)"};
inline constexpr Sourced kCircleLarge_m         {0.080, 0.06, 0.10, Evidence::Assumed, "", "effect: larger circles are way-finding"};
inline constexpr Sourced kCircleDrift_frac      {0.80, 0.5, 1.0, Evidence::Assumed, "", "effect: a turn that moves on by more than this share of its diameter is no circle"};
inline constexpr Sourced kCircleLong_s          {6.0, 4.0, 8.0, Evidence::Assumed, "", "effect: slower turns are no circles"};
inline constexpr Sourced kCirclesLeast          {3, 2, 4, Evidence::Assumed, "", "effect: fewer circles are not claimed"};
inline constexpr Sourced kCirclesGap_s          {6.0, 4.0, 10.0, Evidence::Assumed, "", "effect: a longer pause ends the circles"};

// rest of the hand
inline constexpr Sourced kSupportHold_s         {3.0, 2.0, 5.0, Evidence::Assumed, "", "effect: shorter palms from below are not support"};
inline constexpr Sourced kSupportArc_rad        {1.05, 0.8, 1.3, Evidence::Assumed, "", "effect: support lies within 60 degrees of 6 o'clock"};
inline constexpr Sourced kSupportRadius_m       {0.030, 0.02, 0.04, Evidence::Assumed, "", "effect: support lies farther out than this"};
inline constexpr Sourced kSupportDrift_m        {0.010, 0.008, 0.02, Evidence::Assumed, "", "effect: a palm that travels farther does not support"};
inline constexpr Sourced kNippleTouch_s         {0.30, 0.2, 0.5, Evidence::Assumed, "", "effect: shorter brushes of the nipple are passed over"};
inline constexpr Sourced kNipplePause_s         {3.0, 2.0, 5.0, Evidence::Assumed, "", "effect: a longer pause ends the nipple touch"};
inline constexpr Sourced kNippleEdge_m          {0.001, 0.0, 0.003, Evidence::Assumed, "", "effect: a contact centre nearer than this is on the nipple"};
// clang-format on

}  // namespace lac::technique
