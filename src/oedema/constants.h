#pragma once
#include <array>

#include "base/sourced.h"

namespace lac::oedema {

// value, low, high, evidence, source, note. Rows in brackets are those of physiology.md.
// clang-format off

// tissue: recoil, conductivity
inline constexpr Sourced kDryRecoil_Pa {10e3, 5e3, 20e3, Evidence::Assumed, "", "effect: dp_e/de below normal fluid; stiff there [E1.9]; keeps pressed normal tissue from drying"};
inline constexpr Sourced kDriest_frac {-0.9, -0.95, -0.5, Evidence::Assumed, "", "effect: e at which nothing more can be pressed out; K falls to 0 on the way"};
inline constexpr Sourced kLargestPressure_Pa {50e3, 30e3, 100e3, Evidence::Assumed, "", "effect: loads beyond are cut and flagged; twice the mean under a 10 N pad"};

// a patient's own numbers as a case leaves them (params.h)
inline constexpr Sourced kRecoil_Pa {1333.0, 1110.0, 2000.0, Evidence::Assumed, "", "effect: how fast pits and a softened areola fill again; dp_e/de, 0.10 (0.067-0.12) per mmHg, notes 4"};
inline constexpr Sourced kGelConductivity_m2_per_Pa_s {3e-14, 1e-14, 1e-13, Evidence::Assumed, "", "effect: none, normal tissue holds its fluid for hours; K_0 [E1.11], order of magnitude, not re-read"};
inline constexpr Sourced kFreeConductivity_m2_per_Pa_s {3e-10, 1e-10, 5e-10, Evidence::Assumed, "", "effect: what a ring moves in a minute; K_f [E1.13], computed from a dent"};
inline constexpr Sourced kFreeFrom_frac {0.35, 0.25, 0.50, Evidence::Assumed, "", "effect: from where pits show and a ring softens; e at which fluid comes free [E1.10, E1.12], textbook"};
inline constexpr Sourced kFreeWidth_frac {0.04, 0.03, 0.06, Evidence::Assumed, "", "effect: 0.06 moves 2.6 times as much at e 0.2; notes 4"};
inline constexpr Sourced kRestLymph_per_s {0.0015 / 60.0, 0.001 / 60.0, 0.005 / 60.0, Evidence::Assumed, "", "effect: lymph of a swollen breast at rest; k_0 [E2.8], human figure second-hand"};
inline constexpr Sourced kStrokeUptake_frac {2.5e-4, 1e-4, 4e-4, Evidence::Assumed, "", "effect: ten perfect minutes at most treble the lymph; kappa, notes 5"};
inline constexpr Sourced kFiltration_per_Pa_s {3.9e-9, 3.3e-9, 4.5e-9, Evidence::OtherTissue, "For83", "CFC [E1.7], forearm and calf"};
inline constexpr Sourced kVenous_frac {0.045, 0.03, 0.06, Evidence::Assumed, "", "effect: the first softening under pressure; venous blood of gland tissue"};
inline constexpr Sourced kParasternalPull {0.085, 0.05, 0.4, Evidence::Assumed, "", "effect: share of the breastbone's nodes; against 1 for the armpit [E2.1-E2.3]"};
inline constexpr Sourced kClavicularPull {0.04, 0.01, 0.15, Evidence::Assumed, "", "effect: share of the collarbone's nodes; the same [E2.1]"};

// filtration
inline constexpr Sourced kRestFiltration_Pa {100.0, 66.7, 133.3, Evidence::Assumed, "", "effect: resting lymph 0.9 mL/h at 650 mL; net filtration pressure 0.5-1 mmHg [E1.8]"};

// lymph
inline constexpr Sourced kFillTime_s {2.0, 1.0, 3.0, Evidence::OtherTissue, "McG88", "full in 8 s = 4 tau, sheep hindlimb [E2.9]"};
inline constexpr Sourced kStrokeScale_Pa {350.0, 200.0, 700.0, Evidence::Assumed, "", "effect: lightest stroke that works; notes 5"};
inline constexpr Sourced kStrokeFull_Pa {1e3, 0.5e3, 2e3, Evidence::Assumed, "", "effect: pressure from which pressing more takes up no more; decisions.md"};
inline constexpr Sourced kLymphFallFrom_Pa {4e3, 3e3, 5e3, Evidence::OtherTissue, "MLD", "taught dose below 40 g/cm2 [E2.11]"};
inline constexpr Sourced kLymphClosed_Pa {10e3, 8e3, 10e3, Evidence::OtherTissue, "MS81", "almost no clearance at 75 mmHg, dogs [E2.7]"};
inline constexpr Sourced kShakenFull_m {1.0e-3, 0.5e-3, 3.0e-3, Evidence::Assumed, "", "effect: amplitude of a massager's head whose every cycle empties the vessels under it [F12: no study]"};
inline constexpr Sourced kWrongWay_frac {0.3, 0.1, 0.5, Evidence::Assumed, "", "effect: uptake of a stroke against the lymph path; floor of cos+"};
inline constexpr Sourced kFullStretch_s {1.0, 0.5, 1.5, Evidence::OtherTissue, "MLD", "push and release about 1 s each [E2.11]; shorter strokes count in proportion"};
inline constexpr Sourced kReleased_frac {0.3, 0.1, 0.5, Evidence::Assumed, "", "effect: a stretch ends when pressure falls below this share of its peak [E2.11: distinct zero-pressure phase]"};
inline constexpr Sourced kStrokeDepth_m {0.040, 0.020, 0.080, Evidence::Assumed, "", "effect: how deep a drawn skin stretches the tissue; e-folding depth"};

// collectors: what initial lymphatics took up, pumped on to the nodes
inline constexpr Sourced kCollectorRate_Hz {0.59 / 60.0, 0.46 / 60.0, 0.72 / 60.0, Evidence::OtherTissue, "Gro17", "0.59 +- 0.13 contractions a minute, limb, n 10 [E2.5]"};
inline constexpr Sourced kCollectorStall_Pa {7.5e3, 6.3e3, 8.7e3, Evidence::OtherTissue, "Gro17", "56 +- 9 mmHg [E2.6]"};
inline constexpr Sourced kCollectorEjected_frac {0.5, 0.3, 0.7, Evidence::Assumed, "", "effect: share of a collector's lymph that a contraction moves; its store at rest"};
inline constexpr Sourced kCollectorFastest {3.0, 2.0, 4.0, Evidence::Assumed, "", "effect: most a full collector quickens"};
inline constexpr Sourced kCollectorSlowest {0.3, 0.2, 0.7, Evidence::Assumed, "", "effect: least of an empty one"};
inline constexpr Sourced kCollectorJam {2.0, 1.8, 3.0, Evidence::Assumed, "", "effect: times its store at rest, from which uptake suffers; a tight strap over the armpit"};
inline constexpr Sourced kCollectorShut {4.0, 3.0, 6.0, Evidence::Assumed, "", "effect: times its store at rest, at which uptake ends"};
inline constexpr Sourced kClearing_s {10.0, 5.0, 20.0, Evidence::Assumed, "", "effect: how soon a collector under proximal strokes empties"};
inline constexpr Sourced kClearingGain_frac {0.1, 0.0, 0.2, Evidence::Assumed, "", "effect: most that proximal-first clearing adds to uptake; no quantitative evidence"};
inline constexpr Sourced kPullLength_m {0.060, 0.040, 0.090, Evidence::Assumed, "", "effect: how sharply the quadrants part between node groups [E2.1-E2.4]"};
// veins
inline constexpr Sourced kVenous_s {7.0, 5.0, 10.0, Evidence::Assumed, "", "effect: how soon pressed gland gives and fills again"};
inline constexpr Sourced kVenousFrom_Pa {1e3, 0.5e3, 1.5e3, Evidence::Assumed, "", "effect: pressure that begins to empty veins"};
inline constexpr Sourced kVenousEmpty_Pa {3e3, 2e3, 4e3, Evidence::Assumed, "", "effect: pressure that has emptied them"};
inline constexpr Sourced kVenousLeft_frac {0.1, 0.0, 0.3, Evidence::Assumed, "", "effect: blood that stays"};
// filtration beyond rest
inline constexpr Sourced kReflection {0.9, 0.8, 1.0, Evidence::Assumed, "", "effect: sigma [E1.6], not re-read; thin plasma filters more"};
inline constexpr Sourced kInjuryLeak_Pa {2e3, 1e3, 3e3, Evidence::Assumed, "", "effect: injured tissue swells, e +0.2 an hour at twice D_crit"};

// injury: dose of moving pressure; 10 min x 25/min x 0.5 s at 12 kPa in normal tissue
inline constexpr Sourced kInjuryFrom_Pa {9.3e3, 9.3e3, 13.3e3, Evidence::OtherTissue, "Eli95", "70-100 mmHg forceful massage damages initial lymphatics [E2.14]"};
inline constexpr Sourced kInjuryLimit_Pa_s {337e3, 170e3, 670e3, Evidence::OtherTissue, "Eli95", "computed from 10 min, 25 strokes/min, 0.5 s at 12 kPa [E2.14]"};
inline constexpr Sourced kOedemaFragility {2.5, 2.0, 3.3, Evidence::OtherTissue, "Eli95", "3-5 min instead of 10 in oedematous tissue [E2.14]"};
inline constexpr Sourced kFragileFrom_frac {0.2, 0.1, 0.3, Evidence::Assumed, "", "effect: e where D_crit starts to fall"};
inline constexpr Sourced kFragileFull_frac {0.4, 0.3, 0.5, Evidence::Assumed, "", "effect: e from which D_crit is that of oedema"};
inline constexpr Sourced kGlideFull_m_per_s {0.020, 0.010, 0.040, Evidence::Assumed, "", "effect: glide from which load counts in full; notes 6"};
inline constexpr Sourced kDeepLoad_Pa {15e3, 12e3, 25e3, Evidence::Assumed, "", "effect: a still press above this counts a little; notes 6"};
inline constexpr Sourced kDeepLoadWeight {0.1, 0.05, 0.3, Evidence::Assumed, "", "effect: weight of a still deep press"};

// pits: the column that a fingertip empties
inline constexpr Sourced kVisiblePit_m {0.5e-3, 0.4e-3, 0.7e-3, Evidence::Assumed, "", "effect: puts the first pit at e 0.35 [E1.10]; notes 4"};
inline constexpr Sourced kPitColumn_m {10e-3, 8e-3, 12e-3, Evidence::Assumed, "", "effect: scale of a pit; length of the column that a dent empties [E1.13]"};
inline constexpr Sourced kPitRadius_m {7e-3, 5e-3, 8e-3, Evidence::Assumed, "", "effect: width over which a pit is averaged; a fingertip's contact"};
// clang-format on

inline constexpr std::array<NamedConstant, 52> kConstants{{
    {"dry_recoil_Pa", kDryRecoil_Pa},
    {"driest_frac", kDriest_frac},
    {"largest_pressure_Pa", kLargestPressure_Pa},
    {"recoil_Pa", kRecoil_Pa},
    {"gel_conductivity_m2_per_Pa_s", kGelConductivity_m2_per_Pa_s},
    {"free_conductivity_m2_per_Pa_s", kFreeConductivity_m2_per_Pa_s},
    {"free_from_frac", kFreeFrom_frac},
    {"free_width_frac", kFreeWidth_frac},
    {"rest_lymph_per_s", kRestLymph_per_s},
    {"stroke_uptake_frac", kStrokeUptake_frac},
    {"filtration_per_Pa_s", kFiltration_per_Pa_s},
    {"venous_frac", kVenous_frac},
    {"parasternal_pull", kParasternalPull},
    {"clavicular_pull", kClavicularPull},
    {"rest_filtration_Pa", kRestFiltration_Pa},
    {"fill_time_s", kFillTime_s},
    {"stroke_scale_Pa", kStrokeScale_Pa},
    {"stroke_full_Pa", kStrokeFull_Pa},
    {"lymph_fall_from_Pa", kLymphFallFrom_Pa},
    {"lymph_closed_Pa", kLymphClosed_Pa},
    {"shaken_full_m", kShakenFull_m},
    {"wrong_way_frac", kWrongWay_frac},
    {"full_stretch_s", kFullStretch_s},
    {"released_frac", kReleased_frac},
    {"stroke_depth_m", kStrokeDepth_m},
    {"collector_rate_Hz", kCollectorRate_Hz},
    {"collector_stall_Pa", kCollectorStall_Pa},
    {"collector_ejected_frac", kCollectorEjected_frac},
    {"collector_fastest", kCollectorFastest},
    {"collector_slowest", kCollectorSlowest},
    {"collector_jam", kCollectorJam},
    {"collector_shut", kCollectorShut},
    {"clearing_s", kClearing_s},
    {"clearing_gain_frac", kClearingGain_frac},
    {"pull_length_m", kPullLength_m},
    {"venous_s", kVenous_s},
    {"venous_from_Pa", kVenousFrom_Pa},
    {"venous_empty_Pa", kVenousEmpty_Pa},
    {"venous_left_frac", kVenousLeft_frac},
    {"reflection", kReflection},
    {"injury_leak_Pa", kInjuryLeak_Pa},
    {"injury_from_Pa", kInjuryFrom_Pa},
    {"injury_limit_Pa_s", kInjuryLimit_Pa_s},
    {"oedema_fragility", kOedemaFragility},
    {"fragile_from_frac", kFragileFrom_frac},
    {"fragile_full_frac", kFragileFull_frac},
    {"glide_full_m_per_s", kGlideFull_m_per_s},
    {"deep_load_Pa", kDeepLoad_Pa},
    {"deep_load_weight", kDeepLoadWeight},
    {"visible_pit_m", kVisiblePit_m},
    {"pit_column_m", kPitColumn_m},
    {"pit_radius_m", kPitRadius_m},
}};

}  // namespace lac::oedema
