#pragma once
#include <span>
#include <vector>

#include "base/hash.h"
#include "base/rng.h"
#include "base/step_report.h"
#include "physiology/params.h"

namespace lac::physiology {

struct PhysiologyModel {
  PhysiologyParams params;
  double baseline_half_Pa = 3500.0;  // half-pressure of P_0, solved from the case (notes §7)
};

struct PhysiologyState {
  // let-down (notes §1)
  double plasma_pg_per_mL = 2.0;   // C
  double depot_pg_per_mL = 2.0;    // D, in the tissues that take it up and give it back
  double effect_pg_per_mL = 2.0;   // E
  double adapted_pg_per_mL = 2.0;  // B
  double urge = 0.0;               // U, fires at `threshold`
  double threshold = 1.0;          // theta_k, from the mother's seed
  double refractory_s = 0.0;       // time left
  double release_s = 0.0;          // of the running pulse, time left
  double release_ng_per_s = 0.0;   // while it runs
  double second_in_s = 0.0;        // until the second burst of a release; 0: none is to come
  int pulses = 0, ejections = 0;
  bool ejecting = false;
  double contraction = 0.0;  // a, 0..1
  double strength = 1.0;     // P_act decay
  double inhibition = 0.0;   // I
  double cue_s = 0.0;        // how long the present cue has lasted, weighted
  double infused_ng = 0.0;   // oxytocin given from outside since the start
  // pain (7.8)
  double touch_pain = 0.0;     // P, 0..10
  double sensitisation = 1.0;  // s now
  double noise = 0.0;
  double noise_left_s = 0.0;  // until the next deviation is drawn
  Rng noise_rng;
  double felt_nrs = 0.0;  // P_0 + P (10 - P_0)/10
  double nrs = 0.0;       // reported: felt + noise, 0..10
  double pleasant = 0.0;  // 0..1, of the strokes of the last seconds
  // womb, before birth
  double womb_urge = 0.0;
  double womb_left_s = 0.0;  // > 0: a contraction, time left
  int contractions = 0;
};

/// One place where skin is loaded.
struct PainSource {
  double peak_pressure_Pa = 0.0;  // finger pads: 2 x mean; flat hand: from the field
  double area_m2 = 1e-4;
  double slip_shear_Pa = 0.0;   // friction stress, only while slipping
  double threshold_frac = 1.0;  // of her threshold, at this place (findings.h: threshold_at)
};

struct PhysiologyLoad {
  double nipple_stimulus = 0.0;    // N, 0..1 (0.85 rolling by hand)
  double stroking_stimulus = 0.0;  // S, 0..1, warm slow stroking
  double cue_stimulus = 0.0;       // Cond, 0..1
  double tissue_Pa = 0.0;          // mean tissue pressure, for resting pain
  double vacuum_Pa = 0.0;
  double stress = -1.0;            // 0..1; < 0: the case's
  double noise = 0.0;              // 0..1, of the room
  double infusion_ng_per_s = 0.0;  // oxytocin given, 1 IU = 1.67 ug
  double pleasantness = 0.0;       // 0..1, best of the present strokes
  double comfort_scale = 1.0;      // on the threshold: warmth, cold (GlandOut)
  double other_drive = 0.0;        // pain drive from elsewhere: a too hot pack (GlandOut)
  bool vibrating = false;          // a massager hums on the skin
  std::span<const PainSource> pain = {};
  std::span<const double> fullness = {};        // [lobe] F_i
  std::span<const double> capacity_share = {};  // [lobe]
};

struct PhysiologyOut {
  std::vector<double> synthesis_m3_per_s;  // [lobe]
  double drive = 0.0;                      // X of 7.8
};

PhysiologyModel make_model(const PhysiologyParams& params);
PhysiologyState initial_state(const PhysiologyModel& model);

/// Let-down, pain and synthesis by exact exponentials; pulses begin and end inside the step, at
/// their own moment, so that 1-s and 1/60-s steps give the same let-down.
///   V_c C' = dose/40 s - CL (C - C_b) - q (C - D);  V_p D' = q (C - D);
///   E' = (C - E)/tau_e;  B' = (E - B)/tau_b;
///   a = x^3/(x^3 + EC50^3), x = (E - B)+;  U' = r_max stim (1 - I), a pulse at U = theta_k;
///   X^3 = x^3 + x_v^3 + x_s^3, P' = (10 X^2/(1+X^2) - 1 - P)/tau;  S_i = S_max share_i g(F_i).
/// @param dt_s  > 0
/// @return NonFinite (a load that is not a number) leaves the state as it was. Never throws.
/// @see src/physiology/MODEL.md
StepReport step(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                PhysiologyState& state, PhysiologyOut& out);

/// Stimulus of a pump at this peak vacuum, for PhysiologyLoad::nipple_stimulus: (v/190 mmHg)^0.35.
double pump_stimulus(double vacuum_Pa);

/// Stimulus of a baby: it sucks for its hunger and tires slowly [C3.3]. While no milk comes it goes
/// on; a baby that has had enough stops calling for more.
///   N = 1.2 exp(-t/1800 s) (1 - drunk/appetite)+
double feeding_stimulus(double since_latch_s, double drunk_m3, double appetite_m3);

/// Stimulus of a pair of warm hands rolling at the areola (notes §1).
double rolling_stimulus();

/// How pleasant a stroke is, 0..1: an inverted U in the log of its speed about 3 cm/s [F10], full
/// from 0.1 to 0.5 N, less where dry skin is rubbed. @param oil_frac  film on the skin, 0..1
double stroke_pleasantness(double speed_m_per_s, double force_N, double oil_frac);

/// Friction of skin under what is left of a film of oil: 0.12 + 0.4 (1 - h), at most the dry
/// skin's [F7, F9].
double oiled_friction(double film_frac, double dry_friction);
/// What is left of a film after a finger slid this far on it.
double oil_left(double film_frac, double slid_m);

/// Fat of milk leaving a lobe at degree of emptying d = 1 - F, g/L [C5.1], s_m 0.72 (notes §8).
double milk_fat_g_per_L(double degree_of_emptying, double fat_scale = kFatScale);

void hash_into(Hasher& hasher, const PhysiologyState& state);

}  // namespace lac::physiology
