#pragma once
#include "oedema/constants.h"

namespace lac::oedema {

/// physiology.md 7.6 as amended by physiology-notes.md §4-6.
struct OedemaParams {
  double excess_frac = 0.0;         // e of the breast at the start: (fluid - normal)/normal
  double areola_excess_frac = 0.0;  // e of the areolar disc
  // assumed, the tissue's to vary: constants.h says from where to where
  double recoil_Pa = kRecoil_Pa;  // dp_e/de
  double K_0_m2_per_Pa_s = kGelConductivity_m2_per_Pa_s;
  double K_f_m2_per_Pa_s = kFreeConductivity_m2_per_Pa_s;
  double K_mid_frac = kFreeFrom_frac, K_width_frac = kFreeWidth_frac;
  double k_0_per_s = kRestLymph_per_s;  // resting lymph
  double kappa = kStrokeUptake_frac;    // share of free fluid that a stroke takes up
  double cfc_per_Pa_s = kFiltration_per_Pa_s;
  double venous_frac = kVenous_frac;  // venous blood of gland tissue
  double parasternal_pull = kParasternalPull, clavicular_pull = kClavicularPull;
};

}  // namespace lac::oedema
