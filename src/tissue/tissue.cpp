#include "tissue/tissue.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "tissue/assemble.h"
#include "tissue/scratch.h"
#include "tissue/slow.h"
#include "tissue/step.h"

namespace lac::tissue {
namespace {

bool finite_load(const TissueLoad& load) {
  bool ok = is_finite(load.gravity_m_per_s2) && std::isfinite(load.friction) &&
            std::isfinite(load.creep_s);
  for (const FingerBody& f : load.finger) {
    ok = ok && is_finite(f.a_m) && is_finite(f.b_m) && is_finite(f.a_move_m) &&
         is_finite(f.b_move_m) && is_finite(f.turn_rad) && std::isfinite(f.radius_m);
  }
  for (float p : load.pull_Pa) ok = ok && std::isfinite(p);
  return ok;
}

// what a failed step returns to; the slow response only moves once a step has succeeded
void keep(const TissueState& state, TissueState& saved) {
  saved.x_m = state.x_m;
  saved.v_m_per_s = state.v_m_per_s;
  saved.anchor = state.anchor;
  saved.bearing = state.bearing;
}
void give_back(const TissueState& saved, TissueState& state) {
  state.x_m = saved.x_m;
  state.v_m_per_s = saved.v_m_per_s;
  state.anchor = saved.anchor;
  state.bearing = saved.bearing;
}

void check_sizes(const TissueModel& m, const TissueLoad& load, const TissueState& state) {
  LAC_ASSERT(state.x_m.size() == 4 * static_cast<std::size_t>(m.nodes));
  LAC_ASSERT(state.v_m_per_s.size() == state.x_m.size());
  LAC_ASSERT(load.growth_frac.empty() || static_cast<int>(load.growth_frac.size()) == m.tets);
  LAC_ASSERT(load.stiffness_scale.empty() ||
             static_cast<int>(load.stiffness_scale.size()) == m.tets);
  LAC_ASSERT(load.pull_Pa.empty() || static_cast<int>(load.pull_Pa.size()) == m.skin_nodes);
  static_cast<void>(m), static_cast<void>(load), static_cast<void>(state);
}

// contact at the final positions, nodal pressure, extremes
void publish(const TissueModel& m, double dt_s, const TissueState& state, TissueScratch& s,
             TissueFields& out) {
  s.contact.report(m, state.x_m.data(), dt_s, out);
  out.pressure_Pa.assign(s.nodal_pressure.begin(), s.nodal_pressure.end());
  out.min_volume_ratio = s.least_J;
  float most = 0.0f;
  for (int i = 0; i < m.free_nodes; ++i) {
    const float* v = &state.v_m_per_s[4 * i];
    most = std::max(most, v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
  out.max_speed_m_per_s = std::sqrt(static_cast<double>(most));
}

}  // namespace

TissueState initial_state(const TissueModel& model) {
  TissueState state;
  state.x_m.assign(4 * static_cast<std::size_t>(model.nodes), 0.0f);
  state.v_m_per_s = state.x_m;
  for (int i = 0; i < model.nodes; ++i)
    for (int k = 0; k < 3; ++k) state.x_m[4 * i + k] = static_cast<float>(model.shape_m[i][k]);
  return state;
}

StepReport step(const TissueModel& model, const TissueLoad& load, double dt_s, TissueState& state,
                TissueScratch& s, TissueFields& out) {
  LAC_ASSERT(dt_s > 0.0);
  check_sizes(model, load, state);
  if (!finite_load(load)) return {.flag = StepFlag::NonFinite};
  prepare_rigid_modes(model, RigidModes::Moving, s);
  update_materials(model, load, s);
  keep(state, s.saved);
  seat_slow(model, state, s);
  load_slow(model, state, s);

  const int substeps =
      std::clamp(static_cast<int>(std::ceil(dt_s / kMaxSubstep_s - 1e-9)), 1, kMaxSubsteps);
  SolveOptions options;
  options.step_s = dt_s / substeps;
  options.iterations = model.iterations;
  StepReport report;
  for (int k = 0; k < substeps; ++k) {
    // a hiccup's first half is on the way only: one Newton step less keeps its cost bounded
    options.newtons = std::max(1, model.params.newton_steps - (k + 1 < substeps ? 1 : 0));
    s.contact.begin(load, state, s.contact_modulus_Pa, 1.0 / substeps,
                    static_cast<double>(substeps - 1 - k) / substeps);
    const SolveReport solved = solve_substep(model, load, options, state.x_m, state.v_m_per_s, s);
    report.iterations += solved.iterations;
    report.residual = solved.residual_N;
    if (solved.clamped) report.flag = worst(report.flag, StepFlag::Clamped);
    if (!solved.finite) {
      give_back(s.saved, state);
      return {.flag = StepFlag::NonFinite};
    }
    s.contact.find(model, state.x_m.data(), s.start.data(), FingerContact::Limit::Now);
    s.contact.store(model, state);
  }
  relax_slow(model, std::max(dt_s, load.creep_s), load.creep_s > dt_s, state, s);
  publish(model, dt_s / substeps, state, s, out);
  return report;
}

StepReport settle(const TissueModel& model, const TissueLoad& load, int most_steps,
                  double speed_m_per_s, TissueState& state, TissueScratch& s, TissueFields& out) {
  check_sizes(model, load, state);
  if (!finite_load(load)) return {.flag = StepFlag::NonFinite};
  prepare_rigid_modes(model, RigidModes::Settling, s);
  update_materials(model, load, s);
  drop_slow(s);
  keep(state, s.saved);

  // fingers stand still; every step forgets the velocity, so only the potential's minimum is left
  s.still.assign(load.finger.begin(), load.finger.end());
  for (FingerBody& f : s.still) f.a_move_m = f.b_move_m = f.turn_rad = {};
  TissueLoad quiet = load;
  quiet.finger = s.still;
  const SolveOptions options{.step_s = kSettleStep_s,
                             .newtons = kSettleNewtons,
                             .iterations = kSettleIterations,
                             .quiet_J = 0.0,
                             .full_newton = true,
                             .damped = false};
  StepReport report{.flag = StepFlag::NotConverged};
  std::fill(state.v_m_per_s.begin(), state.v_m_per_s.end(), 0.0f);
  while (report.iterations < most_steps) {
    ++report.iterations;
    s.contact.begin(quiet, state, s.contact_modulus_Pa, 1.0, 0.0);
    const SolveReport solved = solve_substep(model, quiet, options, state.x_m, state.v_m_per_s, s);
    if (!solved.finite) {
      give_back(s.saved, state);
      return {.flag = StepFlag::NonFinite};
    }
    s.contact.find(model, state.x_m.data(), s.start.data(), FingerContact::Limit::Now);
    s.contact.store(model, state);
    publish(model, kSettleStep_s, state, s, out);
    std::fill(state.v_m_per_s.begin(), state.v_m_per_s.end(), 0.0f);
    report.residual = out.max_speed_m_per_s;
    if (out.max_speed_m_per_s < speed_m_per_s) {
      report.flag = StepFlag::None;
      break;
    }
  }
  out.max_speed_m_per_s = 0.0;
  state.visco.clear();
  seat_slow(model, state, s);
  return report;
}

void hash_into(Hasher& hasher, const TissueState& state) {
  hasher.add(state.x_m).add(state.v_m_per_s).add(state.visco).add(state.skin_stretch);
  hasher.add(state.anchor.size());
  for (const StickAnchor& a : state.anchor)
    hasher.add(a.point).add(a.finger).add(a.give_m[0]).add(a.give_m[1]).add(a.give_m[2]);
  hasher.add(state.bearing.size());
  for (const Bearing& b : state.bearing)
    hasher.add(b.finger).add(b.normal_N).add(b.rise_N).add(b.dent_m).add(b.push);
}

namespace {
constexpr NamedConstant kConstants[] = {{"kMaxMove_m", kMaxMove_m},
                                        {"kDentPerEdge", kDentPerEdge},
                                        {"kFollow_frac", kFollow_frac},
                                        {"kMostFollow_frac", kMostFollow_frac},
                                        {"kMaxPredict_m", kMaxPredict_m},
                                        {"kMaxSpeed_m_per_s", kMaxSpeed_m_per_s},
                                        {"kMaxSubstep_s", kMaxSubstep_s},
                                        {"kStick_m", kStick_m},
                                        {"kSlipStiffness_frac", kSlipStiffness_frac},
                                        {"kMostLag", kMostLag},
                                        {"kMostSlowStiffening", kMostSlowStiffening},
                                        {"kGeometricLow", kGeometricLow},
                                        {"kGeometricHigh", kGeometricHigh},
                                        {"kLeastSkinArea", kLeastSkinArea},
                                        {"kQuietEnergy_J", kQuietEnergy_J},
                                        {"kLongEdge_m", kLongEdge_m},
                                        {"kClusterNodes", kClusterNodes},
                                        {"kMostClusters", kMostClusters},
                                        {"kClusterShare", kClusterShare},
                                        {"kModesStep_s", kModesStep_s},
                                        {"kMostDent_frac", kMostDent_frac},
                                        {"kDentReturn_frac", kDentReturn_frac},
                                        {"kDeepestDent", kDeepestDent},
                                        {"kLeastDent_m", kLeastDent_m},
                                        {"kSearchMargin_m", kSearchMargin_m},
                                        {"kReferenceStep_s", kReferenceStep_s},
                                        {"kReferenceForce_frac", kReferenceForce_frac},
                                        {"kReferenceSpeed_m_per_s", kReferenceSpeed_m_per_s},
                                        {"kSettleStep_s", kSettleStep_s},
                                        {"kReferenceShrink", kReferenceShrink}};
}
std::span<const NamedConstant> constants() { return kConstants; }

}  // namespace lac::tissue
