#pragma once
#include "tissue/model.h"

namespace lac::tissue {

class TissueScratch;

/// The second level of the preconditioner (MODEL.md §5): overlapping clusters of nodes that move as
/// rigid bodies carry what block-Jacobi passes on one element an iteration.
///
///   z = D^-1 r + f P A_c^-1 P^T r,   (P u)_i = sum_c w_ic (t_c + omega_c x (x_i - x_c)),
///   A_c = P^T A P at the anatomy's shape, untouched, without growth: made once for a model
///   f = kClusterShare * trace of A's elastic diagonal then / now: a body that has stiffened
///
/// P follows the body as it is at the start of the step.
struct RigidModes {
  enum Kind { Moving, Settling };  // a tick's step, damped; settle's step
  bool ready[2] = {false, false};
  Floats inverse[2];  // [6 cluster][stride] of A_c
  double trace[2] = {};
  int stride = 0;  // 8 * cluster: t, 0, omega, 0
  Floats arm;      // [node][4] x - middle of the body
  Floats centre;   // [cluster][4] likewise
  Floats moment;   // [node][4] arm x r
  Floats load;     // [cluster][8] P^T r
  Floats motion;   // [cluster][8] t at the body's middle, omega
};

/// Cuts the mesh into clusters and lets neighbours share their nodes. @see TissueModel::share
void build_clusters(TissueModel& model);

/// Makes A_c^-1 if this scratch has not got it yet; overwrites the scratch's fields.
void prepare_rigid_modes(const TissueModel& model, RigidModes::Kind kind, TissueScratch& s);
/// P at the positions `x`.
void place_rigid_modes(const TissueModel& model, const float* x, TissueScratch& s);
/// s.rigid.load from s.cg_r and s.rigid.moment, for the clusters of one part.
void gather_load(const TissueModel& model, int part, TissueScratch& s);
/// s.rigid.motion = A_c^-1 load, for the clusters of one part.
void solve_motion(const TissueModel& model, RigidModes::Kind kind, int part, TissueScratch& s);

/// a x b, also of two pairs of points.
inline F4 cross(F4 a, F4 b) {
  constexpr int kTurn = _MM_SHUFFLE(3, 0, 2, 1);
  const F4 turned = fma(a, _mm_permute_ps(b, kTurn), -(_mm_permute_ps(a, kTurn) * b));
  return _mm_permute_ps(turned, kTurn);
}
inline F8 cross(F8 a, F8 b) {
  constexpr int kTurn = _MM_SHUFFLE(3, 0, 2, 1);
  const F8 turned = fma(a, _mm256_permute_ps(b, kTurn), -(_mm256_permute_ps(a, kTurn) * b));
  return _mm256_permute_ps(turned, kTurn);
}
/// What the clusters' motion gives nodes `i` and `i` + 1: sum w (t + omega x arm).
inline F8 carried(const TissueModel& m, int i, const float* motion, F8 arm) {
  F8 sum[2];
  for (int node = 0; node < 2; ++node) {
    const TissueModel::NodeShares& n = m.node_shares[i + node];
    sum[node] = _mm256_set1_ps(n.weight[0]) * load8(motion + n.cluster8[0]);
    for (int k = 1; k < kShares; ++k)
      sum[node] = fma(_mm256_set1_ps(n.weight[k]), load8(motion + n.cluster8[k]), sum[node]);
  }
  const F8 t = _mm256_permute2f128_ps(sum[0], sum[1], 0x20),
           omega = _mm256_permute2f128_ps(sum[0], sum[1], 0x31);
  return t + cross(omega, arm);
}

}  // namespace lac::tissue
