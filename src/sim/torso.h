#pragma once
#include "sim/state.h"

namespace lac::sim {

/// Gravity in the patient frame, as the torso lies now.
Vec3 gravity(const TorsoState& torso, double g_m_per_s2);
/// Starts the turn to a position. @param lies_on  the side of the breast in hand, for side-lying
void turn_to(Position position, const tissue::TissueParams& params, anatomy::Side lies_on,
             TorsoState& torso);
/// Where the torso is on its way.
double recline_rad(const TorsoState& torso);
double roll_rad(const TorsoState& torso);

}  // namespace lac::sim
