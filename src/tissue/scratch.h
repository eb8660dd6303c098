#pragma once
#include <vector>

#include "tissue/finger_contact.h"
#include "tissue/model.h"
#include "tissue/parts.h"
#include "tissue/rigid_modes.h"
#include "tissue/simd.h"
#include "tissue/tet_kernel.h"

namespace lac::tissue {

inline constexpr int kSlowRows = 7;  // M and mu_s of the slow response

/// Work arrays of one solver. Nothing here outlives a step, except the material rows, which are
/// rewritten whenever the load's growth or stiffness differ from the ones they were made for.
class TissueScratch {
 public:
  TissueScratch(const TissueModel& model, int threads);

  Parts parts;

  // material under growth and stiffness
  bool ready = false;
  std::vector<float> growth, stiffness;  // [tet] what the rows below were made for
  Floats tet_row;                        // as TissueModel::tet_row
  Floats slow_row;                       // [group][kSlowRows][8] what the slow response pulls with
  bool slow_dropped = true;              // slow_row is all zero
  Floats share;                 // [slot][8] a corner's mass, volume, volume * lambda; rest unused
  Floats mass, volume, lambda;  // [node] grown mass, volume share, averaged lambda
  Vec3 gravity_m_per_s2;        // what the next was made for
  Floats carried_Pa;            // [node] hydrostatic pressure carried from the start
  double contact_modulus_Pa = 0.0;  // 2 mu / (1 - nu) by the volume's mean of mu
  Floats
      dilation_root;  // [node + 1][4] 1, 1, 1, the root of (1 + beta/h) (1 - loc) lambda_a/V_a/16

  // per node, stride 4
  Floats x, start, target, base;  // iterate, step's start, inertial target, line search origin
  Floats residual, direction;     // Newton
  Floats cg_r, cg_z, cg_p;        // conjugate gradients; p has one node more, at rest
  Floats product[kParts];         // [node + 1][4] the matrix times p, each part's own nodes
  Floats damp;                    // K d of the damping
  Floats nodal_pressure;          // [node] carried_Pa - (1 - loc) lambda (theta - 1); also in
                                  // the fourth lane of x
  Floats element_sum[kParts];  // forces, or in the fourth lane V (J - 1), of each part's elements
  Floats pull;                 // force of the suction at the last linearisation

  // the matrix
  Floats edge_sum;          // [place][kEdgeFloats] sums over elements; empty between assemblies
  Floats node_sum[kParts];  // [node + 1][24] block columns of K and of B^T B, minus the diagonal's
  Halves block;             // [step][kStepHalves] off the diagonal, rows.h
  Halves dilation_block;    // [step][kStepDilation] B alone
  Floats diagonal;          // [node + 1][12] columns of K; fourth lanes: B
  Floats own_dilation;      // [node + 1][4] the same B in one piece
  Floats squeezed;          // [node][12] columns of B^T B
  Floats inverse;           // [two nodes][column][2][4] block-Jacobi part of the preconditioner
  RigidModes rigid;

  FingerContact contact;
  std::vector<int> touched;       // nodes whose preconditioner holds contact
  TissueState saved;              // what a failed step returns to
  std::vector<FingerBody> still;  // settle's fingers

  // scalars per part, always added 0 then 1
  double part_energy[kParts] = {}, part_nodal[kParts] = {}, part_dot[kParts] = {},
         part_trace[kParts] = {};
  float part_least_J[kParts] = {};
  double least_J = 1.0;

  // of the matrix' elastic diagonal: how stiff the whole body is
  double trace() const { return part_trace[0] + part_trace[1]; }
};

}  // namespace lac::tissue
