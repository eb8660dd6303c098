#pragma once
#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "anatomy/breast.h"

namespace lac::test {

struct BlockShape {
  std::array<int, 3> cells{4, 4, 4};
  Vec3 size_m{0.04, 0.04, 0.04};
  bool held_base = true;  // the plane z = 0 does not move
  double skin_m = 0.0;    // thickness of its skin
};

/// A brick [-x/2, x/2] x [-y/2, y/2] x [0, z] of one tissue, each cell cut into six tetrahedra
/// along the same diagonal, as a body that the solver can take.
inline anatomy::Breast make_block(const BlockShape& shape) {
  const auto [nx, ny, nz] = shape.cells;
  const int nodes = (nx + 1) * (ny + 1) * (nz + 1);
  const auto grid = [&](int i, int j, int k) { return (k * (ny + 1) + j) * (nx + 1) + i; };

  // free nodes first
  anatomy::Breast body;
  anatomy::TetMesh& mesh = body.mesh;
  std::vector<int> place(nodes);
  for (int pass = 0; pass < 2; ++pass) {
    for (int k = 0; k <= nz; ++k)
      for (int j = 0; j <= ny; ++j)
        for (int i = 0; i <= nx; ++i) {
          if ((shape.held_base && k == 0) != (pass == 1)) continue;
          place[grid(i, j, k)] = static_cast<int>(mesh.node_m.size());
          mesh.node_m.push_back({shape.size_m.x * (1.0 * i / nx - 0.5),
                                 shape.size_m.y * (1.0 * j / ny - 0.5), shape.size_m.z * k / nz});
        }
    if (pass == 0) mesh.free_nodes = static_cast<int>(mesh.node_m.size());
  }

  // six tets a cell: one for each order in which the three axes are walked
  constexpr int kOrder[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  std::map<std::array<int, 3>, std::pair<int, std::array<int, 3>>> face;
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i)
        for (const auto& order : kOrder) {
          std::array<int, 3> at{i, j, k};
          std::array<int, 4> t{};
          for (int c = 0; c < 4; ++c) {
            t[c] = place[grid(at[0], at[1], at[2])];
            if (c < 3) ++at[order[c]];
          }
          const Vec3 o = mesh.node_m[t[0]];
          double det =
              dot(mesh.node_m[t[1]] - o, cross(mesh.node_m[t[2]] - o, mesh.node_m[t[3]] - o));
          if (det < 0.0) std::swap(t[2], t[3]), det = -det;
          mesh.tet.push_back(t);
          mesh.tet_volume_m3.push_back(det / 6.0);
          constexpr int kFace[4][3] = {{1, 2, 3}, {0, 3, 2}, {0, 1, 3}, {0, 2, 1}};
          for (const auto& f : kFace) {
            const std::array<int, 3> outward{t[f[0]], t[f[1]], t[f[2]]};
            std::array<int, 3> key = outward;
            std::sort(key.begin(), key.end());
            auto& entry = face[key];
            ++entry.first;
            entry.second = outward;
          }
        }

  // skin: faces of one tet only, but not the held plane
  for (const auto& [key, entry] : face) {
    if (entry.first != 1) continue;
    if (key[0] >= mesh.free_nodes) continue;
    mesh.skin.push_back(entry.second);
  }
  mesh.skin_index.assign(nodes, -1);
  for (const auto& t : mesh.skin)
    for (int v : t) mesh.skin_index[v] = 0;
  for (int i = 0; i < nodes; ++i) {
    if (mesh.skin_index[i] < 0) continue;
    mesh.skin_index[i] = static_cast<int>(mesh.skin_node.size());
    mesh.skin_node.push_back(i);
  }
  body.params.kind = anatomy::BodyKind::Balloon;
  body.tissue.assign(mesh.tet.size(), anatomy::Tissue::Balloon);
  body.gland_frac.assign(mesh.tet.size(), 0.0);
  body.skin_thickness_m.assign(mesh.skin.size(), shape.skin_m);
  body.triangle_region.assign(mesh.skin.size(), anatomy::Region::Body);
  return body;
}

}  // namespace lac::test
