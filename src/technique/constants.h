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
inline constexpr Sourced kPalmArea_m2           {1.1e-3, 1e-3, 2e-3, Evidence::Assumed, "", "effect: a larger contact is a palm, not fingertips (three pads at 5 N: 9.3 cm2, a palm at 10 N: 26)"};
inline constexpr Sourced kHintedPalmArea_m2     {3e-4, 2e-4, 6e-4, Evidence::Assumed, "", "effect: as kPalmArea_m2 where the hand is also held flat"};

// ring
inline constexpr Sourced kRingRadius_m          {0.035, 0.030, 0.040, Evidence::Assumed, "", "effect: tips farther out are no ring at the nipple base; the softened zone is 25-51 mm wide (cotterman-handout)"};
inline constexpr Sourced kRingTips              {4, 4, 5, Evidence::Assumed, "", "effect: fewer tips are no ring; sources use 5 to 8"};
inline constexpr Sourced kRingGap_rad           {2.27, 2.0, 2.6, Evidence::Assumed, "", "effect: a wider empty arc between tips is no ring (130 degrees)"};
inline constexpr Sourced kRingHold_s            {3.0, 2.0, 5.0, Evidence::Assumed, "", "effect: shorter ring presses are not claimed at all; packs mark the length"};
inline constexpr Sourced kRingDrift_m           {0.015, 0.010, 0.020, Evidence::Assumed, "", "effect: a ring that wanders farther starts a new hold"};
inline constexpr Sourced kRingPause_s           {0.5, 0.3, 1.0, Evidence::Assumed, "", "effect: a shorter gap does not end the hold"};

inline constexpr Sourced kFlowerTips            {5, 5, 5, Evidence::Assumed, "", "effect: a ring of at most this many tips of one hand is a flower (cotterman-handout)"};
inline constexpr Sourced kInward_frac           {0.35, 0.2, 0.5, Evidence::Assumed, "", "effect: fingers that press less of their load toward the chest wall than this grip, they do not soften"};
inline constexpr Sourced kSidesDrift_m          {0.008, 0.005, 0.012, Evidence::Assumed, "", "effect: straight fingers or thumbs that go farther than this move, they do not hold"};
inline constexpr Sourced kSettle_s              {0.20, 0.1, 0.4, Evidence::Assumed, "", "effect: time constant of the place a hand is at; tremor averages out"};
inline constexpr Sourced kQuarter_rad           {0.79, 0.6, 1.0, Evidence::Assumed, "", "effect: pairs of sides this far apart are the two steps of a two-step softening"};

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
inline constexpr Sourced kToldAfter_s           {1.0, 0.5, 2.0, Evidence::Assumed, "", "effect: how long the manner of a cycle that has ended is still told; only words on screen"};
inline constexpr Sourced kCyclesLeast           {2, 2, 3, Evidence::Assumed, "", "effect: fewer cycles are not claimed"};
inline constexpr Sourced kClose_m               {0.002, 0.001, 0.004, Evidence::Assumed, "", "effect: pads that come this much nearer compress"};
inline constexpr Sourced kLateral_frac          {0.60, 0.5, 0.7, Evidence::Assumed, "", "effect: a load this much sideways compresses"};
inline constexpr Sourced kRoll_m                {0.003, 0.002, 0.004, Evidence::Assumed, "", "effect: contact must travel this far over the skin without slip to be a roll"};
inline constexpr Sourced kSlide_m               {0.005, 0.004, 0.008, Evidence::Assumed, "", "effect: more slip in one loaded cycle is a slide (techniques.md 2.19, a design figure)"};
inline constexpr Sourced kPosition_rad          {0.35, 0.26, 0.45, Evidence::Assumed, "", "effect: pad pairs this far apart are two positions; 12/6 and 1/7 are 0.52 apart (honorhealth-2018)"};
inline constexpr Sourced kCompressionHold_s     {6.0, 5.0, 10.0, Evidence::Assumed, "", "effect: shorter pinches of the areola are not areolar compression"};

inline constexpr Sourced kClosing_s             {1.5, 1.0, 2.5, Evidence::Assumed, "", "effect: slip in this time after a load begins is the closing of the pads, not a slide of a compression"};

// presses
inline constexpr Sourced kPressPeak_N           {0.30, 0.2, 0.5, Evidence::Assumed, "", "effect: lighter touches are not palpation"};
inline constexpr Sourced kPressShort_s          {0.25, 0.2, 0.4, Evidence::Assumed, "", "effect: shorter touches are taps"};
inline constexpr Sourced kPressLong_s           {4.0, 3.0, 5.0, Evidence::Assumed, "", "effect: from here a press is a pitting test"};
inline constexpr Sourced kPitLongest_s          {40.0, 30.0, 60.0, Evidence::Assumed, "", "effect: a longer press is no pitting test"};
inline constexpr Sourced kPitMost_N             {6.00, 5.0, 8.0, Evidence::Assumed, "", "effect: a harder press digs; its dent tells nothing of swelling (expression in an engorged breast: 1-3 N a pad, assumed)"};
inline constexpr Sourced kPressDrift_m          {0.010, 0.008, 0.015, Evidence::Assumed, "", "effect: a finger that travels farther does not press, it strokes"};
inline constexpr Sourced kPlace_m               {0.015, 0.010, 0.025, Evidence::Assumed, "", "effect: presses farther apart are at two places"};
inline constexpr Sourced kPalpationPause_s      {60.0, 12.0, 120.0, Evidence::Assumed, "", "effect: a longer pause ends the palpation; who feels several places says between them what is felt, or reads the next step"};
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
inline constexpr Sourced kLoneTurn_frac         {0.60, 0.5, 0.8, Evidence::Assumed, "", "effect: of a single turn so much is seen by the waypoints; less is no circle"};
inline constexpr Sourced kLoneCorner_rad        {1.30, 1.0, 1.6, Evidence::Assumed, "", "effect: a way with a sharper corner went to and fro, it did not circle"};
inline constexpr Sourced kLoneGap_frac          {0.60, 0.4, 0.8, Evidence::Assumed, "", "effect: a single turn whose hand ends farther from its beginning, in diameters, is no circle"};
inline constexpr Sourced kCircleLong_s          {6.0, 4.0, 8.0, Evidence::Assumed, "", "effect: slower turns are no circles"};
inline constexpr Sourced kCirclesLeast          {3, 2, 4, Evidence::Assumed, "", "effect: fewer circles are not claimed"};
inline constexpr Sourced kOverLump_m            {0.025, 0.018, 0.035, Evidence::Assumed, "", "effect: a circle whose middle is farther from the lump that was felt does not go over it; lumps are about this wide"};
inline constexpr Sourced kCirclesGap_s          {6.0, 4.0, 10.0, Evidence::Assumed, "", "effect: a longer pause ends the circles"};

// rhythm of taps and fists
inline constexpr Sourced kTapLong_s             {0.32, 0.25, 0.40, Evidence::Assumed, "", "effect: longer touches are presses, not taps"};
inline constexpr Sourced kTapGap_s              {1.00, 0.7, 1.5, Evidence::Assumed, "", "effect: taps farther apart are single touches"};
inline constexpr Sourced kTapsLeast             {5, 4, 8, Evidence::Assumed, "", "effect: fewer taps are not claimed"};
inline constexpr Sourced kTapTravel_m           {0.008, 0.005, 0.012, Evidence::Assumed, "", "effect: a touch that travels farther brushes, it does not tap"};
inline constexpr Sourced kTapFast_Hz            {8.0, 7.0, 12.0, Evidence::Assumed, "", "effect: contact that comes and goes faster than fingers can tap is chatter of a moving hand"};
inline constexpr Sourced kPushRise_N            {0.40, 0.3, 0.8, Evidence::Assumed, "", "effect: a fist's load must rise by this to push"};
inline constexpr Sourced kPushLong_s            {4.00, 3.0, 6.0, Evidence::Assumed, "", "effect: longer pushes lean, they do not knead"};
inline constexpr Sourced kPushTravel_m          {0.020, 0.015, 0.030, Evidence::Assumed, "", "effect: a load that travels farther strokes, it does not knead"};
inline constexpr Sourced kPushGap_s             {4.00, 3.0, 6.0, Evidence::Assumed, "", "effect: a longer interval ends the kneading"};
inline constexpr Sourced kPushesLeast           {3, 3, 5, Evidence::Assumed, "", "effect: fewer pushes are not claimed"};

// roll
inline constexpr Sourced kRollSides_rad         {2.09, 1.8, 2.5, Evidence::Assumed, "", "effect: palms less than 120 degrees apart round the nipple do not roll the breast between them"};
inline constexpr Sourced kRollRadius_m          {0.020, 0.015, 0.030, Evidence::Assumed, "", "effect: palms nearer to the nipple lie on it, not beside it"};
inline constexpr Sourced kRollWay_m             {0.012, 0.008, 0.020, Evidence::Assumed, "", "effect: shorter ways to and fro are not rolls"};
inline constexpr Sourced kRollTurn_m            {0.004, 0.003, 0.008, Evidence::Assumed, "", "effect: coming back this far is a turn, less is tremor"};
inline constexpr Sourced kRollWaysLeast         {4, 4, 6, Evidence::Assumed, "", "effect: fewer ways (two to and fro) are not claimed"};
inline constexpr Sourced kRollWay_s             {5.0, 4.0, 8.0, Evidence::Assumed, "", "effect: a slower way moves a hand, it does not roll; the source rolls continuously (biancuzzo-11)"};
inline constexpr Sourced kUpright_cos           {0.707, 0.6, 0.87, Evidence::Assumed, "", "effect: ways within 45 degrees of the body's length are top-bottom, the others side-side"};

// hold of one hand while the other works
inline constexpr Sourced kHoldLeast_s           {4.0, 3.0, 6.0, Evidence::Assumed, "", "effect: shorter holds are not claimed"};
inline constexpr Sourced kHoldDrift_m           {0.010, 0.008, 0.015, Evidence::Assumed, "", "effect: a hand that goes farther does not hold"};
inline constexpr Sourced kHoldRadius_m          {0.025, 0.020, 0.035, Evidence::Assumed, "", "effect: a hold nearer to the nipple is not behind anything"};
inline constexpr Sourced kHoldBusy_frac         {0.40, 0.3, 0.6, Evidence::Assumed, "", "effect: share of the hold in which the other hand must work"};
inline constexpr Sourced kBusyMemory_s          {2.5, 1.5, 4.0, Evidence::Assumed, "", "effect: pauses of the working hand up to this still count as work"};
inline constexpr Sourced kBusySwing_N           {0.30, 0.2, 0.5, Evidence::Assumed, "", "effect: a load that swings by this is work"};
inline constexpr Sourced kBusySwing_frac        {0.40, 0.3, 0.6, Evidence::Assumed, "", "effect: and by this share of itself; less is an unsteady press"};
inline constexpr Sourced kBusyMove_m            {0.008, 0.005, 0.012, Evidence::Assumed, "", "effect: a hand that goes this far from where it stood is at work"};

// devices, packs
inline constexpr Sourced kVacuumSeen_Pa         {1000, 500, 2000, Evidence::Assumed, "", "effect: less vacuum is no pumping"};
inline constexpr Sourced kDeviceLeast_s         {1.0, 0.5, 3.0, Evidence::Assumed, "", "effect: a device that runs shorter is passed over"};
inline constexpr Sourced kDevicePause_s         {4.0, 2.0, 8.0, Evidence::Assumed, "", "effect: a longer pause ends the use of a device"};
inline constexpr Sourced kOilSeen_frac          {0.05, 0.02, 0.1, Evidence::Assumed, "", "effect: a thinner film is not seen"};

// how hard, as the sources say it: skin-stretch, gentle, firm (techniques.md 2.0: design figures)
inline constexpr Sourced kSkinStretch_Pa        {4e3, 3e3, 5e3, Evidence::Assumed, "", "effect: mean pressure up to this is skin-stretch"};
inline constexpr Sourced kGentle_Pa             {1e4, 8e3, 1.2e4, Evidence::Assumed, "", "effect: mean pressure up to this is gentle, above it firm"};
inline constexpr Sourced kPainRise              {2.0, 1.5, 3.0, Evidence::Assumed, "", "effect: a number or face this far above rest makes it painful (decisions.md)"};
inline constexpr Sourced kPainLasts_s           {0.5, 0.3, 1.0, Evidence::Assumed, "", "effect: a shorter grimace is passed over"};

// coverage
inline constexpr Sourced kMapInner_m            {0.030, 0.020, 0.035, Evidence::Assumed, "", "effect: border of the coverage map's first ring, about the areola's edge"};
inline constexpr Sourced kMapOuter_m            {0.060, 0.050, 0.075, Evidence::Assumed, "", "effect: border between its middle and outer ring"};
inline constexpr Sourced kMapDwell_s            {0.4, 0.2, 1.0, Evidence::Assumed, "", "effect: a place visited shorter is not covered"};
inline constexpr Sourced kNodesBefore_s         {600, 300, 1200, Evidence::Assumed, "", "effect: circles on a node area open it for sweeps that begin within this time"};

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
