#pragma once
#include <algorithm>

namespace lac {

/// How a model's step went, worst last.
enum class StepFlag { None, Clamped, NotConverged, NonFinite };

/// What every model's step returns. On NonFinite the caller keeps the last good state.
struct StepReport {
  StepFlag flag = StepFlag::None;
  int iterations = 0;
  double residual = 0.0;  // in the unit the step's comment names
};

constexpr StepFlag worst(StepFlag a, StepFlag b) { return std::max(a, b); }

}  // namespace lac
