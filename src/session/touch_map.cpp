#include "session/touch_map.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"

namespace lac::session {
namespace {

std::size_t side_of(anatomy::Side side) { return side == anatomy::Side::Left ? 0 : 1; }

}  // namespace

void TouchMap::add(const sim::Observation& seen) {
  for (const sim::FingerSeen& finger : seen.finger) {
    if (!std::isfinite(finger.clock_rad) || !std::isfinite(finger.r_m)) continue;
    int ring = kRings - 1;
    while (ring > 0 && finger.r_m < kRing_m[static_cast<std::size_t>(ring)]) --ring;

    // sectors stand on the hours: 12 o'clock is the middle of the first
    const double share = finger.clock_rad / (2.0 * kPi) + 0.5 / kSectors;
    const int sector = static_cast<int>(std::floor((share - std::floor(share)) * kSectors));
    touched_s[side_of(seen.side)][static_cast<std::size_t>(ring)]
             [static_cast<std::size_t>(std::min(sector, kSectors - 1))] += seen.step_s;
  }
}

double TouchMap::total_s(anatomy::Side side) const {
  double sum = 0.0;
  for (const auto& ring : touched_s[side_of(side)])
    for (const double seconds : ring) sum += seconds;
  return sum;
}

}  // namespace lac::session
