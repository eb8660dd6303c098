#pragma once
#include <span>

#include "physiology/physiology.h"

namespace lac::physiology {

/// Pressure that begins to hurt (NRS 4) on this area: 200 kPa (A/1 cm2)^-0.56 [F17], s = 1.
double pain_threshold_Pa(double area_m2);

/// X = (x^3 + x_s^3 + x_v^3)^(1/3) of the worst place, threshold at 1.
double pain_drive(const PhysiologyParams& params, std::span<const PainSource> sources,
                  double vacuum_Pa, double sensitisation);

/// Touch-evoked pain that a lasting drive leads to: 10 X^2/(1 + X^2) - 1, 0..10.
double lasting_pain(double drive);

/// Resting pain P_0 of a tissue pressure: 10 p^2/(p^2 + h^2).
double resting_pain(double tissue_Pa, double half_Pa);

/// One step of touch pain, summation, and what she feels and says.
/// @return the drive X
double step_pain(const PhysiologyModel& model, const PhysiologyLoad& load, double dt_s,
                 PhysiologyState& state);

}  // namespace lac::physiology
