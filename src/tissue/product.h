#pragma once
#include <vector>

#include "tissue/scratch.h"

/// Products with the matrix of a Newton step (MODEL.md §5).
namespace lac::tissue {

/// q = (K + B^T B) p of s.cg_p, whose fourth lanes are zero, into s.product of each node's part;
/// fourth lanes hold no number of use, fixed nodes nothing of meaning. @return p . q
double multiply_direction(const TissueModel& model, TissueScratch& s);
/// The same for any v that leaves fixed nodes alone; out of them is zero. Overwrites s.cg_p.
void multiply(const TissueModel& model, const float* v, float* out, TissueScratch& s);

}  // namespace lac::tissue
