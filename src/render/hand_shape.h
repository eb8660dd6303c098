#pragma once
#include <functional>
#include <vector>

#include "render/glove.h"

namespace lac::render {

/// Signed distance to the resting hand, and to each of its bones (palm, forearm, digits' bones).
float hand_distance_m(V3 p);
float bone_distance_m(int bone, V3 p);

/// A closed surface where `distance` is zero, by surface nets on a grid of `cell_m`.
struct Net {
  std::vector<V3> position_m, normal;
  Triangles triangle;
};
Net surface_net(const std::function<float(V3)>& distance, V3 low_m, V3 high_m, float cell_m);

}  // namespace lac::render
