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
  Floats wrench;   // [node][8] r, 0, arm x r, 0
  Floats load;     // [cluster][8] P^T r
  Floats motion;   // [cluster][8] t at the body's middle, omega
};

/// Cuts the mesh into clusters and lets neighbours share their nodes. @see TissueModel::share
void build_clusters(TissueModel& model);

/// Makes A_c^-1 if this scratch has not got it yet; overwrites the scratch's fields.
void prepare_rigid_modes(const TissueModel& model, RigidModes::Kind kind, TissueScratch& s);
/// P at the positions `x`.
void place_rigid_modes(const TissueModel& model, const float* x, TissueScratch& s);
/// s.rigid.load from s.rigid.wrench, for the clusters of one part.
void gather_load(const TissueModel& model, int part, TissueScratch& s);
/// s.rigid.motion = A_c^-1 load, for the clusters of one part.
void solve_motion(const TissueModel& model, RigidModes::Kind kind, int part, TissueScratch& s);

/// r and its moment, as gather_load wants it.
inline F8 wrench_of(F4 arm, F4 r) {
  const F4 a1 = _mm_permute_ps(arm, _MM_SHUFFLE(3, 0, 2, 1)),
           r1 = _mm_permute_ps(r, _MM_SHUFFLE(3, 0, 2, 1));
  const F4 turned = fma(arm, r1, -(a1 * r));  // (z, x, y) of arm x r
  return pair(r, _mm_permute_ps(turned, _MM_SHUFFLE(3, 0, 2, 1)));
}
/// What the clusters' motion gives a node: sum w (t + omega x arm).
inline F4 carried(const TissueModel& m, int i, const float* motion, F4 arm) {
  F8 sum = _mm256_setzero_ps();
  for (int k = m.share_at[i]; k < m.share_at[i + 1]; ++k)
    sum = fma(_mm256_set1_ps(m.share[k].weight), load8(motion + 8 * m.share[k].cluster), sum);
  const F4 omega = high(sum);
  const F4 o1 = _mm_permute_ps(omega, _MM_SHUFFLE(3, 0, 2, 1)),
           a1 = _mm_permute_ps(arm, _MM_SHUFFLE(3, 0, 2, 1));
  const F4 turned = fma(omega, a1, -(o1 * arm));
  return low(sum) + _mm_permute_ps(turned, _MM_SHUFFLE(3, 0, 2, 1));
}

}  // namespace lac::tissue
