#pragma once
#include <span>

#include "tissue/scratch.h"

namespace lac::tissue {

/// Inverts the 3x3 diagonal blocks of the whole matrix.
void precondition(const TissueModel& model, TissueScratch& s);
/// The same for these nodes only: where contact came or went.
void precondition_nodes(const TissueModel& model, std::span<const int> node, TissueScratch& s);

struct CgReport {
  int iterations = 0;
  bool negative = false;  // stopped at negative curvature
};
/// Solves for `s.direction` from `s.residual`; leaves the final residual in s.cg_r.
/// @param tolerance  stops when the preconditioned residual has fallen to this share
/// @param quiet_J    ... or r . z, about the energy left to gain, is below this; 0 iterations
/// then
///                   mean a zero direction
/// @param kind  which rigid modes help (prepared and placed)
CgReport conjugate_gradients(const TissueModel& model, RigidModes::Kind kind, int most_iterations,
                             double tolerance, double quiet_J, TissueScratch& s);

/// Sum over free nodes of a . b.
double dot_nodes(const TissueModel& model, const float* a, const float* b, TissueScratch& s);

}  // namespace lac::tissue
