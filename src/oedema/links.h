#pragma once
#include <vector>

#include "anatomy/tet_mesh.h"

namespace lac::oedema {

/// Two-point conductances between nodes, all >= 0 so that flow goes from high to low pressure only.
struct Links {
  std::vector<int> a, b;         // [link] a < b, ascending
  std::vector<double> weight_m;  // [link] > 0; flow = K * weight * (p_a - p_b)
  int blended_tets = 0;          // tets whose linear-element weights had to be changed
};

/// The linear element's own weights -V grad N_a . grad N_b where they add up to >= 0 on a link;
/// elsewhere its tets are blended, as little as that takes, with V / (2 d^2), which is positive in
/// every tet and has the same trace, so the mean conductivity stays right (clipping would raise
/// it).
Links make_links(const anatomy::TetMesh& mesh);

}  // namespace lac::oedema
