#pragma once
#include <span>

#include "tissue/scratch.h"

namespace lac::tissue {

/// Suction on the skin, a traction that follows it (MODEL.md §4b): node a of a triangle with
/// corners x_0, x_1, x_2 bears a third of its area vector,
///
///   f_a = p_a/6 (x_1 - x_0) x (x_2 - x_0),   p outward, positive where it pulls
///
/// so that the whole force is the sum over nodes of p times nodal area vector, and a uniform pull
/// all round a closed body adds up to nothing.
///
/// Writes the forces at `x` into `s.pull` and adds them to the residual of the free nodes.
/// @param pull_Pa  [skin node], empty: nothing is done
void add_pull(const TissueModel& model, std::span<const float> pull_Pa, const float* x,
              TissueScratch& s);

}  // namespace lac::tissue
