#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "tissue/assemble.h"
#include "tissue/constants.h"
#include "tissue/model.h"
#include "tissue/pcg.h"
#include "tissue/scratch.h"
#include "tissue/step.h"

namespace lac::tissue {
namespace {

double tet_det(const std::vector<Vec3>& x, const std::array<int, 4>& t) {
  return dot(x[t[1]] - x[t[0]], cross(x[t[2]] - x[t[0]], x[t[3]] - x[t[0]]));
}

// largest share of the move that leaves every tet at least `keep` of its volume
double safe_share(const TissueModel& m, const std::vector<Vec3>& move, double keep) {
  double share = 1.0;
  std::vector<Vec3> moved(m.reference_m.size());
  for (int halving = 0; halving < kMaxHalvings; ++halving, share *= 0.5) {
    for (std::size_t i = 0; i < moved.size(); ++i) moved[i] = m.reference_m[i] + share * move[i];
    bool ok = true;
    for (const auto& t : m.tet) ok &= tet_det(moved, t) / tet_det(m.reference_m, t) > keep;
    if (ok) return share;
  }
  return 0.0;
}

// force residual and Newton direction at the wanted shape, for the present reference
double imbalance(const TissueModel& m, const TissueLoad& load, TissueScratch& s) {
  for (int i = 0; i < m.nodes; ++i) {
    for (int k = 0; k < 3; ++k) {
      s.x[4 * i + k] = static_cast<float>(m.shape_m[i][k]);
      const double fall =
          i < m.free_nodes ? kReferenceStep_s * kReferenceStep_s * load.gravity_m_per_s2[k] : 0.0;
      s.target[4 * i + k] = static_cast<float>(m.shape_m[i][k] + fall);
    }
  }
  scale_nodal_stiffness(m, 1.0, s);
  dilate(m, s.x.data(), s);
  nodal_pressures(m, s.x.data(), kReferenceStep_s, s);
  assemble(m, s.x.data(), kReferenceStep_s, 1.0, s);
  precondition(m, s);
  place_rigid_modes(m, s.x.data(), s);
  conjugate_gradients(m, RigidModes::Settling, kReferenceCg, kReferenceCgTolerance, 0.0, s);
  return std::sqrt(dot_nodes(m, s.residual.data(), s.residual.data(), s));
}

double weight_N(const TissueModel& m, const TissueLoad& load, const TissueScratch& s) {
  double mass = 0.0;
  for (int i = 0; i < m.nodes; ++i) mass += s.mass[i];
  return mass * norm(load.gravity_m_per_s2);
}

double farthest(const TissueModel& m, const TissueState& state) {
  double most = 0.0;
  for (int i = 0; i < m.nodes; ++i) {
    const Vec3 x{state.x_m[4 * i], state.x_m[4 * i + 1], state.x_m[4 * i + 2]};
    most = std::max(most, norm(x - m.shape_m[i]));
  }
  return most;
}

}  // namespace

void mirror_reference(const anatomy::Breast& breast, const TissueModel& from, TissueModel& model) {
  LAC_ASSERT(from.nodes == model.nodes);
  std::vector<Vec3> mirrored = from.reference_m;
  for (Vec3& x : mirrored) x.x = -x.x;
  set_reference(breast, std::move(mirrored), model);
}

StepReport solve_reference(const anatomy::Breast& breast, const TissueLoad& load, int iterations,
                           TissueModel& m) {
  TissueScratchPtr scratch = make_scratch(m, 1);
  TissueScratch& s = *scratch;
  TissueLoad bare = load;
  bare.finger = {};
  bare.pull_Pa = {};

  // move the rest nodes against the force that would carry the wanted shape away
  StepReport report{.flag = StepFlag::NotConverged};
  std::vector<Vec3> move(m.nodes);
  prepare_rigid_modes(m, RigidModes::Settling, s);
  for (; report.iterations < iterations; ++report.iterations) {
    s.ready = false;
    update_materials(m, bare, s);
    const double force_N = imbalance(m, bare, s);
    if (!std::isfinite(force_N)) return {.flag = StepFlag::NonFinite};
    if (force_N < kReferenceForce_frac * weight_N(m, bare, s)) {
      report.flag = StepFlag::None;
      break;
    }
    for (int i = 0; i < m.free_nodes; ++i)
      move[i] = {-s.direction[4 * i], -s.direction[4 * i + 1], -s.direction[4 * i + 2]};
    const double share = safe_share(m, move, kReferenceShrink);
    if (share == 0.0) break;
    std::vector<Vec3> next = m.reference_m;
    for (int i = 0; i < m.free_nodes; ++i) next[i] += share * move[i];
    set_reference(breast, std::move(next), m);
  }

  // the proof: settle from the wanted shape and see how far it goes
  s.ready = false;
  TissueState state = initial_state(m);
  TissueFields fields;
  const StepReport settled =
      settle(m, bare, kReferenceSettleSteps, kReferenceSpeed_m_per_s, state, s, fields);
  if (settled.flag == StepFlag::NonFinite) return settled;
  report.residual = farthest(m, state);
  return report;
}

}  // namespace lac::tissue
