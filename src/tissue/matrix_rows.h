#pragma once
#include "tissue/scratch.h"

/// From the sums over elements to the matrix that products read (MODEL.md §5).
namespace lac::tissue {

/// Rounds the edges' sums to halves, empties them, and makes the diagonal, its inertia included.
void finish_matrix(const TissueModel& model, double step_s, TissueScratch& s);

}  // namespace lac::tissue
