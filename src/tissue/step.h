#pragma once
#include "tissue/scratch.h"

namespace lac::tissue {

/// How one sub-step is solved.
struct SolveOptions {
  double step_s = 1.0 / 60.0;
  int newtons = 2;
  int iterations = 8;
  double tolerance = 1e-3;          // of conjugate gradients, relative
  double quiet_J = kQuietEnergy_J;  // nothing left worth solving
  bool full_newton = false;         // assemble in every Newton step, not only in the first
  bool damped = true;
};

struct SolveReport {
  bool clamped = false, finite = true;
  int iterations = 0, halvings = 0, negative = 0;
  double residual_N = 0.0;  // norm of the force residual before the last Newton step
  double largest_move_m = 0.0;
};

/// One backward Euler sub-step of x and v (stride 4) inside the scratch's arrays; contact.begin has
/// been called.
SolveReport solve_substep(const TissueModel& model, const TissueLoad& load,
                          const SolveOptions& options, std::vector<float>& x, std::vector<float>& v,
                          TissueScratch& s);

}  // namespace lac::tissue
