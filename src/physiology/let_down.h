#pragma once
#include "physiology/physiology.h"

namespace lac::physiology {

/// Threshold and dose of the mother's k-th pulse: hers, so that her pattern comes back [D15].
struct Pulse {
  double threshold = 1.0;  // of the urge, gamma with mean 1
  double dose_ng = 0.0;
};
Pulse pulse_of(const PhysiologyParams& params, int k);

/// Advances hormone, gland and adaptation by h_s with a constant release; exact.
void advance_oxytocin(const PhysiologyParams& params, double h_s, double release_ng_per_s,
                      PhysiologyState& state);

/// One step of let-down: urge, pulses, hormone, contraction, ejections, inhibition.
void step_let_down(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                   PhysiologyState& state);

}  // namespace lac::physiology
