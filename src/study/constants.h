#pragma once
#include "base/sourced.h"

/// Numbers of studies that belong to no model: what stands in for the tissue when its pressures are
/// prescribed, and the spreads that patients are drawn from.
namespace lac::study {

// clang-format off
// transmission (physiology notes 2, 3): what finite elements supply otherwise
inline constexpr Sourced kVacuumLastSegment_frac {0.30, 0.2, 0.4, Evidence::Assumed, "", "share of the vacuum in the tissue round the last duct segment; effect: pores stay open"};
inline constexpr Sourced kVacuumDeep_frac        {0.03, 0.0, 0.06, Evidence::Assumed, "", "share of it round the other segments; effect: without it and the weaker stimulus -190 and -100 mmHg are equal"};
inline constexpr Sourced kPadToDuct_frac         {0.5, 0.3, 0.7, Evidence::Assumed, "", "two opposed pads, ducts 10-12 mm deep; effect: pressure at the ducts of a given force"};
inline constexpr Sourced kOnLobe_frac            {0.3, 0.1, 0.5, Evidence::Assumed, "", "share of it at the lobe's alveoli; effect: milk pushed out of the lobe itself"};
inline constexpr Sourced kBand_m                 {6e-3, 4e-3, 10e-3, Evidence::Assumed, "", "SD of the pressed band along the ducts; effect: how local a squeeze is"};
inline constexpr Sourced kBehindRoll_frac        {0.8, 0.5, 1.0, Evidence::Assumed, "", "pressure kept behind a roll; effect: a roll's worth over a squeeze"};
inline constexpr Sourced kSlide_frac             {0.25, 0.1, 0.5, Evidence::Assumed, "", "pressure of a slide over that of a roll; effect: a slide gives less"};
inline constexpr Sourced kSkinLayer_m            {1e-3, 0.5e-3, 3e-3, Evidence::Assumed, "", "least depth at which a pressure is read; effect: none below the skin"};
// finger pads
inline constexpr Sourced kPadArea_m2             {1.2e-4, 1.0e-4, 1.4e-4, Evidence::Assumed, "", "[F1] at 1 N on a rigid flat; effect: pressure of a finger"};
inline constexpr Sourced kPadAreaExponent        {0.3, 0.2, 0.4, Evidence::Assumed, "", "[F1] area grows with force to this power; effect: 10 N on 24 cm2 more"};
inline constexpr Sourced kPadOnSoft              {1.75, 1.5, 2.0, Evidence::Assumed, "", "[F1] times that area on soft tissue; effect: pressure of a finger"};
inline constexpr Sourced kPadPeak                {2.0, 1.5, 2.0, Evidence::OtherTissue, "Paw99", "[F2] peak over mean of a pad, an inverted paraboloid; range assumed"};
inline constexpr Sourced kRingInner_m            {8e-3, 6e-3, 10e-3, Evidence::Assumed, "", "ring at the nipple base; effect: none"};
inline constexpr Sourced kRingOuter_m            {20e-3, 16e-3, 25e-3, Evidence::Assumed, "", "and its outer edge, of the notes' ring; effect: zone that is softened"};
inline constexpr Sourced kPlateArea_m2           {90e-4, 80e-4, 100e-4, Evidence::NonLactatingHuman, "dGr13", "[F15] contact of a compression plate; effect: pain under plates"};
// two breasts, one let-down
inline constexpr Sourced kSecondNipple           {0.2, 0.0, 0.5, Evidence::Assumed, "", "of the weaker nipple's stimulus, added; effect: both breasts pumped at once let down sooner"};
// interstitial pressure without excess
inline constexpr Sourced kRestInterstitial_Pa    {-39.9966, -53.3, 66.7, Evidence::NonLactatingHuman, "Nat94", "[E1.1] -0.3 +- 0.1 SE mmHg, normal parenchyma"};
// spreads (physiology.md 10)
inline constexpr Sourced kCapacityMedian_m3      {190e-6, 74e-6, 606e-6, Evidence::LactatingHuman, "Med", "population of storage capacities; range of two cohorts"};
inline constexpr Sourced kCapacityCv             {0.45, 0.3, 0.6, Evidence::Assumed, "", "effect: spread of yields"};
inline constexpr Sourced kLobes                  {9.4, 4.0, 18.0, Evidence::LactatingHuman, "Ram05", "[B1] main ducts; range"};
inline constexpr Sourced kLobesSd                {2.9, 2.9, 2.9, Evidence::LactatingHuman, "Ram05", "[B1] their SD"};
inline constexpr Sourced kVolumeMedian_m3        {650e-6, 350e-6, 1400e-6, Evidence::Assumed, "", "[A5.5] drained tissue; effect: size alone"};
inline constexpr Sourced kVolumeCv               {0.3, 0.2, 0.4, Evidence::Assumed, "", "effect: spread of sizes"};
inline constexpr Sourced kEjectionSpread_frac    {0.4, 0.4, 0.4, Evidence::Assumed, "", "P_act, uniform within this; effect: spread of yields"};
inline constexpr Sourced kLatencyCv              {0.5, 0.2, 0.5, Evidence::Assumed, "", "of the pulse rate; effect: latency 30-240 s"};
inline constexpr Sourced kLatencyFold            {2.5, 2.0, 3.0, Evidence::Assumed, "", "pulse rates stay within this of the median; effect: latency 30-240 s"};
inline constexpr Sourced kPatternDoseCv          {0.35, 0.2, 0.5, Evidence::Assumed, "", "[D13] of a mother's pulses, peaks are 5-20 pg/mL; effect: weak pulses do not let down"};
inline constexpr Sourced kPatternDose            {1.0, 0.4, 2.5, Evidence::Assumed, "", "and their range; effect: none beyond"};
inline constexpr Sourced kFatCv                  {0.10, 0.0, 0.19, Evidence::Assumed, "", "of s_m; with how differently women are emptied it makes the 0.19 that a day's fat has [C5.3]; effect: spread of fat"};
inline constexpr Sourced kFatRange               {0.72, 0.5, 1.2, Evidence::Assumed, "", "[C5.5] s_m; effect: fat in proportion"};
inline constexpr Sourced kAppetiteCv             {0.6, 0.2, 0.6, Evidence::Assumed, "", "[C1.6] of a baby's hunger from feed to feed, feeds are 0-240 mL; effect: more let-downs go with more milk"};
inline constexpr Sourced kAppetiteFold           {2.5, 2.0, 4.0, Evidence::Assumed, "", "a feed's hunger stays within this of the usual; effect: none beyond"};
inline constexpr Sourced kVacuum_Pa              {25.3e3, 10.7e3, 40.0e3, Evidence::LactatingHuman, "Ken08", "[F19] comfortable, mean 190 mmHg; range 80-300"};
inline constexpr Sourced kVacuumSd_Pa            {5.6e3, 5.6e3, 5.6e3, Evidence::LactatingHuman, "Ken08", "[F19] 42 mmHg, from its SE"};
inline constexpr Sourced kFullnessCv             {0.12, 0.0, 0.25, Evidence::Assumed, "", "of the start fullness; effect: spread of yields"};
inline constexpr Sourced kMostFullness           {1.05, 1.0, 1.1, Evidence::Assumed, "", "a drawn start is never fuller; effect: no leak at the start"};
// clang-format on

inline constexpr NamedConstant kConstants[] = {
    {"vacuum, last segment", kVacuumLastSegment_frac},
    {"vacuum, deep", kVacuumDeep_frac},
    {"pad to duct", kPadToDuct_frac},
    {"on the lobe", kOnLobe_frac},
    {"band", kBand_m},
    {"behind a roll", kBehindRoll_frac},
    {"slide", kSlide_frac},
    {"skin layer", kSkinLayer_m},
    {"pad area", kPadArea_m2},
    {"pad area exponent", kPadAreaExponent},
    {"pad on soft tissue", kPadOnSoft},
    {"pad peak", kPadPeak},
    {"ring, inner", kRingInner_m},
    {"ring, outer", kRingOuter_m},
    {"plate area", kPlateArea_m2},
    {"second nipple", kSecondNipple},
    {"rest interstitial pressure", kRestInterstitial_Pa},
    {"capacity median", kCapacityMedian_m3},
    {"capacity spread", kCapacityCv},
    {"lobes", kLobes},
    {"lobes spread", kLobesSd},
    {"volume median", kVolumeMedian_m3},
    {"volume spread", kVolumeCv},
    {"ejection spread", kEjectionSpread_frac},
    {"latency spread", kLatencyCv},
    {"latency fold", kLatencyFold},
    {"pattern dose spread", kPatternDoseCv},
    {"pattern dose", kPatternDose},
    {"fat spread", kFatCv},
    {"fat range", kFatRange},
    {"appetite spread", kAppetiteCv},
    {"appetite fold", kAppetiteFold},
    {"vacuum", kVacuum_Pa},
    {"vacuum spread", kVacuumSd_Pa},
    {"fullness spread", kFullnessCv},
    {"most fullness", kMostFullness},
};

}  // namespace lac::study
