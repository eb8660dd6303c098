#pragma once
#include "tissue/model.h"

namespace lac::tissue {

/// What a tick has to move and compute, counted from the loops (MODEL.md §6).
struct TickCost {
  double bytes = 0.0, flops = 0.0;
  double cg_bytes = 0.0, cg_flops = 0.0;  // the conjugate gradients' part
};

/// @param iterations  conjugate gradients of the whole tick; two Newton steps, no halving
TickCost cost_of(const TissueModel& model, double iterations);

}  // namespace lac::tissue
