#pragma once
#include "render/glove.h"

namespace lac::render {

/// Signed distance to the resting hand, and to each of its bones (palm, forearm, digits' bones).
float hand_distance_m(V3 p);
float bone_distance_m(int bone, V3 p);

}  // namespace lac::render
