#pragma once
#include <cstdint>

#include "ducts/constants.h"

namespace lac::ducts {

/// physiology.md 7.2-7.3 as amended by physiology-notes.md §1-3, §9. Units SI; see constants.h for
/// each row's source and range.
struct DuctParams {
  double capacity_m3 = kCapacity_m3;                       // storage capacity of the breast [C1.1]
  double milk_m3 = 150e-6;                                 // at the start, in the lobes
  double unevenness_cv = kUnevenness_frac;                 // SD/mean of lobe fullness at the start
  double viscosity_scale = 1.0;                            // colostrum 5
  double P_act_Pa = kContraction_Pa;                       // contraction [B19-B20]
  double R_u_Pa_s_per_m3 = kOutletResistance_Pa_s_per_m3;  // at 210 mL, scales 1/capacity
  double p_open_Pa = kPoreOpen_Pa;                         // nipple pore opening pressure
  double pore_spread_frac = kPoreSpread_frac;              // uniform, of p_open
  double P_s_Pa = kAlveolarScale_Pa;                       // alveolar P-V curve, scale
  double k_fill = kAlveolarExponent;                       // and exponent
  double rest_conductance_frac = kRestConductance_frac;    // epsilon: outlets at rest
  double K_1_Pa = kDistension_Pa;                          // tube law, p >= 0
  double widening_frac = kWidening_frac;                   // w: unloaded area at let-down
  double K_p_Pa = kCollapse_Pa;                            // tube law, p < 0
  double closed_lumen_frac = kClosedLumen_frac;            // alpha_c
  double recoil_s = kRecoil_s;                             // 0: the tissue solver already lags
  int plug_lobe = -1;                                      // -1: none
  double plug_yield_Pa = kPlugYield_Pa;                    // notes §9
  double plug_resistance_scale = kPlugResistance;          // times the segment's own
  double plug_erosion = kPlugErosion;                      // yield lost a cycle per peak pressure
  double low_shear_viscosity_Pa_s = kLowShearViscosity_Pa_s;  // mu_0; as mu_inf: no shear-thinning
  int working_pores = 0;  // pores that let milk through; 0: all (colostrum: 4) [B10]
  int bleb_lobe = -1;     // its pore is blocked by a bleb; -1: none
  double blocked_lobe_fullness = kPlugFullness_frac;  // F of the plugged lobe at the start
  std::uint64_t seed = 1;
};

}  // namespace lac::ducts
