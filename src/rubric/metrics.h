#pragma once
#include <string_view>

#include "rubric/rubric.h"

namespace lac::rubric {

/// A metric's value and when it was so.
struct Reading {
  double value = 0.0, time_s = 0.0;
};
Reading read_metric(std::string_view name, const Evidence& evidence);
/// What was seen of one breast alone.
Evidence of_side(const Evidence& evidence, anatomy::Side side);
const MetricInfo* find_metric(std::string_view name);

}  // namespace lac::rubric
