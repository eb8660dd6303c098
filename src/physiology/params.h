#pragma once
#include <cstdint>
#include <vector>

#include "physiology/constants.h"
#include "physiology/findings.h"

namespace lac::physiology {

/// physiology.md 7.4, 7.5, 7.8 as amended by physiology-notes.md §1, §7, §8.
struct PhysiologyParams {
  std::uint64_t mother_seed = 1;   // her own pattern of ejections [D15]
  std::uint64_t session_seed = 0;  // 5 % jitter on it; also the noise of her words
  double synthesis_max_m3_per_s = kSynthesis_m3_per_s;  // S_max of the breast (notes §8)
  double sensitisation = 1.0;                           // s, 1 normal .. 0.2 [F18]
  double resting_nrs = 0.0;                             // P_0 stated by the case
  double resting_tissue_Pa = 500.0;                     // tissue pressure of the case's start state
  double stress = 0.0;                                  // 0..1
  double appetite_m3 = kAppetite_m3;                    // milk that contents her baby [C1.6]
  double dose_scale = 1.0;                              // D6: parity
  // assumed, hers to vary
  double comfortable_vacuum_Pa = kComfortableVacuum_Pa;  // [F19]
  double pulse_rate_per_s = kPulseRate_per_s;            // r_max
  double refractory_s = kRefractory_s;
  double adaptation_s = kAdaptation_s;                   // tau_b
  double half_effect_pg_per_mL = kHalfEffect_pg_per_mL;  // EC50
  double strength_loss_frac = kStrengthLoss_frac;        // per ejection
  double noise_nrs = kNoise_nrs;                         // SD of what she says
  double urge_fade_s = kUrgeFade_s;                      // urge without stimulus; 0: never fades
  // one breast's own (gland.h)
  double supply_trend_s = kSupplyTrend_s;  // tau_s; 0: supply does not change
  double postpartum_day = -1.0;            // < 0: established, milk has long come in
  double fat_scale = kFatScale;            // s_m [C5.5]
  std::vector<Condition> condition;        // red flags of this breast
  // before birth
  bool antenatal = false;  // the womb answers to oxytocin
};

}  // namespace lac::physiology
