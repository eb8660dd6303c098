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
// the rest of an iteration. node: p, q, r, z, direction read or written nine times 16, inverse 48,
// arm twice 16, r and moment 32
constexpr Load kCgNode {256.0, 60.0};
// a node's share in a cluster, there and back: r and moment, motion 32 each, share twice 8
constexpr Load kShare {80.0, 32.0};
// dilation or energy of a tet: rows 84, offsets 16, corners 64, dilation 4
constexpr Load kEnergyTet {168.0, 190.0};
// forces: the same and force 64, gathered by node 64. matrix: six places 4, sums read and written 128
constexpr Load kForceTet {292.0, 260.0};
constexpr Load kMatrixTet {1084.0, 770.0};
// edge: place and node 8, sums read and emptied 128, root 16, halves 48, columns of the higher node
// 192. node: columns 192, diagonal 48, B^T B 48
constexpr Load kEdge {392.0, 80.0}, kNodeColumns {288.0, 40.0};
// dilation of a corner, pressure, energy; diagonal, inverse, line search, damping
constexpr Load kNodeOnce {320.0, 150.0};
constexpr Load kCornerDilation {8.0, 1.0};
// skin: rows 20, offsets 12, corners 48, force 64, three places 4 and sums 128; energy alone
constexpr Load kSkinMatrix {540.0, 700.0}, kSkinForce {144.0, 260.0}, kSkinEnergy {80.0, 150.0};
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
  add(kShare, static_cast<double>(m.share.size()) * iterations, sum);
  // the clusters' dense inverse: six rows of eight floats a pair
  const double pairs = static_cast<double>(m.clusters) * m.clusters;
  sum.bytes += 192.0 * pairs * iterations;
  sum.flops += 96.0 * pairs * iterations;
  sum.cg_bytes = sum.bytes;
  sum.cg_flops = sum.flops;

  // predicted dilation, two line searches; one matrix, one residual
  add(kEnergyTet, 3.0 * tets, sum);
  add(kCornerDilation, 3.0 * 4.0 * tets, sum);
  add(kMatrixTet, tets, sum);
  add(kForceTet, tets, sum);
  add(kEdge, edges, sum);
  add(kNodeColumns, nodes, sum);
  add(kNodeOnce, 2.0 * nodes, sum);
  add(kSkinMatrix, triangles, sum);
  add(kSkinForce, triangles, sum);
  add(kSkinEnergy, 2.0 * triangles, sum);
  if (m.params.viscoelastic) add(kSlowTet, tets, sum);
  return sum;
}

}  // namespace lac::tissue
