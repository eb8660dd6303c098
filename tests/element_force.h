#pragma once
#include "tissue/assemble.h"

namespace lac::test {

/// Force that tets and skin put on the nodes with `which`, at the scratch's last positions.
template <class Which>
Vec3 element_force(const tissue::TissueModel& m, tissue::TissueScratch& s, Which&& which) {
  tissue::assemble_residual(m, s.x.data(), 1.0 / 60.0, s);
  Vec3 sum;
  for (int i = 0; i < m.nodes; ++i)
    for (const tissue::Floats& part : s.element_sum)
      for (int a = 0; a < 3 && which(i); ++a) sum[a] += part[4 * i + a];
  return sum;
}

inline Vec3 force_on_held(const tissue::TissueModel& m, tissue::TissueScratch& s) {
  return element_force(m, s, [&](int i) { return i >= m.free_nodes; });
}

}  // namespace lac::test
