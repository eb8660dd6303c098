#pragma once
#include <functional>
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"

namespace lac::render {

/// A closed surface where `distance` is zero, by surface nets on a grid of `cell_m`.
struct Net {
  std::vector<V3> position_m, normal;
  Triangles triangle;
};
Net surface_net(const std::function<float(V3)>& distance, V3 low_m, V3 high_m, float cell_m);

}  // namespace lac::render
