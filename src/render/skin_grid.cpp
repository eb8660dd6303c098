#include "render/skin_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lac::render {

std::array<int, 3> SkinGrid::cell(V3 p) const {
  return {static_cast<int>(std::floor((p.x - low_m_.x) / kCell_m)),
          static_cast<int>(std::floor((p.y - low_m_.y) / kCell_m)),
          static_cast<int>(std::floor((p.z - low_m_.z) / kCell_m))};
}

void SkinGrid::build(const std::vector<SkinVertex>& vertices) {
  vertices_ = &vertices;
  if (vertices.empty()) return;
  V3 low = vertices.front().position_m, high = low;
  for (const SkinVertex& v : vertices) {
    const V3 p = v.position_m;
    low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
  }
  low_m_ = low - V3{kCell_m, kCell_m, kCell_m};
  const std::array<int, 3> last = cell(high);
  for (std::size_t a = 0; a < 3; ++a) count_[a] = std::clamp(last[a] + 2, 1, 128);

  // counting sort into cubes
  const std::size_t cells = static_cast<std::size_t>(count_[0]) * count_[1] * count_[2];
  start_.assign(cells + 1, 0);
  const auto place = [&](V3 p) {
    const auto c = cell(p);
    return (static_cast<std::size_t>(std::clamp(c[2], 0, count_[2] - 1)) * count_[1] +
            std::clamp(c[1], 0, count_[1] - 1)) *
               count_[0] +
           std::clamp(c[0], 0, count_[0] - 1);
  };
  for (const SkinVertex& v : vertices) ++start_[place(v.position_m) + 1];
  for (std::size_t k = 0; k < cells; ++k) start_[k + 1] += start_[k];
  order_.resize(vertices.size());
  std::vector<int> next(start_.begin(), start_.end() - 1);
  for (std::size_t v = 0; v < vertices.size(); ++v)
    order_[next[place(vertices[v].position_m)]++] = static_cast<int>(v);
}

const SkinVertex* SkinGrid::near(V3 p) const {
  if (vertices_ == nullptr || order_.empty()) return nullptr;
  const auto c = cell(p);
  for (std::size_t a = 0; a < 3; ++a)
    if (c[a] < -1 || c[a] > count_[a]) return nullptr;
  const SkinVertex* best = nullptr;
  float best_m2 = std::numeric_limits<float>::max();
  for (int k = std::max(c[2] - 1, 0); k <= std::min(c[2] + 1, count_[2] - 1); ++k)
    for (int j = std::max(c[1] - 1, 0); j <= std::min(c[1] + 1, count_[1] - 1); ++j)
      for (int i = std::max(c[0] - 1, 0); i <= std::min(c[0] + 1, count_[0] - 1); ++i) {
        const std::size_t at = (static_cast<std::size_t>(k) * count_[1] + j) * count_[0] + i;
        for (int n = start_[at]; n < start_[at + 1]; ++n) {
          const SkinVertex& v = (*vertices_)[order_[n]];
          const V3 d = v.position_m - p;
          const float m2 = dot(d, d);
          if (m2 < best_m2) {
            best_m2 = m2;
            best = &v;
          }
        }
      }
  return best;
}

}  // namespace lac::render
