#pragma once
#include "anatomy/tet_mesh.h"

namespace lac::anatomy {

/// Least radius ratio of a rest element; the sweep test states what the shapes reach.
inline constexpr double kLeastRestRatio = 0.02;

/// Moves inner nodes (never skin, never chest wall) so that the worst tetrahedron about each gets
/// better by its radius ratio; only where it is below `kGoodRatio`. Deterministic, volume kept.
void smooth_interior(TetMesh& mesh);

/// Least radius ratio of all tetrahedra; negative if one is inverted.
double worst_ratio(const TetMesh& mesh);

}  // namespace lac::anatomy
