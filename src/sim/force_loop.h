#pragma once
#include "hand/hand_pose.h"
#include "sim/sim.h"

namespace lac::sim {

/// The hand's force loop: moves each finger of `pose` in until the contact force of the last tick
/// is the commanded one, so that force is the input and depth the result.
///
///   advance' = advance + clamp(f (F_target - F) / k, +- v dt),  f = loop_frac, k running stiffness
///
/// A finger that does not touch yet approaches at a fixed speed; one whose hand was let go lifts
/// off. A pad of a hold gets its press and its squeeze turned into the cone that friction holds
/// (MODEL.md "Hand's force loop"). `touching[h]` tells which hands are told to touch. Loops of
/// fingers that are gone are dropped.
void advance_fingers(const CouplingParams& params, const std::array<bool, 2>& touching, double dt_s,
                     double friction, State& state, hand::HandPose& pose);

/// Remembers what each finger felt in this tick.
void feel(const CouplingParams& params, const std::vector<tissue::ContactPatch>& patches,
          const hand::HandPose& pose, State& state);

}  // namespace lac::sim
