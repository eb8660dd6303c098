#pragma once
#include "tissue/scratch.h"

/// From the sums over elements to the matrix that products read (MODEL.md §5).
namespace lac::tissue {

/// Before the rows of a part are finished.
void begin_rows(const TissueModel& model, int part, TissueScratch& s);
/// Rounds the sums of these rows' edges to halves and leaves them empty.
void finish_rows(const TissueModel& model, int first_pair, int end_pair, int part,
                 TissueScratch& s);
/// The rows that elements of both parts reach, then the diagonal, its inertia included.
void finish_matrix(const TissueModel& model, double step_s, TissueScratch& s);

}  // namespace lac::tissue
