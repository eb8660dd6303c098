#include "ducts/tube.h"

#include <cmath>

#include "base/math.h"
#include "ducts/constants.h"

namespace lac::ducts {

TubePressure tube_pressure(double area_ratio, double K_1_Pa, double K_p_Pa) {
  // stretched wall: stiffens with the square of the area
  if (area_ratio >= 1.0) {
    const double square = area_ratio * area_ratio;
    return {K_1_Pa * (square - 1.0), 2.0 * K_1_Pa * square};
  }

  // collapsed wall: a^-1.5 without a power function
  const double inverse = 1.0 / (area_ratio * std::sqrt(area_ratio));
  return {-K_p_Pa * (inverse - 1.0), 1.5 * K_p_Pa * inverse};
}

Lumen lumen(double area_ratio, double closed_frac) {
  // c falls to nothing at the closed area; the root rounds the corner, the floor keeps it > 0
  const double line = (area_ratio - closed_frac) / (1.0 - closed_frac);
  const double root = std::sqrt(line * line + kLumenSmoothing * kLumenSmoothing);
  const double open = 0.5 * (line + root) + kLumenFloor;
  const double slope = 0.5 * (1.0 + line / root) * area_ratio / (1.0 - closed_frac);
  return {open * open, 2.0 * open * slope};
}

double log_area_at(double pressure_Pa, double K_1_Pa) {
  return 0.5 * log(1.0 + pressure_Pa / K_1_Pa);
}

}  // namespace lac::ducts
