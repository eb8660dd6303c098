#pragma once
#include <array>

#include "sim/observation.h"

namespace lac::session {

/// Where hands were, by twelve clock sectors and rings of distance from the nipple base, as an
/// observer could draw it. The parent's own hands count with the learner's.
struct TouchMap {
  static constexpr int kSectors = 12;
  static constexpr std::array<double, 6> kRing_m = {0.0, 0.012, 0.025, 0.050, 0.080, 0.130};
  static constexpr int kRings = static_cast<int>(kRing_m.size()) - 1;
  using OfBreast = std::array<std::array<double, kSectors>, kRings>;
  std::array<OfBreast, 2> touched_s{};  // [side][ring][sector] finger-seconds

  void add(const sim::Observation& seen);
  double total_s(anatomy::Side side) const;
};

}  // namespace lac::session
