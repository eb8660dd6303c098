#pragma once
#include "tissue/assemble.h"

namespace lac::test {

/// Force of tets and skin on the held nodes at the scratch's positions, nodal pressures included.
inline Vec3 force_on_held(const tissue::TissueModel& m, tissue::TissueScratch& s) {
  tissue::assemble_residual(m, s.x.data(), 1.0 / 60.0, s);
  Vec3 sum;
  for (int i = m.free_nodes; i < m.nodes; ++i)
    for (const tissue::Floats& part : s.element_sum)
      for (int a = 0; a < 3; ++a) sum[a] += part[4 * i + a];
  return sum;
}

}  // namespace lac::test
