#include "render/surface_net.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lac::render {

Net surface_net(const std::function<float(V3)>& distance, V3 low_m, V3 high_m, float cell_m) {
  const V3 size = high_m - low_m;
  const std::array<int, 3> n{static_cast<int>(size.x / cell_m) + 2,
                             static_cast<int>(size.y / cell_m) + 2,
                             static_cast<int>(size.z / cell_m) + 2};
  const auto at = [&](int i, int j, int k) {
    return (static_cast<std::size_t>(k) * n[1] + j) * n[0] + i;
  };
  const auto point = [&](int i, int j, int k) {
    return low_m + V3{static_cast<float>(i), static_cast<float>(j), static_cast<float>(k)} * cell_m;
  };

  // sample; whole blocks far from the surface get one value
  constexpr int kBlock = 6;
  std::vector<float> value(static_cast<std::size_t>(n[0]) * n[1] * n[2], 1.0f);
  const float block_reach_m = 0.5f * kBlock * cell_m * 1.75f * 1.3f;
  for (int bk = 0; bk < n[2]; bk += kBlock)
    for (int bj = 0; bj < n[1]; bj += kBlock)
      for (int bi = 0; bi < n[0]; bi += kBlock) {
        const V3 centre = point(bi, bj, bk) + V3{1, 1, 1} * (0.5f * kBlock * cell_m);
        const float middle = distance(centre);
        const bool far = std::abs(middle) > block_reach_m;
        for (int k = bk; k < std::min(bk + kBlock, n[2]); ++k)
          for (int j = bj; j < std::min(bj + kBlock, n[1]); ++j)
            for (int i = bi; i < std::min(bi + kBlock, n[0]); ++i)
              value[at(i, j, k)] = far ? middle : distance(point(i, j, k));
      }

  // one vertex in every cell that the surface passes through
  Net net;
  std::vector<int> cell(value.size(), -1);
  constexpr std::array<std::array<int, 3>, 8> corner{
      {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}}};
  for (int k = 0; k + 1 < n[2]; ++k)
    for (int j = 0; j + 1 < n[1]; ++j)
      for (int i = 0; i + 1 < n[0]; ++i) {
        V3 sum;
        int crossings = 0;
        for (int a = 0; a < 8; ++a)
          for (int b = a + 1; b < 8; ++b) {
            const int bits = a ^ b;
            if (bits != 1 && bits != 2 && bits != 4) continue;
            const float fa = value[at(i + corner[a][0], j + corner[a][1], k + corner[a][2])];
            const float fb = value[at(i + corner[b][0], j + corner[b][1], k + corner[b][2])];
            if ((fa < 0.0f) == (fb < 0.0f)) continue;
            const V3 pa = point(i + corner[a][0], j + corner[a][1], k + corner[a][2]);
            const V3 pb = point(i + corner[b][0], j + corner[b][1], k + corner[b][2]);
            sum += mix(pa, pb, fa / (fa - fb));
            ++crossings;
          }
        if (crossings == 0) continue;
        cell[at(i, j, k)] = static_cast<int>(net.position_m.size());
        const V3 p = sum * (1.0f / static_cast<float>(crossings));
        net.position_m.push_back(p);
        const float e = 0.5f * cell_m;
        net.normal.push_back(unit(V3{distance(p + V3{e, 0, 0}) - distance(p - V3{e, 0, 0}),
                                     distance(p + V3{0, e, 0}) - distance(p - V3{0, e, 0}),
                                     distance(p + V3{0, 0, e}) - distance(p - V3{0, 0, e})}));
      }

  // two triangles across every grid edge that the surface crosses
  const std::array<std::size_t, 3> step{1, static_cast<std::size_t>(n[0]),
                                        static_cast<std::size_t>(n[0]) * n[1]};
  for (int k = 1; k + 1 < n[2]; ++k)
    for (int j = 1; j + 1 < n[1]; ++j)
      for (int i = 1; i + 1 < n[0]; ++i) {
        const std::size_t here = at(i, j, k);
        for (int axis = 0; axis < 3; ++axis) {
          const bool inside = value[here] < 0.0f;
          if (inside == (value[here + step[axis]] < 0.0f)) continue;
          const std::size_t u = step[(axis + 1) % 3], v = step[(axis + 2) % 3];
          const int a = cell[here], b = cell[here - u], c = cell[here - u - v], d = cell[here - v];
          if (a < 0 || b < 0 || c < 0 || d < 0) continue;
          if (inside) {
            net.triangle.push_back({a, b, c});
            net.triangle.push_back({a, c, d});
          } else {
            net.triangle.push_back({a, c, b});
            net.triangle.push_back({a, d, c});
          }
        }
      }
  return net;
}

}  // namespace lac::render
