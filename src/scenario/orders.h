#pragma once
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace lac::scenario {

/// A row whose order nobody can keep, and why.
struct Contradiction {
  std::string row, message;
};

/// Rows of kind gate and order (without a time limit or alternatives), what actions need, and that
/// every technique begins with touch: whatever of it goes round in a circle.
std::vector<Contradiction> contradictions(const std::vector<rubric::Criterion>& rows,
                                          const std::vector<Action>& actions);

}  // namespace lac::scenario
