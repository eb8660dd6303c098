#pragma once
#include <array>

#include "base/vec.h"

namespace lac::anatomy {

/// Barycentric weights of the point of triangle abc nearest to p (Ericson 2005, 5.1.5); all >= 0,
/// sum 1, also for a degenerate triangle.
std::array<double, 3> nearest_weights(Vec3 p, Vec3 a, Vec3 b, Vec3 c);

}  // namespace lac::anatomy
