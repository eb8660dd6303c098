#pragma once
#include <cstdint>

namespace lac::physiology {

/// physiology.md 7.4, 7.5, 7.8 as amended by physiology-notes.md §1, §7, §8.
struct PhysiologyParams {
  std::uint64_t mother_seed = 1;        // her own pattern of ejections [D15]
  double synthesis_max_m3_per_s = 19e-6 / 3600.0;  // S_max of the breast (notes §8)
  double sensitisation = 1.0;           // s, 1 normal .. 0.2 [F18]
  double resting_nrs = 0.0;             // P_0 stated by the case
  double resting_tissue_Pa = 500.0;     // tissue pressure of the case's start state
  double stress = 0.0;                  // 0..1
  double dose_scale = 1.0;              // D6: parity
};

}  // namespace lac::physiology
