#include "sim/force_loop.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "sim/constants.h"

namespace lac::sim {
namespace {

using Loop = State::FingerLoop;

constexpr double kLightTouch_N = 0.03;  // a hand that touches without pressing
constexpr double kFirstGuess_N_per_m = 600.0;
constexpr double kEstimateFrac = 0.3;  // per tick: how fast the stiffness estimate follows
constexpr double kNormalFrac = 0.2;    // per tick: how fast the skin's direction is felt
constexpr double kLeastMove_m = 2e-6;  // smaller moves say nothing about stiffness
constexpr int kFingersPerHand = 16;

/// One axis of one finger: moves `x` so that the force comes to `target`.
double regulate(const CouplingParams& p, double target_N, double force_N, double stiffness_N_per_m,
                double dt_s, double x_m) {
  const double step = p.loop_frac * (target_N - force_N) / stiffness_N_per_m;
  const double most = p.most_advance_m_per_s * dt_s;
  return x_m + clamp(step, -most, most);
}

/// Secant stiffness from the last move, followed slowly.
double follow_stiffness(const CouplingParams& p, double estimate, double d_force, double d_x) {
  if (std::fabs(d_x) < kLeastMove_m) return estimate;
  const double secant = clamp(d_force / d_x, p.softest_N_per_m, p.hardest_N_per_m);
  // believe a stiffer reading at once, a softer one slowly: the loop must not chatter
  return secant > estimate ? secant : lerp(estimate, secant, kEstimateFrac);
}

Loop& loop_of(const CouplingParams& p, std::vector<Loop>& loops, const hand::Finger& f) {
  const auto at = std::lower_bound(loops.begin(), loops.end(), f.id,
                                   [](const Loop& l, int id) { return l.id < id; });
  if (at != loops.end() && at->id == f.id) return *at;
  Loop fresh;
  fresh.id = f.id;
  fresh.advance_m = -p.hover_m;
  fresh.stiffness_N_per_m = fresh.squeeze_stiffness_N_per_m = kFirstGuess_N_per_m;
  fresh.centre_m = 0.5 * (f.a_m + f.b_m);
  return *loops.insert(at, fresh);
}

/// What one pad of a hold shall bear along its two directions.
struct PadForce {
  double press_N, squeeze_N;
};

/// A hand feels how slippery the skin is, and lays the force of a pad so that the skin under it
/// stays: turned toward the skin's inward normal until it is inside the cone that friction holds,
/// with a margin. A force too flat for the skin is turned by kGripTurn_rad at most: who squeezes
/// without pressing back slips. One too steep is turned as far as need be.
PadForce within_grip(double friction, const hand::Finger& f, const Loop& l) {
  const PadForce asked{std::max(f.press_N, kLightTouch_N), f.squeeze_N};
  const double in = -dot(l.normal, f.press_direction), across = -dot(l.normal, f.squeeze_direction);
  if (!l.touching || (in == 0.0 && across == 0.0)) return asked;
  const double cone_rad = atan2(kGrip_frac * friction, 1.0), normal_rad = atan2(across, in);
  const double asked_rad = atan2(asked.squeeze_N, asked.press_N);
  const double flattest_rad = std::max(normal_rad + cone_rad, asked_rad - kGripTurn_rad);
  const double steepest_rad = std::min(normal_rad - cone_rad, flattest_rad);
  const double rad = clamp(asked_rad, steepest_rad, flattest_rad);
  const double sum_N = std::sqrt(asked.press_N * asked.press_N + asked.squeeze_N * asked.squeeze_N);
  return {sum_N * cos(rad), sum_N * sin(rad)};
}

void advance(const CouplingParams& p, bool touching, double dt_s, double friction,
             const hand::Finger& f, Loop& l) {
  // on the chest wall beside the breast: it lies on bone, or hovers
  if (f.beside) {
    l.advance_m = touching ? 0.0 : -p.hover_m;
    l.squeeze_m = 0.0;
    return;
  }
  if (!touching) {
    l.advance_m = std::max(l.advance_m - p.lift_m_per_s * dt_s, -p.hover_m);
    l.squeeze_m = std::max(l.squeeze_m - p.lift_m_per_s * dt_s, 0.0);
    return;
  }
  const bool hold = dot(f.squeeze_direction, f.squeeze_direction) > 0.0;
  const PadForce target = hold ? within_grip(friction, f, l)
                               : PadForce{std::max(f.press_N, kLightTouch_N), f.squeeze_N};
  if (!l.touching) {
    l.advance_m += p.approach_m_per_s * dt_s;
  } else {
    l.advance_m = regulate(p, target.press_N, l.force_N, l.stiffness_N_per_m, dt_s, l.advance_m);
  }
  l.advance_m = clamp(l.advance_m, -p.hover_m, p.most_depth_m);

  // the second axis: pads toward each other, once they bear
  if (target.squeeze_N > 0.0 && l.force_N >= p.squeeze_needs_N) {
    l.squeeze_m = regulate(p, target.squeeze_N, l.squeeze_force_N, l.squeeze_stiffness_N_per_m,
                           dt_s, l.squeeze_m);
    l.squeeze_m = clamp(l.squeeze_m, 0.0, p.most_depth_m);
  } else {
    l.squeeze_m = std::max(l.squeeze_m - p.most_advance_m_per_s * dt_s, 0.0);
  }
}

}  // namespace

void advance_fingers(const CouplingParams& params, const std::array<bool, 2>& touching, double dt_s,
                     double friction, State& state, hand::HandPose& pose) {
  // loops of fingers that are gone go with them
  std::erase_if(state.loop, [&](const Loop& l) {
    return std::none_of(pose.finger.begin(), pose.finger.end(),
                        [&](const hand::Finger& f) { return f.id == l.id; });
  });
  for (hand::Finger& f : pose.finger) {
    Loop& l = loop_of(params, state.loop, f);
    const double advance_before = l.advance_m, squeeze_before = l.squeeze_m;
    advance(params, touching[f.id / kFingersPerHand], dt_s, friction, f, l);
    l.moved_m = l.advance_m - advance_before;
    l.squeezed_m = l.squeeze_m - squeeze_before;
    const Vec3 move = l.advance_m * f.press_direction + l.squeeze_m * f.squeeze_direction;
    f.a_m += move;
    f.b_m += move;
  }
}

void feel(const CouplingParams& params, const std::vector<tissue::ContactPatch>& patches,
          const hand::HandPose& pose, State& state) {
  for (const hand::Finger& f : pose.finger) {
    const auto l = std::find_if(state.loop.begin(), state.loop.end(),
                                [&](const Loop& x) { return x.id == f.id; });
    const auto patch = std::find_if(patches.begin(), patches.end(),
                                    [&](const tissue::ContactPatch& x) { return x.id == f.id; });
    if (l == state.loop.end()) continue;
    const bool touches = patch != patches.end() && patch->touching;
    const double force = touches ? -dot(patch->force_N, f.press_direction) : 0.0;
    const double squeeze = touches ? -dot(patch->force_N, f.squeeze_direction) : 0.0;
    if (touches && l->touching) {
      l->stiffness_N_per_m =
          follow_stiffness(params, l->stiffness_N_per_m, force - l->force_N, l->moved_m);
      l->squeeze_stiffness_N_per_m = follow_stiffness(params, l->squeeze_stiffness_N_per_m,
                                                      squeeze - l->squeeze_force_N, l->squeezed_m);
    }
    if (touches && !l->touching) l->touch_advance_m = l->advance_m;
    if (touches)
      l->normal = unit(l->normal + (l->touching ? kNormalFrac : 1.0) * (patch->normal - l->normal),
                       patch->normal);
    l->force_N = force;
    l->squeeze_force_N = squeeze;
    l->touching = touches;
  }
}

}  // namespace lac::sim
