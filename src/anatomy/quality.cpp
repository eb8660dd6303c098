#include "anatomy/quality.h"

#include <algorithm>

#include "anatomy/mesh_file.h"

namespace lac::anatomy {
namespace {

constexpr double kGoodRatio = 0.35;  // a node whose elements are all better stays
constexpr int kSweeps = 12;

double ratio_of(const TetMesh& mesh, int t) {
  const auto& [a, b, c, d] = mesh.tet[t];
  const auto& x = mesh.node_m;
  return radius_ratio(x[a], x[b], x[c], x[d]);
}

/// Tetrahedra about each node, row by row.
struct Around {
  std::vector<int> start, tet;

  explicit Around(const TetMesh& mesh)
      : start(mesh.node_m.size() + 1, 0), tet(4 * mesh.tet.size()) {
    for (const auto& t : mesh.tet) {
      for (const int i : t) ++start[i + 1];
    }
    for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
    std::vector<int> fill(start.begin(), start.end() - 1);
    for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
      for (const int i : mesh.tet[t]) tet[fill[i]++] = static_cast<int>(t);
    }
  }
};

/// Worst ratio about a node; stops early once it is not above `floor`.
double worst_about(const TetMesh& mesh, const Around& around, int i, double floor) {
  double worst = 1.0;
  for (int k = around.start[i]; k < around.start[i + 1] && worst > floor; ++k) {
    worst = std::min(worst, ratio_of(mesh, around.tet[k]));
  }
  return worst;
}

/// Pattern search for a better place of one node; true if it moved.
bool improve(TetMesh& mesh, const Around& around, int i) {
  double worst = worst_about(mesh, around, i, -1.0);
  if (worst >= kGoodRatio) return false;

  // mean of the neighbours, and the local size
  Vec3 mean;
  int count = 0;
  for (int k = around.start[i]; k < around.start[i + 1]; ++k) {
    for (const int j : mesh.tet[around.tet[k]]) {
      if (j != i) mean += mesh.node_m[j], ++count;
    }
  }
  mean *= 1.0 / count;
  double size = 0.0;
  for (int k = around.start[i]; k < around.start[i + 1]; ++k) {
    for (const int j : mesh.tet[around.tet[k]]) size += norm(mesh.node_m[j] - mean) / count;
  }

  bool moved = false;
  const auto attempt = [&](Vec3 place) {
    const Vec3 kept = mesh.node_m[i];
    mesh.node_m[i] = place;
    const double now = worst_about(mesh, around, i, worst);
    if (now > worst) return worst = now, moved = true, true;
    mesh.node_m[i] = kept;
    return false;
  };
  for (const double t : {1.0, 0.5, 0.25}) {
    if (attempt(mesh.node_m[i] + t * (mean - mesh.node_m[i]))) break;
  }
  for (const double step : {0.2, 0.1, 0.05}) {
    for (int axis = 0; axis < 3; ++axis) {
      Vec3 move;
      move[axis] = step * size;
      if (!attempt(mesh.node_m[i] + move)) attempt(mesh.node_m[i] - move);
    }
  }
  return moved;
}

}  // namespace

void smooth_interior(TetMesh& mesh) {
  const Around around(mesh);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool moved = false;
    for (int i = 0; i < mesh.free_nodes; ++i) {
      if (mesh.skin_index[i] < 0) moved |= improve(mesh, around, i);
    }
    if (!moved) return;
  }
}

double worst_ratio(const TetMesh& mesh) {
  double worst = 1.0;
  for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
    worst = std::min(worst, ratio_of(mesh, static_cast<int>(t)));
  }
  return worst;
}

}  // namespace lac::anatomy
