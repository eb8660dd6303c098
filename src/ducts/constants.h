#pragma once
#include "base/sourced.h"

/// The numbers of the milk-flow model. Bracketed rows: the evidence tables named in MODEL.md.
/// low..high: the range to vary over, unless the note says otherwise.
namespace lac::ducts {

// clang-format off
// storage and alveoli
inline constexpr Sourced kCapacity_m3               {210e-6, 74e-6, 606e-6, Evidence::LactatingHuman, "kent-1999", "[C1.1] one breast; 209.9 +- 11.0 SE, n 46; range of two cohorts"};
inline constexpr Sourced kAlveolarScale_Pa          {206.0, 150.0, 300.0, Evidence::Assumed, "", "P_s; effect: p_tm 1.33 kPa at capacity, 4 kPa at 1.5 times"};
inline constexpr Sourced kAlveolarExponent          {2.01, 1.5, 2.5, Evidence::Assumed, "", "k; effect: how fast a lobe stiffens as it fills"};
inline constexpr Sourced kContraction_Pa            {2700.0, 1300.0, 5500.0, Evidence::Assumed, "", "[B19-B20] P_act; +1.3..3.3 kPa by old cannulation, not re-read; effect: +-30 % gives 105..140 mL in 15 min"};
inline constexpr Sourced kEmptyHalf_frac            {0.08, 0.04, 0.2, Evidence::Assumed, "", "h(F) = F/(F + this); effect: an empty alveolus cannot push"};
inline constexpr Sourced kOutletResistance_Pa_s_per_m3 {4.5e9, 4.0e9, 8.0e9, Evidence::Assumed, "", "R_u of a 210-mL breast; fitted to [C2.1]; effect: +-30 % gives 101..156 mL in 15 min"};
inline constexpr Sourced kOutletReference_m3        {210e-6, 74e-6, 606e-6, Evidence::LactatingHuman, "kent-1999", "capacity at which R_u holds; R_u scales with its inverse"};
inline constexpr Sourced kRestConductance_frac      {0.02, 0.01, 0.05, Evidence::Assumed, "", "epsilon; effect: milk without let-down, 4.8 % in 15 min [D17]"};
// ducts and pores
inline constexpr Sourced kMilkViscosity_Pa_s        {1.8e-3, 1.6e-3, 2.2e-3, Evidence::Assumed, "", "[B21] at 37 degC, above 100/s; effect: every duct resistance in proportion"};
inline constexpr Sourced kLowShearViscosity_Pa_s    {5.0e-3, 1.8e-3, 10e-3, Evidence::Assumed, "", "[B21] mu_0 of milk at rest; effect: slow flow meets up to 2.8 times the resistance"};
inline constexpr Sourced kShearHalf_per_s           {10.0, 5.0, 20.0, Evidence::Assumed, "", "[B21] shear rate at which the surplus has halved; effect: none on a flowing pore, 2000/s"};
inline constexpr Sourced kViscosity_per_degC        {0.02, 0.015, 0.025, Evidence::Assumed, "", "[B21] thinner by this a degree; effect: 2 degC of warmth 4 %"};
inline constexpr Sourced kViscosityAt_degC          {37.0, 36.0, 38.0, Evidence::Assumed, "", "[B21] temperature that mu_inf is stated for; effect: none at body heat"};
inline constexpr Sourced kMilkDensity_kg_per_m3     {1030.0, 1020.0, 1040.0, Evidence::Assumed, "", "[B22] not re-read; effect: speed at which a pore sprays"};
inline constexpr Sourced kSurfaceTension_N_per_m    {0.046, 0.040, 0.052, Evidence::Assumed, "", "of milk; effect: speed at which a pore sprays"};
inline constexpr Sourced kJetWeber                  {4.0, 2.0, 8.0, Evidence::Assumed, "", "inertia over surface tension at which drops become a jet; effect: 0.1 mL/s from a 0.5-mm pore"};
inline constexpr Sourced kPoreShut_Pa               {100e3, 60e3, 200e3, Evidence::Assumed, "", "opening of a pore that does not work; effect: no pump opens it"};
inline constexpr Sourced kBlebOpen_Pa               {8e3, 5e3, 12e3, Evidence::Assumed, "", "added to a pore's opening by a bleb; effect: let-down alone does not open it"};
inline constexpr Sourced kBlebResistance            {10.0, 5.0, 30.0, Evidence::Assumed, "", "[7.3] narrow pore, 91 against 9.4 kPa s/mL; effect: it dribbles"};
inline constexpr Sourced kBranchesDeep              {8.4, 4.0, 12.0, Evidence::Assumed, "", "parallel branches in segment 0, 0.9 mm each; effect: its resistance in proportion, 0.25 kPa s/mL"};
inline constexpr Sourced kBranchesSecond            {3.0, 2.0, 4.0, Evidence::Assumed, "", "in segment 1, 1.3 mm each; effect: 0.13 kPa s/mL"};
inline constexpr Sourced kBranchesThird             {1.4, 1.0, 2.0, Evidence::Assumed, "", "in segment 2, past the first branch [B3]; effect: 0.07 kPa s/mL"};
inline constexpr Sourced kDistension_Pa             {1000.0, 500.0, 2000.0, Evidence::Assumed, "", "K_1; effect: ducts of a feed widen 1.22-1.26 times at ejection [B14]; 500 Pa: 1.30-1.36, but then force pays by 5 %"};
inline constexpr Sourced kWidening_frac             {0.45, 0.2, 0.8, Evidence::Assumed, "", "w; the muscle cells along a duct shorten and widen it at let-down: its unloaded area grows by this at full contraction; effect: ducts widen 1.2 times as much [B14]; they shorten as much, so that what they hold stays"};
inline constexpr Sourced kCollapse_Pa               {20.0, 20.0, 50.0, Evidence::Assumed, "", "K_p; effect: 10 % area at -0.6 kPa; 50 Pa gives +8 % milk at the pump"};
inline constexpr Sourced kClosedLumen_frac          {0.1, 0.05, 0.15, Evidence::Assumed, "", "alpha_c, area at which the lumen is shut; effect: 0.05 gives +3 % milk at the pump"};
inline constexpr Sourced kPoreLength_m              {8e-3, 8e-3, 10e-3, Evidence::Assumed, "", "nipple segment; effect: none on volume, R 9..60 alike"};
inline constexpr Sourced kPoreOpen_Pa               {2300.0, 1000.0, 3000.0, Evidence::Assumed, "", "p_open above the nipple's tissue pressure; effect: drip of an untouched breast in 10 min of let-down 18, 12, 9 mL at 2.0, 2.3, 2.5 kPa; 1 kPa leaks from F 1"};
inline constexpr Sourced kPoreSpread_frac           {0.2, 0.0, 0.3, Evidence::Assumed, "", "uniform spread of p_open; effect: pores drip one by one"};
inline constexpr Sourced kRecoil_s                  {0.4, 0.0, 0.6, Evidence::Assumed, "", "pressure round a duct falls with this after lifting; effect: rewards release, 0: off"};
inline constexpr Sourced kUnevenness_frac           {0.15, 0.0, 0.3, Evidence::Assumed, "", "SD over mean of lobe fullness at the start; effect: some lobes run dry first"};
// plug
inline constexpr Sourced kPlugYield_Pa              {5500.0, 4000.0, 6000.0, Evidence::Assumed, "", "Y; effect: 3 kPa yields to a feed, 5.5 kPa does not"};
inline constexpr Sourced kPlugResistance            {100.0, 100.0, 300.0, Evidence::Assumed, "", "times the segment's own; effect: trickle through a freed plug"};
inline constexpr Sourced kPlugFullness_frac         {1.14, 1.0, 1.3, Evidence::Assumed, "", "F of the blocked lobe; effect: its standing pressure, below 3 kPa"};
inline constexpr Sourced kPlugErosion               {0.006, 0.004, 0.008, Evidence::Assumed, "", "k, yield lost a press-release cycle per peak pressure; effect: 10 min of light strokes nearly free it"};
inline constexpr Sourced kPlugErosionFull_Pa        {3000.0, 2000.0, 4000.0, Evidence::Assumed, "", "full erosion up to this peak; effect: light strokes suffice"};
inline constexpr Sourced kPlugErosionNone_Pa        {6000.0, 5000.0, 8000.0, Evidence::Assumed, "", "none from this peak: the lumen is shut; effect: force does not pay"};
inline constexpr Sourced kPlugPressStart_Pa         {500.0, 300.0, 800.0, Evidence::Assumed, "", "a press begins above the standing pressure; effect: breathing and a pump do not erode"};
inline constexpr Sourced kPlugPressEnd_Pa           {200.0, 100.0, 300.0, Evidence::Assumed, "", "a press has ended below; effect: a hold without release erodes nothing"};
inline constexpr Sourced kPlugStandingFollow_s      {60.0, 30.0, 120.0, Evidence::Assumed, "", "standing pressure follows while not pressed; effect: a lump that softens is not a press"};
inline constexpr Sourced kPlugStandingCreep_s       {3600.0, 1800.0, 7200.0, Evidence::Assumed, "", "and while pressed; effect: a load that stays becomes standing"};
inline constexpr Sourced kPlugSwelling_Pa           {700.0, 300.0, 1500.0, Evidence::Assumed, "", "pressure that a lump gains per D/D_crit of injury; effect: forced lumps close further"};
inline constexpr Sourced kPlugSwellingMost_Pa       {2000.0, 1000.0, 3000.0, Evidence::Assumed, "", "and at most; effect: the same"};
// numerics
inline constexpr Sourced kLumenSmoothing            {1e-3, 1e-4, 1e-2, Evidence::Assumed, "", "rounds the closing lumen's corner; effect: Newton converges"};
inline constexpr Sourced kLumenFloor                {1e-4, 1e-5, 1e-3, Evidence::Assumed, "", "least lumen, conductance 1e-8; effect: a shut duct still has a finite resistance"};
inline constexpr Sourced kSubstep_s                 {0.25, 0.1, 0.5, Evidence::Assumed, "", "longest step while the glands contract; effect: drip within 3 % at 1-s steps"};
inline constexpr Sourced kSubstepContraction        {0.05, 0.02, 0.1, Evidence::Assumed, "", "contraction above which long steps are split; effect: cost of waits"};
inline constexpr Sourced kResidual_m3               {1e-14, 1e-15, 1e-13, Evidence::Assumed, "", "Newton stops below this volume a lobe; effect: below 1e-8 mL a step"};
// clang-format on

inline constexpr NamedConstant kConstants[] = {
    {"capacity", kCapacity_m3},
    {"alveolar scale", kAlveolarScale_Pa},
    {"alveolar exponent", kAlveolarExponent},
    {"contraction", kContraction_Pa},
    {"empty half", kEmptyHalf_frac},
    {"outlet resistance", kOutletResistance_Pa_s_per_m3},
    {"outlet reference", kOutletReference_m3},
    {"rest conductance", kRestConductance_frac},
    {"milk viscosity", kMilkViscosity_Pa_s},
    {"low-shear viscosity", kLowShearViscosity_Pa_s},
    {"half shear", kShearHalf_per_s},
    {"viscosity by warmth", kViscosity_per_degC},
    {"viscosity reference", kViscosityAt_degC},
    {"milk density", kMilkDensity_kg_per_m3},
    {"surface tension", kSurfaceTension_N_per_m},
    {"jet number", kJetWeber},
    {"pore shut", kPoreShut_Pa},
    {"bleb opening", kBlebOpen_Pa},
    {"bleb resistance", kBlebResistance},
    {"branches, deep", kBranchesDeep},
    {"branches, second", kBranchesSecond},
    {"branches, third", kBranchesThird},
    {"distension", kDistension_Pa},
    {"widening", kWidening_frac},
    {"collapse", kCollapse_Pa},
    {"closed lumen", kClosedLumen_frac},
    {"pore length", kPoreLength_m},
    {"pore opening", kPoreOpen_Pa},
    {"pore spread", kPoreSpread_frac},
    {"recoil", kRecoil_s},
    {"unevenness", kUnevenness_frac},
    {"plug yield", kPlugYield_Pa},
    {"plug resistance", kPlugResistance},
    {"plug fullness", kPlugFullness_frac},
    {"plug erosion", kPlugErosion},
    {"plug erosion full", kPlugErosionFull_Pa},
    {"plug erosion none", kPlugErosionNone_Pa},
    {"plug press start", kPlugPressStart_Pa},
    {"plug press end", kPlugPressEnd_Pa},
    {"plug standing follow", kPlugStandingFollow_s},
    {"plug standing creep", kPlugStandingCreep_s},
    {"plug swelling", kPlugSwelling_Pa},
    {"most plug swelling", kPlugSwellingMost_Pa},
    {"lumen smoothing", kLumenSmoothing},
    {"lumen floor", kLumenFloor},
    {"substep", kSubstep_s},
    {"substep contraction", kSubstepContraction},
    {"residual", kResidual_m3},
};

}  // namespace lac::ducts
