#pragma once
#include "base/sourced.h"

/// The numbers of let-down, comfort and synthesis. Bracketed rows: the evidence tables named in
/// MODEL.md. low..high: the range to vary over, unless the note says otherwise.
namespace lac::physiology {

// clang-format off
// oxytocin in plasma and at the gland
inline constexpr Sourced kClearance_m3_per_s         {1.5e-3 / 60.0, 1.2e-3 / 60.0, 1.8e-3 / 60.0, Evidence::OtherTissue, "oxytocin-kinetics", "[D11] women and men, i.v. bolus"};
inline constexpr Sourced kCentral_m3                 {6.9e-3, 5.0e-3, 10e-3, Evidence::Assumed, "", "[D12] computed from D10 and D11; effect: half-life and pulse height"};
inline constexpr Sourced kPeripheral_m3              {2.5e-3, 1.0e-3, 3.0e-3, Evidence::Assumed, "", "fitted to 4.8 min after an infusion [D10]; with the central volume 8-10 L, two thirds of the extracellular [D12]; effect: how long an infusion lingers"};
inline constexpr Sourced kExchange_m3_per_s          {0.3e-3 / 60.0, 0.1e-3 / 60.0, 0.5e-3 / 60.0, Evidence::Assumed, "", "fitted with it; effect: half of it, 3.2 and 4.4 min instead of 3.5 and 4.6, slopes over 15 min"};
inline constexpr Sourced kBaseline_pg_per_mL         {2.0, 1.0, 5.0, Evidence::Assumed, "", "[D13] extracted RIA, not re-read; effect: none on let-down, which answers to the rise"};
inline constexpr Sourced kDose_ng                    {70.0, 40.0, 120.0, Evidence::Assumed, "", "[D13] median of a pulse, +10 pg/mL; effect: strength and length of an ejection"};
inline constexpr Sourced kDoseCv                     {0.35, 0.2, 0.5, Evidence::Assumed, "", "spread of pulses; effect: uneven ejections"};
inline constexpr Sourced kRelease_s                  {40.0, 20.0, 60.0, Evidence::LactatingHuman, "lucas-1980", "[D3] some surges under 1 min, n 10"};
inline constexpr Sourced kEarlyBurst_s               {10.0, 5.0, 20.0, Evidence::Assumed, "", "[D2-D3] in the first week a release is two short bursts, later one; effect: none beside their number"};
inline constexpr Sourced kEarlyApart_s               {60.0, 40.0, 80.0, Evidence::Assumed, "", "[D2] from the first burst to the second; effect: five in ten minutes when blood is taken every 20 s"};
inline constexpr Sourced kEarlyDose_frac             {0.6, 0.5, 0.7, Evidence::Assumed, "", "of a release in each of the two; effect: 0.5 lets down as strongly, for longer"};
inline constexpr Sourced kEarlyUntil_day             {7.0, 5.0, 14.0, Evidence::Assumed, "", "[D2] then they merge; effect: pattern of blood samples alone"};
inline constexpr Sourced kEffectDelay_s              {20.0, 10.0, 30.0, Evidence::Assumed, "", "tau_e; effect: latency"};
inline constexpr Sourced kAdaptation_s               {90.0, 60.0, 120.0, Evidence::Assumed, "", "tau_b; effect: an ejection ends though the hormone lasts"};
inline constexpr Sourced kHalfEffect_pg_per_mL       {3.0, 2.5, 3.5, Evidence::Assumed, "", "EC50 above the adapted level; effect: length of an ejection"};
inline constexpr Sourced kEjectionOn                 {0.3, 0.2, 0.4, Evidence::Assumed, "", "contraction that counts as let-down; effect: latency and counts"};
inline constexpr Sourced kEjectionOff                {0.2, 0.1, 0.3, Evidence::Assumed, "", "and as its end; effect: counts"};
inline constexpr Sourced kStrengthLoss_frac          {0.12, 0.10, 0.15, Evidence::Assumed, "", "[C2.2] force lost per ejection; effect: third ejection gives less than the first"};
inline constexpr Sourced kStrengthRecovery_s         {7200.0, 3600.0, 14400.0, Evidence::Assumed, "", "and won back between feeds; effect: none within a session"};
// when the pulses come
inline constexpr Sourced kPulseRate_per_s            {1.0 / 75.0, 1.0 / 100.0, 1.0 / 60.0, Evidence::Assumed, "", "r_max, fitted to 4.3 ejections in 15 min [C2.1]; effect: latency and number"};
inline constexpr Sourced kPulseShape                 {6.0, 4.0, 10.0, Evidence::Assumed, "", "gamma shape of the thresholds; effect: spread of latency"};
inline constexpr Sourced kRefractory_s               {90.0, 60.0, 110.0, Evidence::Assumed, "", "[D16] no pulse for this long after one; effect: ejections 2-4 min apart"};
inline constexpr Sourced kSessionJitter_frac         {0.05, 0.0, 0.1, Evidence::Assumed, "", "[D15] the same mother another day; effect: latency shifts a few seconds"};
inline constexpr Sourced kNippleWeight               {1.0, 0.8, 1.2, Evidence::Assumed, "", "w_n; effect: latency"};
inline constexpr Sourced kStrokeWeight               {0.5, 0.2, 0.7, Evidence::Assumed, "", "[D8-D9] w_s, direction only is known; effect: let-down by warm stroking"};
inline constexpr Sourced kCueWeight                  {0.5, 0.2, 0.6, Evidence::Assumed, "", "[D4] w_c; effect: let-down before touch"};
inline constexpr Sourced kVacuumStimulusExponent     {0.35, 0.2, 0.5, Evidence::Assumed, "", "N = (v/190 mmHg)^this; effect: a weaker pump lets down later"};
inline constexpr Sourced kStimulusMost               {1.2, 1.0, 1.5, Evidence::Assumed, "", "most of any one stimulus; effect: bounds latency"};
inline constexpr Sourced kRollingStimulus            {0.85, 0.6, 1.0, Evidence::Assumed, "", "N of rolling by hand; effect: latency 11-14 % longer than a pump"};
inline constexpr Sourced kFeedStimulus               {1.2, 1.0, 1.2, Evidence::Assumed, "", "N of a baby at the latch; effect: latency at the breast"};
inline constexpr Sourced kFeedTiring_s               {1800.0, 900.0, 3600.0, Evidence::Assumed, "", "[C3.3] and its fading by the baby's tiring; effect: a baby that gets nothing lets go after half an hour"};
inline constexpr Sourced kAppetite_m3                {100e-6, 50e-6, 240e-6, Evidence::Assumed, "", "[C1.6] milk of one breast that contents a baby, feeds are 76 mL, 0 to 240; effect: ejections and milk of a feed"};
inline constexpr Sourced kUrgeFade_s                 {1800.0, 900.0, 3600.0, Evidence::Assumed, "", "urge without stimulus; effect: a pause of an hour starts afresh"};
inline constexpr Sourced kCueFade_s                  {600.0, 300.0, 1200.0, Evidence::Assumed, "", "[D4] a cue that goes on loses its power; effect: one or two pulses before the baby comes"};
inline constexpr Sourced kNoiseInhibition            {0.4, 0.1, 0.8, Evidence::Assumed, "", "[D5] a noisy room, direction only is known; effect: fewer ejections"};
inline constexpr Sourced kPleasantRelief             {0.3, 0.0, 0.5, Evidence::Assumed, "", "share of stress that a pleasant stroke takes; effect: let-down under stress"};
inline constexpr Sourced kPainInhibition             {0.9, 0.5, 0.9, Evidence::Assumed, "", "k_p at NRS 10; effect: NRS 6 costs 0.6 ejections"};
inline constexpr Sourced kPainInhibitionFrom_nrs     {3.0, 2.0, 4.0, Evidence::Assumed, "", "pain that begins to inhibit; effect: mild soreness does not"};
inline constexpr Sourced kStressInhibition           {0.8, 0.2, 1.0, Evidence::Assumed, "", "[D5] k_s, direction only is known; effect: stress 1 halves the ejections"};
inline constexpr Sourced kInhibitionMost             {0.9, 0.8, 1.0, Evidence::Assumed, "", "effect: let-down is never shut off wholly"};
inline constexpr Sourced kInhibition_s               {30.0, 15.0, 60.0, Evidence::Assumed, "", "effect: relief is felt in half a minute"};
// pain
inline constexpr Sourced kPainThreshold_Pa           {200e3, 130e3, 300e3, Evidence::OtherTissue, "chesterton-2003", "[F14, F17] at 1 cm2, hand muscle scaled by 2/3"};
inline constexpr Sourced kPainThresholdArea_m2       {1e-4, 1e-4, 1e-4, Evidence::OtherTissue, "chesterton-2003", "the probe's area, by definition"};
inline constexpr Sourced kPainAreaExponent           {0.56, 0.4, 0.7, Evidence::NonLactatingHuman, "degroot-2013", "[F15, F17] smaller contact, more pain; computed"};
inline constexpr Sourced kShearPain_Pa               {12e3, 8e3, 16e3, Evidence::Assumed, "", "friction while slipping that hurts; effect: a dry drag"};
inline constexpr Sourced kVacuumPain                 {1.4, 1.2, 1.6, Evidence::Assumed, "", "times her comfortable vacuum; effect: NRS at the comfortable maximum"};
inline constexpr Sourced kComfortableVacuum_Pa       {25.4e3, 19.8e3, 31.0e3, Evidence::LactatingHuman, "kent-2008", "[F19] 190.7 +- 42 mmHg, n 23; SD from SE"};
inline constexpr Sourced kPainUp_s                   {1.5, 1.0, 2.5, Evidence::Assumed, "", "effect: how soon she winces"};
inline constexpr Sourced kPainDown_s                 {6.0, 4.0, 10.0, Evidence::Assumed, "", "effect: how long it lingers"};
inline constexpr Sourced kSummationRate_per_s        {0.015, 0.01, 0.02, Evidence::Assumed, "", "threshold lost while it hurts; effect: pain grows under repeated load"};
inline constexpr Sourced kSummationFrom              {0.85, 0.7, 1.0, Evidence::Assumed, "", "drive that sums; effect: 3 N stays tolerable for 10 min"};
inline constexpr Sourced kSummationFloor_frac        {0.6, 0.4, 0.8, Evidence::Assumed, "", "least share of the case's threshold; effect: pain levels off"};
inline constexpr Sourced kSummationRecovery_s        {60.0, 30.0, 120.0, Evidence::Assumed, "", "effect: a pause helps"};
inline constexpr Sourced kRestingHalf_Pa             {3500.0, 2500.0, 5000.0, Evidence::Assumed, "", "tissue pressure of resting NRS 5 where the case states no pain; effect: pain of filling"};
inline constexpr Sourced kNoise_nrs                  {0.25, 0.0, 0.5, Evidence::Assumed, "", "SD of what she says; effect: reports scatter"};
inline constexpr Sourced kNoiseEvery_s               {10.0, 5.0, 20.0, Evidence::Assumed, "", "a new deviation this often; effect: reports do not flicker"};
inline constexpr Sourced kStrokeBest_m_per_s         {0.03, 0.01, 0.10, Evidence::OtherTissue, "loken-2009", "[F10] best speed of a stroke, hairy skin"};
inline constexpr Sourced kStrokeWidth_decade         {0.5, 0.3, 0.7, Evidence::OtherTissue, "loken-2009", "[F10] width of the inverted U in log speed; range assumed"};
inline constexpr Sourced kStrokeLight_N              {0.1, 0.05, 0.2, Evidence::Assumed, "", "[F10-F11] from this force fully pleasant; effect: a hovering hand is not"};
inline constexpr Sourced kStrokeFirm_N               {0.5, 0.3, 3.0, Evidence::Assumed, "", "up to this; effect: pressing is less pleasant"};
inline constexpr Sourced kStrokeDry_frac             {0.6, 0.3, 1.0, Evidence::Assumed, "", "of it without oil where skin is rubbed; effect: oil pleases"};
inline constexpr Sourced kPleasant_s                 {4.0, 2.0, 10.0, Evidence::Assumed, "", "effect: how soon a stroke pleases and fades"};
// the film of oil
inline constexpr Sourced kOilFriction                {0.12, 0.05, 0.2, Evidence::OtherTissue, "derler-2012", "[F9] friction under a whole film; second-hand"};
inline constexpr Sourced kOilWorn                    {0.4, 0.3, 0.5, Evidence::Assumed, "", "[F9] added when the film is worn; effect: a dry drag again"};
inline constexpr Sourced kOilWear_m                  {6.0, 3.0, 12.0, Evidence::Assumed, "", "path slid that takes 63 % of it; effect: some hundred strokes"};
// synthesis and fat
inline constexpr Sourced kSynthesis_m3_per_s         {19e-6 / 3600.0, 5e-6 / 3600.0, 56e-6 / 3600.0, Evidence::LactatingHuman, "kent-1999", "[C1.2-C1.4] S_max, 18.9 mL/h mean; short-term range 0-56"};
inline constexpr Sourced kSynthesisHalf_frac         {0.95, 0.85, 1.0, Evidence::Assumed, "", "F_50; effect: linear refill below 6 h [C1.4]"};
inline constexpr Sourced kSynthesisSteps             {3.0, 2.0, 4.0, Evidence::Assumed, "", "half of the exponent n = 6; effect: how abruptly a full lobe slows"};
inline constexpr Sourced kSynthesisStop_frac         {1.4, 1.3, 1.5, Evidence::Assumed, "", "no synthesis above; effect: no lobe fills to 1.6"};
inline constexpr Sourced kFatConstant_g_per_L        {21.59, 20.0, 23.0, Evidence::LactatingHuman, "daly-1993", "[C5.1] n 5, 154 samples, r2 0.68; range assumed"};
inline constexpr Sourced kFatLinear_g_per_L          {9.38, 8.0, 11.0, Evidence::LactatingHuman, "daly-1993", "[C5.1] range assumed"};
inline constexpr Sourced kFatSquare_g_per_L          {70.99, 65.0, 77.0, Evidence::LactatingHuman, "daly-1993", "[C5.1] range assumed"};
inline constexpr Sourced kFatScale                   {0.72, 0.5, 1.2, Evidence::Assumed, "", "[C5.5] s_m; effect: pooled fat 41 +- 8 g/L [C5.3]"};
// clang-format on

inline constexpr NamedConstant kConstants[] = {
    {"clearance", kClearance_m3_per_s},
    {"central volume", kCentral_m3},
    {"peripheral volume", kPeripheral_m3},
    {"exchange", kExchange_m3_per_s},
    {"baseline oxytocin", kBaseline_pg_per_mL},
    {"dose", kDose_ng},
    {"dose spread", kDoseCv},
    {"release", kRelease_s},
    {"early burst", kEarlyBurst_s},
    {"early bursts apart", kEarlyApart_s},
    {"early burst dose", kEarlyDose_frac},
    {"early bursts until", kEarlyUntil_day},
    {"effect delay", kEffectDelay_s},
    {"adaptation", kAdaptation_s},
    {"half effect", kHalfEffect_pg_per_mL},
    {"ejection on", kEjectionOn},
    {"ejection off", kEjectionOff},
    {"strength loss", kStrengthLoss_frac},
    {"strength recovery", kStrengthRecovery_s},
    {"pulse rate", kPulseRate_per_s},
    {"pulse shape", kPulseShape},
    {"refractory time", kRefractory_s},
    {"session jitter", kSessionJitter_frac},
    {"nipple weight", kNippleWeight},
    {"stroke weight", kStrokeWeight},
    {"cue weight", kCueWeight},
    {"vacuum stimulus exponent", kVacuumStimulusExponent},
    {"most stimulus", kStimulusMost},
    {"rolling stimulus", kRollingStimulus},
    {"feed stimulus", kFeedStimulus},
    {"feed tiring", kFeedTiring_s},
    {"appetite", kAppetite_m3},
    {"urge fading", kUrgeFade_s},
    {"cue fading", kCueFade_s},
    {"noise inhibition", kNoiseInhibition},
    {"pleasant relief", kPleasantRelief},
    {"pain inhibition", kPainInhibition},
    {"pain inhibition from", kPainInhibitionFrom_nrs},
    {"stress inhibition", kStressInhibition},
    {"most inhibition", kInhibitionMost},
    {"inhibition time", kInhibition_s},
    {"pain threshold", kPainThreshold_Pa},
    {"pain threshold area", kPainThresholdArea_m2},
    {"pain area exponent", kPainAreaExponent},
    {"shear pain", kShearPain_Pa},
    {"vacuum pain", kVacuumPain},
    {"comfortable vacuum", kComfortableVacuum_Pa},
    {"pain up", kPainUp_s},
    {"pain down", kPainDown_s},
    {"summation rate", kSummationRate_per_s},
    {"summation from", kSummationFrom},
    {"summation floor", kSummationFloor_frac},
    {"summation recovery", kSummationRecovery_s},
    {"resting half pressure", kRestingHalf_Pa},
    {"noise", kNoise_nrs},
    {"noise interval", kNoiseEvery_s},
    {"best stroke", kStrokeBest_m_per_s},
    {"stroke width", kStrokeWidth_decade},
    {"light stroke", kStrokeLight_N},
    {"firm stroke", kStrokeFirm_N},
    {"dry stroke", kStrokeDry_frac},
    {"pleasant time", kPleasant_s},
    {"oil friction", kOilFriction},
    {"oil worn", kOilWorn},
    {"oil wear", kOilWear_m},
    {"synthesis", kSynthesis_m3_per_s},
    {"synthesis half", kSynthesisHalf_frac},
    {"synthesis steps", kSynthesisSteps},
    {"synthesis stop", kSynthesisStop_frac},
    {"fat constant", kFatConstant_g_per_L},
    {"fat linear", kFatLinear_g_per_L},
    {"fat square", kFatSquare_g_per_L},
    {"fat scale", kFatScale},
};

}  // namespace lac::physiology
