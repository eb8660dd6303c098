#include <algorithm>
#include <cmath>

#include "tests/near.h"
#include "tests/tissue/block.h"
#include "tissue/assemble.h"
#include "tissue/scratch.h"
#include "tissue/tissue.h"

using namespace lac;
using namespace lac::tissue;

namespace {

// skin on the top alone: what stands between walls with an open surface
anatomy::Breast tank(std::array<int, 3> cells, Vec3 size_m) {
  anatomy::Breast body = test::make_block({.cells = cells, .size_m = size_m, .held_base = true});
  anatomy::TetMesh& mesh = body.mesh;
  const auto below = [&](const std::array<int, 3>& t) {
    return std::any_of(t.begin(), t.end(),
                       [&](int i) { return mesh.node_m[i].z < size_m.z - 1e-9; });
  };
  mesh.skin.erase(std::remove_if(mesh.skin.begin(), mesh.skin.end(), below), mesh.skin.end());
  mesh.skin_node.clear();
  mesh.skin_index.assign(mesh.node_m.size(), -1);
  for (const auto& t : mesh.skin)
    for (int i : t)
      if (mesh.skin_index[i] < 0) {
        mesh.skin_index[i] = static_cast<int>(mesh.skin_node.size());
        mesh.skin_node.push_back(i);
      }
  body.skin_thickness_m.assign(mesh.skin.size(), 0.0);
  body.triangle_region.assign(mesh.skin.size(), anatomy::Region::Body);
  return body;
}

constexpr Vec3 kSize_m{0.05, 0.04, 0.03};

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("tissue: the pressure that gravity is carried by is the depth under an open surface") {
    const TissueModelPtr model = make_model(tank({5, 4, 6}, kSize_m), {});
    for (int i = 0; i < model->nodes; ++i) {
      const double depth_m = kSize_m.z - model->shape_m[i].z;
      CHECK(std::fabs(model->hydrostatic_m[i].z + depth_m) < 1e-7);
      if (model->skin_index[i] >= 0) CHECK(model->hydrostatic_m[i] == Vec3{});
    }
  }

  TEST_CASE("tissue: what lies level stands still without giving way, and bears rho g h") {
    // nothing is strained at the shape: all force on a node away from the free walls is zero,
    // though its weight pulls, and the pressure is that of a liquid
    const TissueModelPtr model = make_model(tank({5, 4, 6}, kSize_m), {});
    const TissueScratchPtr scratch = make_scratch(*model);
    TissueScratch& s = *scratch;
    constexpr double kG = 9.81, kH_s = 1.0;
    update_materials(*model, {.gravity_m_per_s2 = {0.0, 0.0, -kG}}, s);
    for (int i = 0; i < model->nodes; ++i)
      for (int k = 0; k < 3; ++k) {
        s.x[4 * i + k] = static_cast<float>(model->shape_m[i][k]);
        const double fall = k == 2 && i < model->free_nodes ? -kG * kH_s * kH_s : 0.0;
        s.target[4 * i + k] = static_cast<float>(model->shape_m[i][k] + fall);
      }
    scale_nodal_stiffness(*model, 1.0, s);
    dilate(*model, s.x.data(), s);
    nodal_pressures(*model, s.x.data(), kH_s, s);
    assemble_residual(*model, s.x.data(), kH_s, s);
    int inside = 0;
    for (int i = 0; i < model->free_nodes; ++i) {
      const Vec3 at = model->shape_m[i];
      const double deep_Pa = 1000.0 * kG * (kSize_m.z - at.z);
      CHECK(std::fabs(s.nodal_pressure[i] - deep_Pa) < 0.05);
      if (std::fabs(at.x) > 0.49 * kSize_m.x || std::fabs(at.y) > 0.49 * kSize_m.y) continue;
      ++inside;
      const double weight_N = s.mass[i] * kG;
      for (int k = 0; k < 3; ++k) CHECK(std::fabs(s.residual[4 * i + k]) < 2e-3 * weight_N);
    }
    CHECK(inside == 4 * 3 * 6);
  }

  TEST_CASE("tissue: on its side the same block carries nothing by pressure at its middle") {
    // no wall holds it: by symmetry the field across is odd
    const TissueModelPtr model = make_model(tank({4, 4, 4}, kSize_m), {});
    for (int i = 0; i < model->nodes; ++i)
      if (std::fabs(model->shape_m[i].x) < 1e-9 && std::fabs(model->shape_m[i].y) < 1e-9)
        CHECK(std::fabs(model->hydrostatic_m[i].x) < 0.02 * kSize_m.x);
  }
}
