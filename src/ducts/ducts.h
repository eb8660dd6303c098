#pragma once
#include <array>
#include <span>
#include <vector>

#include "anatomy/duct_tree.h"
#include "base/hash.h"
#include "base/step_report.h"
#include "ducts/params.h"

namespace lac::ducts {

inline constexpr int kSegments = anatomy::kDuctSegments;

/// Immutable: one breast's lobes, ducts and pores.
struct DuctModel {
  DuctParams params;
  int lobes = 0;
  std::vector<double> capacity_m3;                            // [lobe]
  std::vector<std::array<double, kSegments>> rest_volume_m3;  // [lobe][segment] V_0
  std::vector<std::array<double, kSegments>>
      resistance_Pa_s_per_m3;                             // [lobe][segment] at zero load
  std::vector<double> pore_resistance_Pa_s_per_m3;        // [lobe]
  std::vector<double> pore_open_Pa;                       // [lobe]
  std::vector<double> outlet_resistance_Pa_s_per_m3;      // [lobe] R_u,i
  std::vector<std::array<double, kSegments>> diameter_m;  // [lobe][segment] whole lumen, no load
  std::vector<std::array<double, kSegments>> shear_s_per_m3;  // [lobe][segment] shear rate over
                                                              // kShearHalf_per_s, per flow
  std::vector<double> pore_shear_s_per_m3;                    // [lobe] the same of the pore
  std::vector<double> jet_m3_per_s;                           // [lobe] a pore sprays from here
};

/// Everything that advances in time.
struct DuctState {
  std::vector<double> alveolar_m3;                      // [lobe] milk in the alveoli
  std::vector<std::array<double, kSegments>> log_area;  // [lobe][segment] ln(A/A_0): ln(V/V_0)
  std::vector<double> plug_yield_Pa;                    // [lobe] 0: none
  std::vector<double> plug_peak_Pa;      // [lobe] peak of the current press, for erosion
  std::vector<double> plug_standing_Pa;  // [lobe] tissue pressure when not pressed
  std::vector<std::array<double, kSegments>> recoil_Pa;  // [lobe][segment] pressure still held >= 0
  std::vector<double> out_m3;                            // [lobe] milk let out since the start
  double widened = 1.0;  // g: A_0 of the contracted ducts over that at rest
};

/// What others do to the ducts during a step. Pressures are those of the tissue around them.
struct DuctLoad {
  std::span<const double> alveolar_tissue_Pa = {};                        // [lobe]
  std::span<const std::array<double, kSegments>> segment_tissue_Pa = {};  // [lobe][segment]
  std::span<const double> nipple_tissue_Pa = {};                          // [lobe] around the pore
  std::span<const double> synthesis_m3_per_s = {};                        // [lobe]
  double outside_Pa = 0.0;                   // at the pore; negative: suction
  double contraction = 0.0;                  // a, 0..1 (let-down)
  double contraction_strength = 1.0;         // P_act's decay over successive ejections
  double milk_degC = kViscosityAt_degC;      // of the gland
  double vibration_per_s = 0.0;              // shear rate that a massager adds to the milk
  std::span<const double> injury_frac = {};  // [lobe] D/D_crit round its plug; empty: none
};

/// What a step tells the others.
struct DuctFlow {
  std::vector<double> alveolar_flow_m3_per_s;  // [lobe] alveoli to ducts, < 0: back-flow
  std::vector<double> pore_m3_per_s;           // [lobe] mean over the step, >= 0
  std::vector<double> ejected_m3;              // [lobe] this step
  double backflow_m3 = 0.0;                    // into the alveoli, this step
  double mass_error_m3 = 0.0;                  // milk before + made - after - out
  std::vector<double> alveolar_Pa;             // [lobe] inside
};

DuctModel make_model(const anatomy::DuctTree& tree, const DuctParams& params);
DuctState initial_state(const DuctModel& model);

/// Advances the milk by dt_s: backward Euler, one tridiagonal Newton a lobe on x_j = ln(A_j/A_0).
///   V_0 dA/dt = Q_in - Q_out;  Q by the upwind segment's closing lumen ((a-a_c)/(1-a_c))^2;
///   tube law p >= 0: A/A_0 = sqrt(1 + p/K_1); p < 0: p = -K_p((A/A_0)^-1.5 - 1);
///   alveoli p = P_s(exp(kF) - 1) + p_tissue + P_act a F/(F + 0.08), out through
///   R_u/(eps+(1-eps)a); shear-thinning milk; pore Q = (p - p_outside - p_nipple - p_open)+ / R: a
///   squeezed nipple is a shut one.
/// @param dt_s  > 0; any size is stable; above 0.25 s it is split while the glands contract
/// @return NotConverged keeps the last iterate, mass is conserved whatever happens; NonFinite (a
/// load
///         that is not a number) leaves the state as it was. residual: m3 a lobe.
/// @see src/ducts/MODEL.md
StepReport step(const DuctModel& model, const DuctLoad& load, double dt_s, DuctState& state,
                DuctFlow& out);

/// Milk in alveoli and ducts.
double milk_m3(const DuctModel& model, const DuctState& state);
double lobe_fullness(const DuctModel& model, const DuctState& state, int lobe);  // F_i
/// Inner diameter of a duct's whole lumen now, m. The last segment is the main duct [B2, B14].
double duct_diameter_m(const DuctModel& model, const DuctState& state, int lobe, int segment);
/// Whether a pore sprays at this flow (Weber number above kJetWeber) rather than drips.
bool sprays(const DuctModel& model, int lobe, double pore_m3_per_s);
/// Pressure across the wall of alveoli this full, without contraction: P_s (exp(k F) - 1), Pa.
double transmural_Pa(const DuctParams& params, double fullness);

void hash_into(Hasher& hasher, const DuctState& state);

}  // namespace lac::ducts
