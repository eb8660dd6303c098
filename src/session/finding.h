#pragma once
#include <string>
#include <string_view>

#include "sim/observation.h"

namespace lac::session {

/// What a clinician would say of the body as it is seen and felt now.
/// @param what  "spes", "areola", "lump" or "cup", as an action's `finds` names it
std::string finding_text(std::string_view what, const sim::Observation& seen);

}  // namespace lac::session
