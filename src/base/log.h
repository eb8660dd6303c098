#pragma once
#include <spdlog/spdlog.h>

namespace lac {
/// Messages for developers and IT: stderr, level from $LACTASIM_LOG (default warn). Never for
/// results.
void start_log();
}  // namespace lac
