#pragma once

namespace lac::oedema {

/// physiology.md 7.6 as amended by physiology-notes.md §4-6.
struct OedemaParams {
  double excess_frac = 0.0;         // e of the breast at the start: (fluid - normal)/normal
  double areola_excess_frac = 0.0;  // e of the areolar disc
  double recoil_Pa = 1333.0;        // dp_e/de = 1 / (0.10 per mmHg)
  double K_0_m2_per_Pa_s = 3e-14;   // gel [E1.11]
  double K_f_m2_per_Pa_s = 3e-10;   // free fluid [E1.13]; 5e-10 if the FE passes on 25-30 %
  double K_mid_frac = 0.35, K_width_frac = 0.04;
  double k_0_per_s = 0.0015 / 60.0;  // resting lymph [notes §5]
  double kappa = 2.5e-4;             // lymph stroke volume share [notes §5]
  double cfc_per_Pa_s = 3.9e-9;      // E1.7
  double venous_frac = 0.045;        // venous blood of gland tissue, 0.03-0.06 (assumed)
  double parasternal_pull = 0.085;   // against 1 for the armpit, 0.05-0.4 [E2.1-E2.3] (assumed)
  double clavicular_pull = 0.04;     // the same, 0.01-0.15 [E2.1] (assumed)
};

}  // namespace lac::oedema
