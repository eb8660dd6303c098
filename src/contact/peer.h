#pragma once
#include "anatomy/tet_mesh.h"

/// Bullet's own deformable body on the same mesh and press, for bench's side-by-side row and
/// nothing else.
namespace lac::contact {

struct PeerOptions {
  double E_Pa = 3000.0, poisson = 0.49, density_kg_per_m3 = 1000.0;
  bool implicit = false;
  int substeps = 16;  // a tick
  int ticks = 60;
  double press_m = 0.0;  // a sphere goes in this far along `in`; 0: no contact
  double radius_m = 0.008;
  int press_node = 0;  // skin node over which it stands
  Vec3 in;             // unit
  double (*clock)() = nullptr;
};

struct PeerResult {
  double median_ms = 0.0, p95_ms = 0.0;  // a tick
  double force_N = 0.0;                  // what the held nodes bear at the end, along -in
  bool finite = true;
};

/// `btDeformableMultiBodyDynamicsWorld` with its neo-Hookean force; Lame's values are passed so
/// that its energy has the shear modulus asked for (4/3 mu, lambda + 5/6 mu).
PeerResult run_bullet_deformable(const anatomy::TetMesh& mesh, const PeerOptions& options);

}  // namespace lac::contact
