#include "tissue/pull.h"

#include <algorithm>

namespace lac::tissue {
namespace {

Vec3 node(const float* x, int i) { return {x[4 * i], x[4 * i + 1], x[4 * i + 2]}; }

}  // namespace

void add_pull(const TissueModel& m, std::span<const float> pull_Pa, const float* x,
              TissueScratch& s) {
  if (pull_Pa.empty()) return;
  std::fill(s.pull.begin(), s.pull.end(), 0.0f);
  for (const auto& t : m.tri) {
    const float p[3] = {pull_Pa[m.skin_index[t[0]]], pull_Pa[m.skin_index[t[1]]],
                        pull_Pa[m.skin_index[t[2]]]};
    if (p[0] == 0.0f && p[1] == 0.0f && p[2] == 0.0f) continue;
    const Vec3 o = node(x, t[0]);
    const Vec3 sixth = cross(node(x, t[1]) - o, node(x, t[2]) - o) / 6.0;
    for (int a = 0; a < 3; ++a) {
      if (t[a] >= m.free_nodes) continue;
      for (int i = 0; i < 3; ++i) s.pull[4 * t[a] + i] += static_cast<float>(p[a] * sixth[i]);
    }
  }
  for (int i = 0; i < m.free_nodes; ++i)
    store4(&s.residual[4 * i], load4(&s.residual[4 * i]) + load4(&s.pull[4 * i]));
}

}  // namespace lac::tissue
