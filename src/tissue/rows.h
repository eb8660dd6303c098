#pragma once
#include "tissue/model.h"

/// How the symmetric matrix lies in memory (MODEL.md §5): one block an edge, read once for both its
/// ends.
namespace lac::tissue {

/// Neighbours, edges, pairs of rows, and where each element adds to its edges. @see TissueModel
void build_rows(TissueModel& model);

/// Halves of the matrix that hold one step of a pair of rows: [3 rows of K, lane 3 B's column; B's
/// row][edge of the first row, of the second][4].
inline constexpr int kStepHalves = 32;
/// ... and of B alone: [what the lower node does to the higher one's volume, the reverse][2][4].
inline constexpr int kStepDilation = 16;
/// Floats of an edge while elements add to it: the same rows, of one edge.
inline constexpr int kEdgeFloats = 16;
/// Where row `r` (3: B's row) of an edge lies among the matrix' halves.
inline std::size_t block_row(int place, int r) {
  return kStepHalves * static_cast<std::size_t>(place / 2) + 8 * r + 4 * (place % 2);
}

}  // namespace lac::tissue
