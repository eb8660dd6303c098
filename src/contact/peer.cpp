// Bullet fills its scratch arrays with values that it never set
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "contact/peer.h"

#include <BulletSoftBody/btDeformableBodySolver.h>
#include <BulletSoftBody/btDeformableMultiBodyConstraintSolver.h>
#include <BulletSoftBody/btDeformableMultiBodyDynamicsWorld.h>
#include <BulletSoftBody/btDeformableNeoHookeanForce.h>
#include <BulletSoftBody/btSoftBodyHelpers.h>
#include <BulletSoftBody/btSoftBodyRigidBodyCollisionConfiguration.h>
#include <btBulletDynamicsCommon.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <vector>

#include "base/units.h"

namespace lac::contact {
namespace {

constexpr double kDamping = 0.02;  // of its stiffness, as its demos
constexpr double kApproach_ticks = 30;
constexpr double kMargin_m = 1e-3;

btVector3 to_bullet(Vec3 v) {
  return {static_cast<btScalar>(v.x), static_cast<btScalar>(v.y), static_cast<btScalar>(v.z)};
}

/// Everything of Bullet's that must live as long as its world.
struct Deformable {
  btSoftBodyRigidBodyCollisionConfiguration config;
  btCollisionDispatcher dispatcher{&config};
  btDbvtBroadphase broadphase;
  btDeformableBodySolver solver;
  btDeformableMultiBodyConstraintSolver constraints;
  std::unique_ptr<btDeformableMultiBodyDynamicsWorld> world;
  std::unique_ptr<btSoftBody> body;
  std::unique_ptr<btDeformableNeoHookeanForce> force;
  btSphereShape sphere{1.0f};
  std::unique_ptr<btRigidBody> finger;

  ~Deformable() {
    if (finger) world->removeRigidBody(finger.get());
    if (body) world->removeSoftBody(body.get());
  }
};

void add_body(const anatomy::TetMesh& mesh, const PeerOptions& o, Deformable& d) {
  std::vector<btVector3> place;
  for (const Vec3& p : mesh.node_m) place.push_back(to_bullet(p));
  d.body = std::make_unique<btSoftBody>(&d.world->getWorldInfo(), static_cast<int>(place.size()),
                                        place.data(), nullptr);
  btSoftBody& b = *d.body;
  std::set<std::pair<int, int>> edges;
  std::vector<double> mass(mesh.node_m.size(), 0.0);
  for (std::size_t e = 0; e < mesh.tet.size(); ++e) {
    const auto& t = mesh.tet[e];
    b.appendTetra(t[0], t[1], t[2], t[3], nullptr);
    for (int a = 0; a < 4; ++a) {
      mass[t[a]] += 0.25 * o.density_kg_per_m3 * mesh.tet_volume_m3[e];
      for (int k = a + 1; k < 4; ++k) edges.insert(std::minmax(t[a], t[k]));
    }
  }
  for (const auto& e : edges) b.appendLink(e.first, e.second, nullptr, false);
  btSoftBodyHelpers::generateBoundaryFaces(&b);
  b.initializeDmInverse();
  b.m_tetraScratches.resize(b.m_tetras.size());
  b.m_tetraScratchesTn.resize(b.m_tetras.size());
  for (int i = 0; i < static_cast<int>(mass.size()); ++i)
    b.setMass(i, i < mesh.free_nodes ? static_cast<btScalar>(mass[i]) : 0.0f);
  b.getCollisionShape()->setMargin(static_cast<btScalar>(kMargin_m));
  b.m_cfg.collisions = btSoftBody::fCollision::SDF_RD | btSoftBody::fCollision::SDF_RDF;
  b.m_cfg.kKHR = 1.0f;
  b.m_cfg.kCHR = 1.0f;
  b.m_cfg.kDF = 0.0f;
  b.setActivationState(DISABLE_DEACTIVATION);
  d.world->addSoftBody(&b);

  const double mu = o.E_Pa / (2.0 * (1.0 + o.poisson));
  const double lambda = 2.0 * mu * o.poisson / (1.0 - 2.0 * o.poisson);
  d.force = std::make_unique<btDeformableNeoHookeanForce>(
      static_cast<btScalar>(4.0 / 3.0 * mu), static_cast<btScalar>(lambda + 5.0 / 6.0 * mu),
      static_cast<btScalar>(kDamping));
  d.world->addForce(&b, d.force.get());
}

void add_finger(const PeerOptions& o, Deformable& d) {
  d.sphere.setUnscaledRadius(static_cast<btScalar>(o.radius_m));
  d.sphere.setMargin(static_cast<btScalar>(o.radius_m));
  btRigidBody::btRigidBodyConstructionInfo info(0, nullptr, &d.sphere);
  d.finger = std::make_unique<btRigidBody>(info);
  d.finger->setCollisionFlags(d.finger->getCollisionFlags() |
                              btCollisionObject::CF_KINEMATIC_OBJECT);
  d.finger->setActivationState(DISABLE_DEACTIVATION);
  d.world->addRigidBody(d.finger.get());
}

}  // namespace

PeerResult run_bullet_deformable(const anatomy::TetMesh& mesh, const PeerOptions& o) {
  Deformable d;
  d.constraints.setDeformableSolver(&d.solver);
  d.world = std::make_unique<btDeformableMultiBodyDynamicsWorld>(
      &d.dispatcher, &d.broadphase, &d.constraints, &d.config, &d.solver);
  d.world->setGravity({0, 0, 0});
  d.world->getWorldInfo().m_gravity = {0, 0, 0};
  d.world->getWorldInfo().m_sparsesdf.Initialize();
  d.world->setImplicit(o.implicit);
  d.world->setLineSearch(false);
  d.world->setUseProjection(true);
  add_body(mesh, o, d);
  if (o.press_m > 0.0) add_finger(o, d);

  PeerResult out;
  std::vector<double> ms;
  for (int t = 0; t < o.ticks && out.finite; ++t) {
    if (d.finger) {
      const double depth = o.press_m * std::min(1.0, (t + 1) / kApproach_ticks);
      const Vec3 centre = mesh.node_m[o.press_node] - (o.radius_m - depth) * o.in;
      d.finger->setWorldTransform(btTransform(btQuaternion::getIdentity(), to_bullet(centre)));
    }
    const double from_s = o.clock ? o.clock() : 0.0;
    d.world->stepSimulation(static_cast<btScalar>(kTick_s), o.substeps,
                            static_cast<btScalar>(kTick_s / o.substeps));
    if (o.clock) ms.push_back(1e3 * (o.clock() - from_s));
    for (int i = 0; i < d.body->m_nodes.size(); ++i)
      out.finite = out.finite && std::isfinite(d.body->m_nodes[i].m_x.length2());
  }

  // no weight: what the held nodes bear is what the finger gives
  if (out.finite) {
    btDeformableLagrangianForce::TVStack force;
    force.resize(d.body->m_nodes.size(), btVector3(0, 0, 0));
    d.force->addScaledElasticForce(1, force);
    btVector3 sum(0, 0, 0);
    for (int i = mesh.free_nodes; i < d.body->m_nodes.size(); ++i) sum += force[i];
    out.force_N = static_cast<double>(sum.dot(to_bullet(o.in)));
  }
  std::sort(ms.begin(), ms.end());
  if (!ms.empty()) {
    out.median_ms = ms[ms.size() / 2];
    out.p95_ms = ms[ms.size() * 95 / 100];
  }
  return out;
}

}  // namespace lac::contact
