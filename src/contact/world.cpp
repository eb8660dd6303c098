#include "contact/world.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/math.h"
#include "contact/constants.h"
#include "contact/proxy.h"

namespace lac::contact {
namespace {

btScalar to_bullet(double v_m) { return static_cast<btScalar>(kBulletPerMetre * v_m); }
btVector3 to_bullet(Vec3 v_m) { return {to_bullet(v_m.x), to_bullet(v_m.y), to_bullet(v_m.z)}; }

// Bullet's capsules lie along their own y
btTransform along(Vec3 a, Vec3 b) {
  const Vec3 y = unit(b - a, {0.0, 1.0, 0.0});
  const Vec3 x = unit(cross(y, std::fabs(y.z) < 0.9 ? Vec3{0.0, 0.0, 1.0} : Vec3{1.0, 0.0, 0.0}));
  const Vec3 z = cross(x, y);
  btTransform pose;
  const auto at = [](double v) { return static_cast<btScalar>(v); };
  pose.setBasis(
      btMatrix3x3(at(x.x), at(y.x), at(z.x), at(x.y), at(y.y), at(z.y), at(x.z), at(y.z), at(z.z)));
  pose.setOrigin(to_bullet(0.5 * (a + b)));
  return pose;
}

bool overlaps(const tissue::FingerBody& f, Vec3 low, Vec3 high, double reach) {
  for (int i = 0; i < 3; ++i) {
    if (std::min(f.a_m[i], f.b_m[i]) - f.radius_m > high[i] + reach) return false;
    if (std::max(f.a_m[i], f.b_m[i]) + f.radius_m < low[i] - reach) return false;
  }
  return true;
}

// remembers which face the nearest hit lies on
struct FaceCallback : btCollisionWorld::ClosestRayResultCallback {
  using ClosestRayResultCallback::ClosestRayResultCallback;
  int face = -1;
  btScalar addSingleResult(btCollisionWorld::LocalRayResult& hit, bool world_normal) override {
    if (hit.m_localShapeInfo != nullptr) face = hit.m_localShapeInfo->m_triangleIndex;
    return ClosestRayResultCallback::addSingleResult(hit, world_normal);
  }
  bool needsCollision(btBroadphaseProxy* proxy) const override {
    // the skin only, never the fingers
    const auto* object = static_cast<const btCollisionObject*>(proxy->m_clientObject);
    return object->getInternalType() == btCollisionObject::CO_SOFT_BODY;
  }
};

}  // namespace

FemSoftBodySolver::FemSoftBodySolver(const anatomy::TetMesh& mesh, const tissue::TissueModel& model,
                                     double reach_m, int threads)
    : mesh_(mesh),
      model_(model),
      reach_m_(reach_m),
      scratch_(tissue::make_scratch(model, threads)) {}

void FemSoftBodySolver::copy_skin(std::span<const float> x) {
  low_m_ = {1e9, 1e9, 1e9};
  high_m_ = -low_m_;
  for (std::size_t i = 0; i < mesh_.skin_node.size(); ++i) {
    const float* p = &x[4 * static_cast<std::size_t>(mesh_.skin_node[i])];
    mirror_->m_nodes[static_cast<int>(i)].m_x = to_bullet(Vec3{p[0], p[1], p[2]});
    for (int k = 0; k < 3; ++k) {
      low_m_[k] = std::min(low_m_[k], static_cast<double>(p[k]));
      high_m_[k] = std::max(high_m_[k], static_cast<double>(p[k]));
    }
  }
  const Vec3 reach{reach_m_, reach_m_, reach_m_};
  mirror_->m_bounds[0] = to_bullet(low_m_ - reach);
  mirror_->m_bounds[1] = to_bullet(high_m_ + reach);
  // the next ray test builds its tree from these positions
  mirror_->m_fdbvt.clear();
}

void FemSoftBodySolver::predictMotion(btScalar) { paired_.assign(tick_.body.size(), 0); }

void FemSoftBodySolver::processCollision(btSoftBody*, const btCollisionObjectWrapper* finger) {
  const int index = finger->getCollisionObject()->getUserIndex();
  if (index >= 0 && index < static_cast<int>(paired_.size())) paired_[index] = 1;
}

void FemSoftBodySolver::solveConstraints(btScalar) {
  // Bullet may still report a pair that has parted: the exact bounds decide, in order of id
  near_.clear();
  for (std::size_t i = 0; i < tick_.body.size(); ++i) {
    if (paired_[i] && overlaps(tick_.body[i], low_m_, high_m_, reach_m_))
      near_.push_back(tick_.body[i]);
  }
  tissue::TissueLoad load = *tick_.load;
  load.finger = near_;
  tick_.report = tissue::step(model_, load, tick_.dt_s, *tick_.state, *scratch_, *tick_.out);
  tick_.solved = true;
}

void FemSoftBodySolver::updateSoftBodies() { copy_skin(tick_.state->x_m); }

World::World(const anatomy::Breast& breast, const tissue::TissueModel& model,
             const ContactParams& params, int threads)
    : breast_(breast),
      params_(params),
      dispatcher_(&config_),
      solver_(breast.mesh, model, params.reach_m, threads),
      world_(&dispatcher_, &broadphase_, &constraint_solver_, &config_, &solver_) {
  world_.setGravity({0, 0, 0});
  btSoftBodyWorldInfo& info = world_.getWorldInfo();
  info.m_broadphase = &broadphase_;
  info.m_dispatcher = &dispatcher_;

  // the mirror: skin nodes, faces, and a link on every edge, without which Bullet's tree never ends
  const anatomy::TetMesh& mesh = breast.mesh;
  std::vector<btVector3> place;
  for (int node : mesh.skin_node) place.push_back(to_bullet(mesh.node_m[node]));
  mirror_ =
      std::make_unique<btSoftBody>(&info, static_cast<int>(place.size()), place.data(), nullptr);
  std::set<std::pair<int, int>> edges;
  for (const auto& t : mesh.skin) {
    const int n[3] = {mesh.skin_index[t[0]], mesh.skin_index[t[1]], mesh.skin_index[t[2]]};
    mirror_->appendFace(n[0], n[1], n[2]);
    for (int k = 0; k < 3; ++k) edges.insert(std::minmax(n[k], n[(k + 1) % 3]));
  }
  for (const auto& e : edges) mirror_->appendLink(e.first, e.second, nullptr, false);
  mirror_->getCollisionShape()->setMargin(to_bullet(kMirrorMargin_m));
  mirror_->setSoftBodySolver(&solver_);
  mirror_->setActivationState(DISABLE_DEACTIVATION);
  solver_.attach(mirror_.get());
  std::vector<float> x(4 * mesh.node_m.size());
  for (std::size_t i = 0; i < mesh.node_m.size(); ++i)
    for (int k = 0; k < 3; ++k) x[4 * i + k] = static_cast<float>(mesh.node_m[i][k]);
  solver_.copy_skin(x);
  world_.addSoftBody(mirror_.get());
}

World::~World() {
  for (Body& body : body_) world_.removeRigidBody(body.rigid.get());
  world_.removeSoftBody(mirror_.get());
}

// as many kinematic capsules as fingers, each where its proxy is
void World::place_bodies() {
  while (body_.size() > finger_.size()) {
    world_.removeRigidBody(body_.back().rigid.get());
    body_.pop_back();
  }
  while (body_.size() < finger_.size()) body_.emplace_back();
  for (std::size_t i = 0; i < finger_.size(); ++i) {
    const tissue::FingerBody& f = finger_[i];
    Body& body = body_[i];
    const double length_m = norm(f.b_m - f.a_m);
    const bool fits = body.rigid && std::fabs(body.radius_m - f.radius_m) < kMirrorMargin_m &&
                      std::fabs(body.length_m - length_m) < kMirrorMargin_m;
    if (!fits) {
      if (body.rigid) world_.removeRigidBody(body.rigid.get());
      body.radius_m = f.radius_m;
      body.length_m = length_m;
      // one margin larger, so that a small change of size never hides a pair
      body.shape = std::make_unique<btCapsuleShape>(to_bullet(f.radius_m + kMirrorMargin_m),
                                                    to_bullet(length_m + kMirrorMargin_m));
      btRigidBody::btRigidBodyConstructionInfo info(0, nullptr, body.shape.get());
      body.rigid = std::make_unique<btRigidBody>(info);
      body.rigid->setCollisionFlags(body.rigid->getCollisionFlags() |
                                    btCollisionObject::CF_KINEMATIC_OBJECT);
      body.rigid->setActivationState(DISABLE_DEACTIVATION);
      body.rigid->setWorldTransform(along(f.a_m, f.b_m));
      world_.addRigidBody(body.rigid.get());
    }
    body.rigid->setUserIndex(static_cast<int>(i));
    body.rigid->setWorldTransform(along(f.a_m, f.b_m));
  }
}

StepReport World::step(const hand::HandPose& pose, const tissue::TissueLoad& load, double dt_s,
                       ContactState& contact, tissue::TissueState& tissue,
                       tissue::TissueFields& out) {
  bool finite = true;
  for (const hand::Finger& f : pose.finger)
    finite &= is_finite(f.a_m) && is_finite(f.b_m) && is_finite(f.press_direction) &&
              is_finite(f.axis_turn_rad) && std::isfinite(f.radius_m);
  if (!finite) return {.flag = StepFlag::NonFinite};
  const ContactState before = contact;
  contact.normal_N.resize(contact.proxy.size(), 0.0);
  contact.stiffness_N_per_m.resize(contact.proxy.size(), 0.0);
  contact.out.resize(contact.proxy.size());
  follow(pose, params_, {breast_.mesh, tissue.x_m}, contact, finger_);
  solver_.copy_skin(tissue.x_m);
  place_bodies();

  // one variable-length Bullet step; our solver is called from inside it
  solver_.tick() = {&load, dt_s, finger_, &tissue, &out, {}, false};
  world_.stepSimulation(static_cast<btScalar>(dt_s), 0);
  const StepReport report = solver_.tick().report;
  solver_.tick() = {};
  if (report.flag == StepFlag::NonFinite) {
    contact = before;
    return report;
  }

  // one patch a finger, touching or not
  std::size_t next = out.patch.size();
  out.patch.resize(finger_.size());
  for (std::size_t i = finger_.size(); i-- > 0;) {
    if (next > 0 && out.patch[next - 1].id == finger_[i].id) {
      out.patch[i] = out.patch[--next];
    } else {
      out.patch[i] = {};
      out.patch[i].id = finger_[i].id;
    }
    contact.normal_N[i] = out.patch[i].normal_N;
    contact.stiffness_N_per_m[i] = out.patch[i].stiffness_N_per_m;
    contact.out[i] = unit(out.patch[i].force_N, {});
  }
  return report;
}

anatomy::SkinPoint World::ray_test(Vec3 from_m, Vec3 to_m) const {
  const btVector3 from = to_bullet(from_m), to = to_bullet(to_m);
  FaceCallback hit(from, to);
  world_.rayTest(from, to, hit);
  anatomy::SkinPoint out;
  if (!hit.hasHit() || hit.face < 0) return out;

  // barycentric weights of the place on that face
  const auto& face = mirror_->m_faces[hit.face];
  Vec3 p[3];
  for (int k = 0; k < 3; ++k) {
    const btVector3& q = face.m_n[k]->m_x;
    p[k] = Vec3{q.x(), q.y(), q.z()} / kBulletPerMetre;
  }
  const Vec3 n = cross(p[1] - p[0], p[2] - p[0]);
  const Vec3 x = from_m + static_cast<double>(hit.m_closestHitFraction) * (to_m - from_m);
  const double n_sq = dot(n, n);
  if (n_sq <= 0.0) return out;
  out.triangle = hit.face;
  out.weight[1] = clamp(dot(cross(x - p[0], p[2] - p[0]), n) / n_sq, 0.0, 1.0);
  out.weight[2] = clamp(dot(cross(p[1] - p[0], x - p[0]), n) / n_sq, 0.0, 1.0 - out.weight[1]);
  out.weight[0] = 1.0 - out.weight[1] - out.weight[2];
  out.position_m = out.weight[0] * p[0] + out.weight[1] * p[1] + out.weight[2] * p[2];
  out.normal = unit(n);
  return out;
}

void hash_into(Hasher& hasher, const ContactState& state) {
  hasher.add(state.proxy.size());
  for (const Proxy& p : state.proxy) hasher.add(p.id).add(p.a_m).add(p.b_m).add(p.radius_m);
  hasher.add(state.normal_N).add(state.stiffness_N_per_m).add(state.out);
}

void WorldDeleter::operator()(World* world) const { delete world; }
WorldPtr make_world(const anatomy::Breast& breast, const tissue::TissueModel& model,
                    const ContactParams& params, int threads) {
  return WorldPtr(new World(breast, model, params, threads));
}
StepReport step(World& world, const hand::HandPose& pose, const tissue::TissueLoad& load,
                double dt_s, ContactState& contact, tissue::TissueState& tissue,
                tissue::TissueFields& out) {
  return world.step(pose, load, dt_s, contact, tissue, out);
}
anatomy::SkinPoint ray_test(const World& world, Vec3 from_m, Vec3 to_m) {
  return world.ray_test(from_m, to_m);
}

}  // namespace lac::contact
