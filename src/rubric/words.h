#pragma once
#include <span>
#include <string>
#include <string_view>

#include "rubric/rubric.h"

namespace lac::rubric {

/// A number as a person reads it: mm, kPa, degrees.
std::string readable(double value, std::string_view unit);
std::string band_text(double low, double high, std::string_view unit);
std::string credit_text(double credit);
/// Minutes and seconds into the run.
std::string clock_text(double time_s);
/// What a learner knows an id by: the label of an action, or the name of a technique.
std::string called(std::string_view id, std::span<const ActionLabel> labels);
/// With a capital in front.
std::string sentence(std::string text);

}  // namespace lac::rubric
