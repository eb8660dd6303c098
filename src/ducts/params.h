#pragma once
#include <cstdint>

namespace lac::ducts {

/// physiology.md 7.2-7.3 as amended by physiology-notes.md §1-3, §9. Units SI; see constants.h for
/// each row's source.
struct DuctParams {
  double capacity_m3 = 210e-6;          // storage capacity of the breast [C1.1]
  double milk_m3 = 150e-6;              // at the start, in the lobes
  double unevenness_cv = 0.15;          // SD/mean of lobe fullness at the start (assumed)
  double viscosity_scale = 1.0;         // colostrum 5
  double P_act_Pa = 2700.0;             // contraction [B19-B20]
  double R_u_Pa_s_per_m3 = 4.5e9;       // per breast at 210 mL, scales 1/capacity (notes §2.6)
  double p_open_Pa = 2000.0;            // nipple pore opening pressure, spread +-20 %
  double pore_spread_frac = 0.2;
  int plug_lobe = -1;                   // -1: none
  double plug_yield_Pa = 5500.0;        // notes §9
  double plug_resistance = 100.0;       // times the segment's own
  double blocked_lobe_fullness = 1.14;  // F of the plugged lobe at the start
  std::uint64_t seed = 1;
};

}  // namespace lac::ducts
