#pragma once
#include <algorithm>
#include <array>
#include <functional>

#include "anatomy/breast.h"
#include "base/rng.h"

namespace lac::oedema_test {

/// A block of tissue cut into cubes of six tets; its top (largest z) is skin.
struct BrickShape {
  std::array<int, 3> cells{8, 8, 8};
  std::array<double, 3> size_m{0.04, 0.04, 0.04};
  double jitter_frac = 0.0;  // of a cell, inner nodes only
  double phi_0 = 0.4;
  std::uint64_t seed = 1;
};

inline int brick_node(const BrickShape& s, int i, int j, int k) {
  return (k * (s.cells[1] + 1) + j) * (s.cells[0] + 1) + i;
}

inline void add_brick_nodes(const BrickShape& s, anatomy::TetMesh& mesh) {
  Rng rng(s.seed);
  for (int k = 0; k <= s.cells[2]; ++k) {
    for (int j = 0; j <= s.cells[1]; ++j) {
      for (int i = 0; i <= s.cells[0]; ++i) {
        const std::array<int, 3> at{i, j, k};
        Vec3 p;
        for (int c = 0; c < 3; ++c) {
          const double cell_m = s.size_m[c] / s.cells[c];
          const bool inner = at[c] > 0 && at[c] < s.cells[c];
          p[c] = cell_m * (at[c] + (inner ? rng.uniform(-1.0, 1.0) * s.jitter_frac : 0.0));
        }
        mesh.node_m.push_back(p);
      }
    }
  }
}

inline void add_brick_tets(const BrickShape& s, anatomy::TetMesh& mesh) {
  for (int k = 0; k < s.cells[2]; ++k) {
    for (int j = 0; j < s.cells[1]; ++j) {
      for (int i = 0; i < s.cells[0]; ++i) {
        // six tets round the diagonal of the cube, one for each order of the axes
        std::array<int, 3> axes{0, 1, 2};
        do {
          std::array<int, 3> at{i, j, k};
          std::array<int, 4> tet{brick_node(s, at[0], at[1], at[2])};
          for (int c = 0; c < 3; ++c) {
            ++at[axes[c]];
            tet[c + 1] = brick_node(s, at[0], at[1], at[2]);
          }
          const Vec3 x0 = mesh.node_m[tet[0]];
          double volume_m3 = dot(cross(mesh.node_m[tet[1]] - x0, mesh.node_m[tet[2]] - x0),
                                 mesh.node_m[tet[3]] - x0) /
                             6.0;
          if (volume_m3 < 0.0) std::swap(tet[2], tet[3]), volume_m3 = -volume_m3;
          mesh.tet.push_back(tet);
          mesh.tet_volume_m3.push_back(volume_m3);
        } while (std::next_permutation(axes.begin(), axes.end()));
      }
    }
  }
}

/// Only what oedema reads of a breast. Lymph runs along +x; the areola weight is the caller's.
inline anatomy::Breast make_brick(const BrickShape& s) {
  anatomy::Breast breast;
  anatomy::TetMesh& mesh = breast.mesh;
  add_brick_nodes(s, mesh);
  add_brick_tets(s, mesh);
  const std::size_t nodes = mesh.node_m.size();
  mesh.free_nodes = static_cast<int>(nodes);
  mesh.skin_index.assign(nodes, -1);
  for (int j = 0; j <= s.cells[1]; ++j) {
    for (int i = 0; i <= s.cells[0]; ++i) {
      const int n = brick_node(s, i, j, s.cells[2]);
      mesh.skin_index[n] = static_cast<int>(mesh.skin_node.size());
      mesh.skin_node.push_back(n);
      if (i == s.cells[0] || j == s.cells[1]) continue;
      const int x = brick_node(s, i + 1, j, s.cells[2]), y = brick_node(s, i, j + 1, s.cells[2]);
      const int xy = brick_node(s, i + 1, j + 1, s.cells[2]);
      mesh.skin.push_back({n, x, xy});
      mesh.skin.push_back({n, xy, y});
    }
  }
  breast.interstitial_frac.assign(nodes, s.phi_0);
  breast.areola_weight.assign(nodes, 0.0);
  breast.lymph_direction.assign(nodes, Vec3{1.0, 0.0, 0.0});
  return breast;
}

inline void for_each_node(const anatomy::Breast& breast,
                          const std::function<void(int, Vec3)>& visit) {
  for (int i = 0; i < static_cast<int>(breast.mesh.node_m.size()); ++i) {
    visit(i, breast.mesh.node_m[i]);
  }
}

}  // namespace lac::oedema_test
