#pragma once
#include <span>
#include <vector>

#include "anatomy/breast.h"
#include "base/hash.h"
#include "base/step_report.h"
#include "oedema/params.h"

namespace lac::oedema {

/// Immutable: control volumes round the mesh nodes, and the links between them.
struct OedemaModel {
  OedemaParams params;
  std::vector<double> volume_m3;        // [node] of tissue
  std::vector<double> phi_0;            // [node] normal interstitial fraction
  std::vector<double> case_offset_Pa;   // [node] p_e(e_case) - p_ref, so that the case is at rest
  std::vector<Vec3> lymph_direction;    // [node] unit
  std::vector<double> start_excess;     // [node]
  std::vector<int> link_a, link_b;      // [link] a < b
  std::vector<double> link_m;           // [link] face area / distance, >= 0
  std::vector<double> areola_weight;    // [node]
};

struct OedemaState {
  std::vector<double> excess;           // [node] e
  std::vector<double> lymph_fill;       // [node] V_L, 0..1
  std::vector<double> stretch_peak_Pa;  // [node] peak of the current stroke at this place; 0: none
  std::vector<double> injury_Pa_s;      // [node] dose D
  double lymph_out_m3 = 0.0;            // since the start
  double filtered_m3 = 0.0;             // since the start
};

/// What the hands and the tissue do during a step.
struct OedemaLoad {
  std::span<const double> p_ext_Pa;          // [node] FE pressure above its resting value
  std::span<const double> surface_Pa;        // [node] mean contact pressure over it; 0 inside and where untouched
  std::span<const Vec3> stroke;              // [node] unit direction in which the skin is drawn; zero: none
  std::span<const double> glide_m_per_s;     // [node] finger over skin, or kneaded skin over deep tissue
};

struct OedemaFlow {
  double lymph_m3_per_s = 0.0;
  double filtration_m3_per_s = 0.0;
  double areola_excess = 0.0;            // areola-weighted mean e
  double mean_excess = 0.0;              // fluid-weighted
  double worst_injury_frac = 0.0;        // D / D_crit
  double mass_error_m3 = 0.0;
};

OedemaModel make_model(const anatomy::Breast& breast, const OedemaParams& params);
OedemaState initial_state(const OedemaModel& model);

/// Darcy redistribution with upwind conductivity, Starling source, initial lymphatics.
///   d(phi_0 e)/dt = div(K(e) grad p_if) + J_v - J_L,   p_if = p_e(e) - o + p_ext
/// Explicit and conservative; sub-steps itself to dt <= phi_0 h^2/(6 K_f p_e').
/// @see src/oedema/MODEL.md
StepReport step(const OedemaModel& model, const OedemaLoad& load, double dt_s, OedemaState& state,
                OedemaFlow& out);

/// Recoil pressure of the swollen tissue above that of tissue without excess fluid, Pa.
double recoil_Pa(const OedemaParams& params, double excess);
double fluid_m3(const OedemaModel& model, const OedemaState& state);  // excess fluid
void hash_into(Hasher& hasher, const OedemaState& state);

}  // namespace lac::oedema
