#pragma once
#include "base/sourced.h"

/// The numbers of one breast's own physiology: supply, warmth, suction, red flags. Bracketed rows:
/// the evidence tables named in MODEL.md. low..high: the range to vary over.
namespace lac::physiology {

// clang-format off
// supply
inline constexpr Sourced kSupplyTrend_s              {5.0 * 86400.0, 3.0 * 86400.0, 7.0 * 86400.0, Evidence::Assumed, "", "tau_s; effect: supply follows drainage over days"};
inline constexpr Sourced kSupplySetpoint_frac        {0.67, 0.55, 0.75, Evidence::Assumed, "", "mean emptying at which supply holds; effect: 6-8 feeds a day keep it level"};
inline constexpr Sourced kSupplyMemory_s             {86400.0, 43200.0, 172800.0, Evidence::Assumed, "", "over which emptying is averaged; effect: one missed feed does little"};
inline constexpr Sourced kSupplyLeast                {0.26, 0.1, 0.5, Evidence::Assumed, "", "[C1.4] 5 of 19 mL/h; effect: bounds the trend"};
inline constexpr Sourced kSupplyMost                 {2.9, 2.0, 3.0, Evidence::Assumed, "", "[C1.4] 56 of 19 mL/h; effect: bounds the trend"};
inline constexpr Sourced kActivationDay              {2.7, 2.0, 3.5, Evidence::Assumed, "", "[C4.2, E3.1] days after birth when milk has half come in; effect: colostrum before, fullness after"};
inline constexpr Sourced kActivationWidth_day        {0.4, 0.25, 0.6, Evidence::Assumed, "", "how fast it comes in; effect: 1 day holds 1-2 % of full synthesis"};
// warmth and cold
inline constexpr Sourced kSkinTemperature_degC       {33.0, 31.5, 34.5, Evidence::Assumed, "", "skin of a covered breast; effect: zero of all that warmth does"};
inline constexpr Sourced kGlandTemperature_degC      {36.5, 36.0, 37.0, Evidence::Assumed, "", "2-3 cm deep; effect: milk is as thin as at 37 degC"};
inline constexpr Sourced kPackGrip_frac              {0.8, 0.6, 0.95, Evidence::Assumed, "", "skin under a pack comes this near to it; effect: a 40 degC pack gives 38.6 degC skin"};
inline constexpr Sourced kPackOnset_s                {120.0, 60.0, 240.0, Evidence::Assumed, "", "skin under a pack; effect: warm within five minutes"};
inline constexpr Sourced kPackFading_s               {420.0, 240.0, 900.0, Evidence::Assumed, "", "skin after a pack; effect: a pack works on for some minutes"};
inline constexpr Sourced kGlandReach_frac            {0.35, 0.2, 0.5, Evidence::Assumed, "", "of the skin's change that reaches the gland; effect: milk 2 degC warmer at most"};
inline constexpr Sourced kGlandWarming_s             {600.0, 300.0, 1200.0, Evidence::Assumed, "", "effect: short packs stay in the skin"};
inline constexpr Sourced kVasomotion_Pa_per_degC     {83.0, 40.0, 120.0, Evidence::Assumed, "", "[E1.8] capillary pressure with skin temperature, +5 mmHg at +8 degC; effect: warmth filters more"};
inline constexpr Sourced kVasomotionMost_Pa          {800.0, 500.0, 1000.0, Evidence::Assumed, "", "effect: bounds filtration under warmth"};
inline constexpr Sourced kVasomotionLeast_Pa         {-500.0, -800.0, -300.0, Evidence::Assumed, "", "effect: bounds what cold saves"};
inline constexpr Sourced kVenous_per_degC            {0.03, 0.01, 0.05, Evidence::Assumed, "", "venous blood with skin temperature; effect: cold makes a breast a little smaller"};
inline constexpr Sourced kCollector_per_degC         {0.06, 0.02, 0.12, Evidence::Assumed, "", "[E2.13] contraction rate with skin temperature, direction only is known; effect: small on lymph"};
inline constexpr Sourced kColdRelief_per_degC        {0.01, 0.0, 0.02, Evidence::Assumed, "", "pain threshold gained per degC below; effect: a cold pack eases"};
inline constexpr Sourced kWarmRelief_per_degC        {0.006, 0.0, 0.015, Evidence::Assumed, "", "and above, up to kTooHot; effect: mild warmth eases"};
inline constexpr Sourced kTooHot_degC                {42.0, 41.0, 44.0, Evidence::Assumed, "", "skin hotter than this hurts; effect: a too hot pack is felt"};
inline constexpr Sourced kHotPain_per_degC           {1.0, 0.5, 2.0, Evidence::Assumed, "", "pain drive per degC above; effect: 44 degC makes her pull away"};
// suction
inline constexpr Sourced kPumpPulse_s                {0.7, 0.6, 0.8, Evidence::LactatingHuman, "vacuum-2019", "[C2.4] best single pulse: 190 mmHg, 0.7 s, 1/s; range assumed"};
inline constexpr Sourced kPumpRate_Hz                {1.0, 0.9, 1.3, Evidence::LactatingHuman, "vacuum-2019", "[C2.4-C2.5]"};
inline constexpr Sourced kInfantPeak_Pa              {19.3e3, 11.6e3, 27.0e3, Evidence::LactatingHuman, "geddes-2008", "[C3.1] -145 +- 58 mmHg, n 20"};
inline constexpr Sourced kInfantBase_Pa              {4.1e3, 2.0e3, 6.0e3, Evidence::LactatingHuman, "geddes-2012", "[C3.2] -31 mmHg; range assumed"};
inline constexpr Sourced kInfantRate_Hz              {1.1, 0.8, 1.5, Evidence::Assumed, "", "sucks a second while milk flows; effect: mean vacuum"};
inline constexpr Sourced kInfantRise_frac            {0.2, 0.1, 0.3, Evidence::Assumed, "", "[C3.3] fast onset, direction only; effect: mean vacuum"};
inline constexpr Sourced kInfantHold_frac            {0.1, 0.0, 0.2, Evidence::Assumed, "", "effect: mean vacuum"};
inline constexpr Sourced kInfantFall_frac            {0.5, 0.4, 0.6, Evidence::Assumed, "", "[C3.3] slower release; effect: mean vacuum"};
inline constexpr Sourced kInfantFade_frac            {0.35, 0.2, 0.5, Evidence::Assumed, "", "[C3.3] of the peak, lost through the feed, direction only; effect: later milk comes by let-down"};
inline constexpr Sourced kInfantFade_s               {400.0, 200.0, 800.0, Evidence::Assumed, "", "effect: how soon the suction weakens"};
inline constexpr Sourced kInfantBurst                {20.0, 10.0, 40.0, Evidence::Assumed, "", "sucks in a row; effect: mean vacuum"};
inline constexpr Sourced kInfantPause                {5.0, 2.0, 10.0, Evidence::Assumed, "", "sucks of rest after them, base vacuum kept; effect: mean vacuum"};
inline constexpr Sourced kShieldVacuum_frac          {0.45, 0.3, 0.6, Evidence::Assumed, "", "[C2.7] of the vacuum that passes a nipple shield; effect: little by itself, the flow is limited at its source"};
inline constexpr Sourced kShieldStimulus_frac        {0.28, 0.2, 0.6, Evidence::Assumed, "", "[C2.7] of the stimulus that passes it; effect: later and fewer ejections"};
inline constexpr Sourced kFlangeGap_m                {4e-3, 2e-3, 6e-3, Evidence::Assumed, "", "tunnel wider than the nipple by this does not pinch; effect: a tight flange presses the ducts"};
inline constexpr Sourced kFlangeRim_frac             {0.3, 0.1, 0.6, Evidence::Assumed, "", "of the vacuum, pressed on the superficial ducts by a tunnel as narrow as the nipple; effect: less drains"};
inline constexpr Sourced kFlangeSteep_frac           {0.04, 0.0, 0.1, Evidence::Assumed, "", "[C2.6] the same of a 90 degree cone against 105; effect: drainage -4 %"};
inline constexpr Sourced kVibrationGate_frac         {0.1, 0.0, 0.3, Evidence::Assumed, "", "pain drive taken off under a vibrating massager; effect: a little easier"};
// red flags: what a severity of 1 shows
inline constexpr Sourced kInflamedWarmth_degC        {2.5, 1.0, 4.0, Evidence::Assumed, "", "skin over inflammation; effect: felt by the back of a hand"};
inline constexpr Sourced kInflamedThreshold_frac     {0.25, 0.2, 0.5, Evidence::Assumed, "", "[F18] pain threshold there; effect: touch hurts"};
inline constexpr Sourced kInflamedFirmness           {2.5, 1.5, 4.0, Evidence::Assumed, "", "times the firmness of tissue near it; effect: a firm wedge"};
inline constexpr Sourced kInflamedBuild_s            {6.0 * 3600.0, 3.0 * 3600.0, 24.0 * 3600.0, Evidence::Assumed, "", "injury to inflammation; effect: forceful massage shows within the day"};
inline constexpr Sourced kInflamedHeal_s             {3.0 * 86400.0, 86400.0, 7.0 * 86400.0, Evidence::Assumed, "", "effect: days to settle"};
inline constexpr Sourced kAbscessThreshold_frac      {0.2, 0.15, 0.3, Evidence::Assumed, "", "[F18]; effect: do not press"};
inline constexpr Sourced kDeviceDose_Pa_s            {4.0e6, 2.0e6, 8.0e6, Evidence::Assumed, "", "suction above the comfortable times time that injures a nipple; effect: 10 min at 50 mmHg above"};
inline constexpr Sourced kDeviceThreshold_frac       {0.2, 0.15, 0.3, Evidence::Assumed, "", "[F18] sore nipple; effect: latch and pump hurt"};
// before birth
inline constexpr Sourced kContractionRate_per_s      {1.0 / 1200.0, 1.0 / 3600.0, 1.0 / 600.0, Evidence::Assumed, "", "contractions of the womb per 10 pg/mL of oxytocin above base; effect: stroking a nipple before birth tightens the belly"};
inline constexpr Sourced kContractionBase_per_s      {1.0 / 7200.0, 0.0, 1.0 / 3600.0, Evidence::Assumed, "", "without stimulation near term; effect: a rare tightening"};
inline constexpr Sourced kContractionLength_s        {50.0, 30.0, 90.0, Evidence::Assumed, "", "effect: how long she holds her belly"};
// clang-format on

inline constexpr NamedConstant kGlandConstants[] = {
    {"supply trend", kSupplyTrend_s},
    {"supply setpoint", kSupplySetpoint_frac},
    {"supply memory", kSupplyMemory_s},
    {"least supply", kSupplyLeast},
    {"most supply", kSupplyMost},
    {"activation day", kActivationDay},
    {"activation width", kActivationWidth_day},
    {"skin temperature", kSkinTemperature_degC},
    {"gland temperature", kGlandTemperature_degC},
    {"pack grip", kPackGrip_frac},
    {"pack onset", kPackOnset_s},
    {"pack fading", kPackFading_s},
    {"gland reach", kGlandReach_frac},
    {"gland warming", kGlandWarming_s},
    {"vasomotion", kVasomotion_Pa_per_degC},
    {"most vasomotion", kVasomotionMost_Pa},
    {"least vasomotion", kVasomotionLeast_Pa},
    {"venous by warmth", kVenous_per_degC},
    {"collectors by warmth", kCollector_per_degC},
    {"cold relief", kColdRelief_per_degC},
    {"warm relief", kWarmRelief_per_degC},
    {"too hot", kTooHot_degC},
    {"heat pain", kHotPain_per_degC},
    {"pump pulse", kPumpPulse_s},
    {"pump rate", kPumpRate_Hz},
    {"infant peak", kInfantPeak_Pa},
    {"infant base", kInfantBase_Pa},
    {"infant rate", kInfantRate_Hz},
    {"infant rise", kInfantRise_frac},
    {"infant hold", kInfantHold_frac},
    {"infant fall", kInfantFall_frac},
    {"infant fading", kInfantFade_frac},
    {"infant fading time", kInfantFade_s},
    {"infant burst", kInfantBurst},
    {"infant pause", kInfantPause},
    {"shield vacuum", kShieldVacuum_frac},
    {"shield stimulus", kShieldStimulus_frac},
    {"flange gap", kFlangeGap_m},
    {"flange rim", kFlangeRim_frac},
    {"steep flange", kFlangeSteep_frac},
    {"vibration gate", kVibrationGate_frac},
    {"inflamed warmth", kInflamedWarmth_degC},
    {"inflamed threshold", kInflamedThreshold_frac},
    {"inflamed firmness", kInflamedFirmness},
    {"inflammation builds", kInflamedBuild_s},
    {"inflammation heals", kInflamedHeal_s},
    {"abscess threshold", kAbscessThreshold_frac},
    {"device dose", kDeviceDose_Pa_s},
    {"device threshold", kDeviceThreshold_frac},
    {"contraction rate", kContractionRate_per_s},
    {"contraction base", kContractionBase_per_s},
    {"contraction length", kContractionLength_s},
};

}  // namespace lac::physiology
