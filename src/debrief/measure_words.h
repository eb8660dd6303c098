#pragma once
#include <string>

#include "technique/technique.h"

namespace lac::debrief {

/// One measure of a technique as a nurse would say it: "milk collected 30 mL", "rolled 90 %",
/// "with a ring of tips of two hands". Empty: there is nothing to say (a thing that was not so).
std::string measure_words(const technique::MeasureInfo& info, double value);

}  // namespace lac::debrief
