#include <algorithm>
#include <array>

#include "scenario/experiment.h"

namespace lac::scenario {
namespace {

using P = sim::PatientParams;

// clang-format off
constexpr std::array kParameters = {
    Parameter{"outlet_resistance",   "Pa s/m3", "R_u: of the alveolar outlets, at 210 mL", [](P& p) -> double& { return p.ducts.R_u_Pa_s_per_m3; }},
    Parameter{"ejection_pressure",   "Pa",      "P_act: contraction at let-down",          [](P& p) -> double& { return p.ducts.P_act_Pa; }},
    Parameter{"pore_opening",        "Pa",      "p_open of the nipple pores",              [](P& p) -> double& { return p.ducts.p_open_Pa; }},
    Parameter{"rest_conductance",    "",        "epsilon: outlets without contraction",    [](P& p) -> double& { return p.ducts.rest_conductance_frac; }},
    Parameter{"duct_distension",     "Pa",      "K_1 of the tube law",                     [](P& p) -> double& { return p.ducts.K_1_Pa; }},
    Parameter{"duct_widening",       "",        "w: unloaded area of the ducts at let-down", [](P& p) -> double& { return p.ducts.widening_frac; }},
    Parameter{"duct_recoil",         "s",       "how slowly pressure round a duct falls",  [](P& p) -> double& { return p.ducts.recoil_s; }},
    Parameter{"duct_collapse",       "Pa",      "K_p of the tube law",                     [](P& p) -> double& { return p.ducts.K_p_Pa; }},
    Parameter{"pulse_rate",          "1/s",     "r_max of oxytocin pulses",                [](P& p) -> double& { return p.physiology.pulse_rate_per_s; }},
    Parameter{"oxytocin_response",   "",        "of the pulses' dose",                     [](P& p) -> double& { return p.physiology.dose_scale; }},
    Parameter{"half_effect",         "pg/mL",   "EC50 of the gland",                       [](P& p) -> double& { return p.physiology.half_effect_pg_per_mL; }},
    Parameter{"synthesis",           "m3/s",    "S_max of the breast",                     [](P& p) -> double& { return p.physiology.synthesis_max_m3_per_s; }},
    Parameter{"supply_trend",        "s",       "tau_s: how soon supply follows drainage",  [](P& p) -> double& { return p.physiology.supply_trend_s; }},
    Parameter{"sensitisation",       "",        "s: pain threshold over normal",           [](P& p) -> double& { return p.physiology.sensitisation; }},
    Parameter{"fluid_conductivity",  "m2/(Pa s)", "K_f of free fluid",                     [](P& p) -> double& { return p.oedema.K_f_m2_per_Pa_s; }},
    Parameter{"fluid_threshold",     "",        "e at which K jumps",                      [](P& p) -> double& { return p.oedema.K_mid_frac; }},
    Parameter{"fluid_recoil",        "Pa",      "dp_e/de",                                 [](P& p) -> double& { return p.oedema.recoil_Pa; }},
    Parameter{"lymph_rest",          "1/s",     "k_0 of resting lymph",                    [](P& p) -> double& { return p.oedema.k_0_per_s; }},
    Parameter{"lymph_stroke",        "",        "kappa of a stroke",                       [](P& p) -> double& { return p.oedema.kappa; }},
    Parameter{"gland_stiffness",     "Pa",      "mu of the gland; finite elements only",   [](P& p) -> double& { return p.tissue.gland.mu_Pa; }},
    Parameter{"fat_stiffness",       "Pa",      "mu of the fat; finite elements only",     [](P& p) -> double& { return p.tissue.adipose.mu_Pa; }},
    Parameter{"creep_fast",          "",        "g_1: share of the shear response that fades in 2 s; finite elements only", [](P& p) -> double& { return p.tissue.slow_frac[0]; }},
    Parameter{"creep_slow",          "",        "g_2: share that fades in 32 s; finite elements only", [](P& p) -> double& { return p.tissue.slow_frac[1]; }},
    Parameter{"skin_toe",            "Pa",      "toe modulus of the skin; finite elements only", [](P& p) -> double& { return p.tissue.skin_toe_E_Pa; }},
};

constexpr std::array kSpreads = {
    Spread{"mother",    "her own pattern of let-downs (always drawn)"},
    Spread{"capacity",  "lognormal, median 190 mL, CV 0.45, 74 to 606 mL; synthesis as the square root of it"},
    Spread{"lobes",     "9.4 +- 2.9, 4 to 18"},
    Spread{"volume",    "lognormal, median 650 mL, CV 0.3, 350 to 1400 mL"},
    Spread{"ejection",  "P_act, uniform within 40 %"},
    Spread{"latency",   "pulse rate, lognormal, CV 0.5, two and a half fold at most"},
    Spread{"pattern",   "of let-downs: least pause between two, 60 to 110 s; dose of a pulse, lognormal, CV 0.35"},
    Spread{"fat",       "s_m, lognormal, CV 0.10, 0.5 to 1.2"},
    Spread{"appetite",  "of the baby at each feed, lognormal, CV 0.6, two and a half fold at most"},
    Spread{"vacuum",    "comfortable vacuum, normal, 190 +- 42 mmHg, 80 to 300"},
    Spread{"fullness",  "of the capacity at the start, normal, CV 0.12, at most 1.05"},
};
// clang-format on

}  // namespace

std::span<const Parameter> parameters() { return kParameters; }

const Parameter* parameter_named(std::string_view name) {
  const auto at = std::find_if(kParameters.begin(), kParameters.end(),
                               [&](const Parameter& p) { return p.name == name; });
  return at == kParameters.end() ? nullptr : &*at;
}

std::span<const Spread> spreads() { return kSpreads; }

}  // namespace lac::scenario
