#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "anatomy/breast.h"
#include "base/hash.h"
#include "base/step_report.h"
#include "tissue/params.h"

namespace lac::tissue {

/// A capsule that presses on the skin this tick.
struct FingerBody {
  int id = 0;     // ascending order of ids is the order of all sums
  Vec3 a_m, b_m;  // axis ends at the end of the tick
  double radius_m = 0.008;
  Vec3 a_move_m, b_move_m;  // how far the axis ends travel in this tick
  Vec3 turn_rad;            // rotation vector in this tick about the axis' middle, so that the
                            // body's surface moves by move + turn x arm: rolling
};

/// What one finger feels: the sum over its contact with the skin.
struct ContactPatch {
  int id = 0;
  bool touching = false;
  Vec3 force_N;           // on the finger
  double normal_N = 0.0;  // >= 0
  double area_m2 = 0.0;
  double mean_pressure_Pa = 0.0;  // normal_N / area_m2
  double peak_pressure_Pa = 0.0;
  double stiffness_N_per_m = 0.0;  // of the pad alone: no step in can raise normal_N by more
  double shear_N = 0.0;            // magnitude of the friction
  double slip_m_per_s = 0.0;       // mean speed of the finger's surface over the skin; 0: sticking
  Vec3 slip_direction;             // of the finger relative to the skin; zero when sticking
  double skin_shift_m = 0.0;       // how far the skin under the finger has been carried from rest
  Vec3 centre_m;                   // pressure-weighted centre on the skin
  Vec3 normal;                     // mean outward skin normal there
  int triangle = -1;               // the skin triangle under the centre
};

/// Where a quadrature point of the skin sticks to a finger: its tangential give so far.
struct StickAnchor {
  int point = 0;   // 24 * triangle + quadrature point
  int finger = 0;  // id
  float give_m[3] = {};
};

/// What a finger bore at the end of the last step: friction's limit in the next one, and the dent
/// under it that is too small for the mesh.
struct Bearing {
  int finger = 0;  // id
  double normal_N = 0.0;
  double rise_N = 0.0;  // by how much it grew in that step
  double dent_m = 0.0;  // the finger lies this much deeper than the mesh's skin
  Vec3 push;            // unit, of the skin on the finger
};

/// Everything that advances in time. Copy it, hash it, restore it.
struct TissueState {
  std::vector<float> x_m;        // [node * 4] position
  std::vector<float> v_m_per_s;  // [node * 4]
  std::vector<float> visco;      // internal variables of the slow tissue response; layout private
  std::vector<float> skin_stretch;  // private history of the skin, may be empty
  std::vector<StickAnchor> anchor;  // ascending point, then finger
  std::vector<Bearing> bearing;     // ascending finger
};

/// What others do to the tissue this tick.
struct TissueLoad {
  std::span<const float>
      growth_frac;  // [tet] volume added by milk and fluid / rest volume; J_s - 1
  std::span<const float> stiffness_scale;  // [tet] multiplies mu
  bool fields_changed = false;             // the two spans differ from the last call's
  Vec3 gravity_m_per_s2;                   // patient frame
  double creep_s = 0.0;  // time that passes for the slow response, where longer than the step: a
                         // rest tick's second
  double friction = 0.5;
  std::span<const FingerBody> finger;  // ascending id
  std::span<const float> pull_Pa;      // [skin node] suction, outward and following the skin
                                       // (negative: pressing); empty: none
};

class TissueModel;    // immutable: mesh arrays, sparsity, materials (tissue_model.h)
class TissueScratch;  // solver work arrays, reusable, holds no state
struct TissueModelDeleter {
  void operator()(TissueModel*) const;
};
struct TissueScratchDeleter {
  void operator()(TissueScratch*) const;
};
using TissueModelPtr = std::unique_ptr<TissueModel, TissueModelDeleter>;
using TissueScratchPtr = std::unique_ptr<TissueScratch, TissueScratchDeleter>;

/// What a step leaves for the others; sized by the model, reused.
struct TissueFields {
  std::vector<float> pressure_Pa;  // [node] nodal pressure, positive in compression (solver.md §6)
  std::vector<float> contact_pressure_Pa;  // [skin node] area-weighted
  std::vector<float> skin_slip_m;          // [skin node] slip in this tick
  std::vector<ContactPatch> patch;         // [finger] as load.finger
  double max_speed_m_per_s = 0.0;
  double min_volume_ratio = 1.0;  // smallest tet J
};

TissueModelPtr make_model(const anatomy::Breast& breast, const TissueParams& params);
TissueScratchPtr make_scratch(const TissueModel& model, int threads = 1);  // 1 or 2
TissueState initial_state(const TissueModel& model);                       // rest shape, at rest

/// One implicit step of the soft body (solver.md §6): backward Euler, Newton-PCG on the incremental
/// potential  1/2h^2 |x - y|_M^2 + psi + contact,  y = x_n + h v + h^2 g.
///
/// @param dt_s  in (0, 1/30]; larger is done in two sub-steps, so that a hiccup's cost is bounded
/// @return NonFinite leaves `state` as it was; Clamped: the move limit or line search stopped
/// short. Same bits with one thread or two.
/// @see src/tissue/MODEL.md
StepReport step(const TissueModel& model, const TissueLoad& load, double dt_s, TissueState& state,
                TissueScratch& scratch, TissueFields& out);

/// Settles under load and gravity with no velocity left: quasi-static, for rest ticks and start-up.
/// Stops when no node moves faster than `speed_m_per_s` or after `most_steps`.
StepReport settle(const TissueModel& model, const TissueLoad& load, int most_steps,
                  double speed_m_per_s, TissueState& state, TissueScratch& scratch,
                  TissueFields& out);

/// The gravity-free reference shape: moves the model's rest nodes so that under `load` (gravity and
/// growth of the start state) the body settles into the shape the anatomy describes. Fixed point on
/// the rest nodes; fingers and suction of `load` do not count.
/// @param model  as make_model gives it for `breast`; gets that reference
/// @return residual: largest node distance from the wanted shape, metres.
StepReport solve_reference(const anatomy::Breast& breast, const TissueLoad& load, int iterations,
                           TissueModel& model);

/// Gives the model the mirror image (x changes sign) of another's stress-free shape: the two
/// breasts of one patient, where they are alike, share one solved reference.
/// @param breast  the model's own anatomy, mirror image of the other's node for node
void mirror_reference(const anatomy::Breast& breast, const TissueModel& from, TissueModel& model);

/// The reference shapes that were found, by a hash of all that decides them: a patient met again is
/// not solved again, and hangs by the same bits. The shape that was not asked for longest goes
/// first; one that was not reached is not kept. Several threads may ask.
class ReferenceShapes {
 public:
  static constexpr std::size_t kMost = 32;  // of 80 kB each at the standard level
  /// As solve_reference; @return of a known shape no iterations.
  StepReport solve(const anatomy::Breast& breast, const TissueLoad& load, int iterations,
                   TissueModel& model);
  // how often it was asked for a shape, and had to solve for it
  int asked() const { return asked_; }
  int solved() const { return solved_; }

 private:
  bool known(std::uint64_t key, double& residual_m, std::vector<Vec3>& node_m);

  struct Shape {
    std::uint64_t key = 0;
    double residual_m = 0.0;
    std::vector<Vec3> node_m;
  };
  std::atomic<int> asked_ = 0, solved_ = 0;
  std::mutex mutex_;         // of shape_
  std::deque<Shape> shape_;  // the last one asked for is the first
};

void hash_into(Hasher& hasher, const TissueState& state);
int nodes(const TissueModel& model);
int tets(const TissueModel& model);

}  // namespace lac::tissue
