#pragma once
#include <span>
#include <string>
#include <string_view>

#include "rubric/rubric.h"

namespace lac::rubric {

/// A number as a person reads it: mm, kPa, degrees.
Wording readable(double value, std::string_view unit);
Wording band_text(double low, double high, std::string_view unit);
Wording credit_text(double credit);
/// Minutes and seconds into the run.
std::string clock_text(double time_s);
/// What a learner knows an id by: the label of an action, or the name of a technique.
Wording called(std::string_view id, std::span<const ActionLabel> labels);

}  // namespace lac::rubric
