#pragma once
#include <BulletSoftBody/btSoftBodyRigidBodyCollisionConfiguration.h>
#include <BulletSoftBody/btSoftBodySolvers.h>
#include <BulletSoftBody/btSoftRigidDynamicsWorld.h>
#include <btBulletDynamicsCommon.h>

#include <memory>
#include <vector>

#include "contact/contact.h"
#include "tissue/tissue.h"

namespace lac::contact {

/// Our tissue as Bullet's soft-body solver: Bullet finds the pairs, `tissue::step` does the
/// physics. Bullet's call order in a tick: predictMotion, processCollision for each pair,
/// solveConstraints, updateSoftBodies.
class FemSoftBodySolver : public btSoftBodySolver {
 public:
  /// What the tick in progress works on; null between ticks.
  struct Tick {
    const tissue::TissueLoad* load = nullptr;
    double dt_s = 0.0;
    std::span<const tissue::FingerBody> body;  // all fingers, ascending id
    tissue::TissueState* state = nullptr;
    tissue::TissueFields* out = nullptr;
    StepReport report;
    bool solved = false;
  };

  FemSoftBodySolver(const anatomy::TetMesh& mesh, const tissue::TissueModel& model, double reach_m,
                    int threads);
  void attach(btSoftBody* mirror) { mirror_ = mirror; }
  /// Puts the mirror where the skin is.
  void copy_skin(std::span<const float> x_m);
  Tick& tick() { return tick_; }

  SolverTypes getSolverType() const override { return DEFAULT_SOLVER; }
  bool checkInitialized() override { return true; }
  void optimize(btAlignedObjectArray<btSoftBody*>&, bool) override {}
  void copyBackToSoftBodies(bool) override {}
  void predictMotion(btScalar) override;
  void processCollision(btSoftBody*, const btCollisionObjectWrapper* finger) override;
  void processCollision(btSoftBody*, btSoftBody*) override {}
  void solveConstraints(btScalar) override;
  void updateSoftBodies() override;

 private:
  const anatomy::TetMesh& mesh_;
  const tissue::TissueModel& model_;
  double reach_m_;
  tissue::TissueScratchPtr scratch_;
  btSoftBody* mirror_ = nullptr;
  Tick tick_;
  Vec3 low_m_, high_m_;                   // bounds of the skin
  std::vector<char> paired_;              // [body] Bullet reported it
  std::vector<tissue::FingerBody> near_;  // those that can touch, ascending id
};

/// Bullet's world. Everything in it is set from the states at each tick.
class World {
 public:
  World(const anatomy::Breast& breast, const tissue::TissueModel& model,
        const ContactParams& params, int threads);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  StepReport step(const hand::HandPose& pose, const tissue::TissueLoad& load, double dt_s,
                  ContactState& contact, tissue::TissueState& tissue, tissue::TissueFields& out);
  anatomy::SkinPoint ray_test(Vec3 from_m, Vec3 to_m) const;

 private:
  /// A kinematic capsule; rebuilt when its size changes.
  struct Body {
    double radius_m = 0.0, length_m = 0.0;
    std::unique_ptr<btCapsuleShape> shape;
    std::unique_ptr<btRigidBody> rigid;
  };
  void place_bodies();

  const anatomy::Breast& breast_;
  ContactParams params_;
  btSoftBodyRigidBodyCollisionConfiguration config_;
  btCollisionDispatcher dispatcher_;
  btDbvtBroadphase broadphase_;
  btSequentialImpulseConstraintSolver constraint_solver_;
  FemSoftBodySolver solver_;
  btSoftRigidDynamicsWorld world_;
  std::unique_ptr<btSoftBody> mirror_;
  std::vector<Body> body_;
  std::vector<tissue::FingerBody> finger_;
};

}  // namespace lac::contact
