#include "tissue/cost.h"

namespace lac::tissue {
namespace {

/// Bytes read or written and floating-point operations, an element of each kind.
struct Load {
  double bytes, flops;
};

// clang-format off
// one product. edge: K and both of B 32, B alone 16, node twice 4; p of the far node 16, its product
// read and written twice 64. node: diagonal 48, B 16, p 16, product emptied 16, read and written
// twice 64
constexpr Load kProductEdge {136.0, 60.0}, kProductNode {160.0, 40.0};
// the rest of an iteration. node: preconditioner 120 and three motions 32; product to residual and
// moment 80; direction and next p 80
constexpr Load kCgNode {376.0, 125.0};
// a node's part in a cluster's load: record 8, residual and moment 16
constexpr Load kMember {40.0, 12.0};
// dilation of a tet: rows 8, offsets 16, corners 64, node sums read and written 8. energy: all rows 84
constexpr Load kDilationTet {120.0, 35.0}, kEnergyTet {196.0, 195.0};
// forces: rows 84, offsets 16, corners 64, node sums read and written 32. matrix: also six places 4,
// sums of edges read and written 128
constexpr Load kForceTet {292.0, 380.0}, kMatrixTet {1084.0, 860.0};
// edge: place and node 8, sums read and emptied 128, root 16, halves 48, columns of the higher node
// 192. node: columns 192, diagonal 48, B^T B 48
constexpr Load kEdge {392.0, 80.0}, kNodeColumns {288.0, 40.0};
// pressure: sum 16, x 32, target 16, mass, volume, lambda, pressure 4 each
constexpr Load kPressureNode {80.0, 25.0};
// residual, diagonal, inverse, line search, damping
constexpr Load kNodeOnce {320.0, 150.0};
// skin: rows 20, offsets 12, corners 48, node sums 96; three places 4 and sums 128; energy alone
constexpr Load kSkinMatrix {572.0, 730.0}, kSkinForce {176.0, 300.0}, kSkinEnergy {80.0, 150.0};
// slow response: metric 52 read, row 28 written; a quarter of it rewritten
constexpr Load kSlowTet {120.0, 60.0};
// clang-format on

void add(Load one, double count, TickCost& sum) {
  sum.bytes += count * one.bytes;
  sum.flops += count * one.flops;
}

}  // namespace

TickCost cost_of(const TissueModel& m, double iterations) {
  TickCost sum;
  const double tets = m.tets, nodes = m.nodes, triangles = m.triangles;
  const double edges = static_cast<double>(m.edge.size());

  // one more product serves the damping
  add(kProductEdge, edges * (iterations + 1.0), sum);
  add(kProductNode, nodes * (iterations + 1.0), sum);
  add(kCgNode, nodes * iterations, sum);
  add(kMember, static_cast<double>(m.member.size()) * iterations, sum);
  // the clusters' dense inverse: six rows of eight floats a pair
  const double pairs = static_cast<double>(m.clusters) * m.clusters;
  sum.bytes += 192.0 * pairs * iterations;
  sum.flops += 96.0 * pairs * iterations;
  sum.cg_bytes = sum.bytes;
  sum.cg_flops = sum.flops;

  // dilation where it is predicted and after the first search, energy after the second; a matrix,
  // and forces with the first search
  add(kDilationTet, 2.0 * tets, sum);
  add(kEnergyTet, tets, sum);
  add(kMatrixTet, tets, sum);
  add(kForceTet, tets, sum);
  add(kPressureNode, 3.0 * nodes, sum);
  add(kEdge, edges, sum);
  add(kNodeColumns, nodes, sum);
  add(kNodeOnce, 2.0 * nodes, sum);
  add(kSkinMatrix, triangles, sum);
  add(kSkinForce, triangles, sum);
  add(kSkinEnergy, triangles, sum);
  if (m.params.viscoelastic) add(kSlowTet, tets, sum);
  return sum;
}

}  // namespace lac::tissue
