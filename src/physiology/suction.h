#pragma once
#include "physiology/gland_constants.h"

namespace lac::physiology {

/// One cycle of a vacuum: raised-cosine rise, hold, raised-cosine fall, rest at the base. The same
/// shape serves a pump and an infant.
struct SuctionProfile {
  double peak_Pa = 25.4e3;  // vacuum, > 0
  double base_Pa = 0.0;     // kept between the pulses
  double cycle_Hz = kPumpRate_Hz;
  double rise_frac = 0.35, hold_frac = 0.0, fall_frac = 0.35;  // of a cycle, sum <= 1
  double fade_frac = 0.0, fade_s = 1.0;  // share of the peak lost with time, and how fast
  int burst = 0, pause = 0;              // cycles in a row, cycles of rest; 0: never rests
  bool operator==(const SuctionProfile&) const = default;
};

/// A pump at this peak vacuum: one pulse of 0.7 s a second at 1 Hz [C2.4], the same shape at other
/// rates. cycle_Hz 0: steady.
SuctionProfile pump_profile(double peak_Pa, double cycle_Hz = kPumpRate_Hz);
/// A baby: base and peak [C3.1-C3.2], fast onset and slower release, weakening through the feed
/// [C3.3], in bursts.
SuctionProfile infant_profile(double peak_Pa = kInfantPeak_Pa, double base_Pa = kInfantBase_Pa);

/// Vacuum at this time since the first cycle began, Pa >= 0.
double suction_Pa(const SuctionProfile& profile, double time_s);
/// Its exact mean from `from_s` to `to_s` > from_s, so that long steps never sample a cycle.
double mean_suction_Pa(const SuctionProfile& profile, double from_s, double to_s);

/// A nipple shield leaves this of vacuum and of stimulus (notes §2.7; [C2.7]).
double through_shield_Pa(double vacuum_Pa);
double through_shield(double stimulus);

/// A pump's funnel.
struct Flange {
  double tunnel_m = 24e-3;  // diameter
  double cone_rad = 1.833;  // opening angle: 105 degrees; 90 is steeper [C2.6]
};
/// Share of the vacuum with which its rim presses the superficial ducts, 0 for a good fit.
double flange_rim_frac(const Flange& flange, double nipple_diameter_m);

}  // namespace lac::physiology
