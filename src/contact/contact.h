#pragma once
#include <memory>
#include <vector>

#include "anatomy/surface_view.h"
#include "hand/hand_pose.h"
#include "tissue/tissue.h"

namespace lac::contact {

/// Limits of the finger proxy (solver.md §6 "Proxy"): without them a thrown finger sits inside the
/// body and touches nothing.
struct ContactParams {
  double max_step_m = 0.004;   // proxy moves at most this a tick
  double soft_limit_N = 20.0;  // slows from here...
  double hard_limit_N = 30.0;  // ...backs off above this
  double reach_m = 0.005;      // AABB margin of the skin
};

/// Where the finger bodies really are, as against where they are commanded.
struct Proxy {
  int id = 0;
  Vec3 a_m, b_m;
  double radius_m = 0.008;
};
struct ContactState {
  std::vector<Proxy> proxy;               // ascending id
  std::vector<double> normal_N;           // [proxy] last tick's contact force
  std::vector<double> stiffness_N_per_m;  // [proxy] last tick's, of the pad alone
  std::vector<Vec3> out;                  // [proxy] unit, where the skin pushed it; zero: untouched
};
void hash_into(Hasher& hasher, const ContactState& state);

class World;  // the Bullet world; holds no state that matters between ticks
struct WorldDeleter {
  void operator()(World*) const;
};
using WorldPtr = std::unique_ptr<World, WorldDeleter>;

/// Bullet's world with our tissue as its soft-body solver, kinematic finger bodies and the skin's
/// mirror for ray tests.
WorldPtr make_world(const anatomy::Breast& breast, const tissue::TissueModel& model,
                    const ContactParams& params, int threads = 1);

/// One tick: proxies follow the commanded fingers within their limits, Bullet finds which bodies
/// meet the skin, and calls our tissue step with them (sorted by id). `load.finger` is ignored; it
/// is filled here. `dt_s` as tissue::step.
StepReport step(World& world, const hand::HandPose& pose, const tissue::TissueLoad& load,
                double dt_s, ContactState& contact, tissue::TissueState& tissue,
                tissue::TissueFields& out);

/// Ray test against the mirror of the skin as of the last step.
anatomy::SkinPoint ray_test(const World& world, Vec3 from_m, Vec3 to_m);

}  // namespace lac::contact
