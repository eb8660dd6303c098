#pragma once
#include <cstdint>

#include "scenario/scenario.h"

namespace lac::scenario {

/// Another patient of the same case: what `spec.variation` allows, drawn from `seed`.
void vary(ScenarioSpec& spec, std::uint64_t seed);

/// Puts the patient's side and the plug's place where a text says {side}, {other} or {place}.
void fill_words(ScenarioSpec& spec);

}  // namespace lac::scenario
