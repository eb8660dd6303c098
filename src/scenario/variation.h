#pragma once
#include <cstdint>

#include "scenario/scenario.h"

namespace lac::scenario {

/// Another patient of the same case: what `spec.variation` allows, drawn from `seed`.
void vary(ScenarioSpec& spec, std::uint64_t seed);

}  // namespace lac::scenario
