#pragma once
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"
#include "sim/snapshot.h"

namespace lac::render {

/// A vertex of milk or of the cup.
struct MilkVertex {
  V3 position_m, normal;
  float alpha = 1.0f;
  float kind = 0.0f;  // 0 milk, 1 clear plastic
};

/// Beads at the pores, sprays as thin arcs and the cup with its level, as triangles.
struct MilkShape {
  std::vector<MilkVertex> vertex;
  Triangles triangle;
};

/// @param eye_m   sprays turn their width toward it
/// @param cup_m   centre of the cup's foot; the cup stands along +z of the patient frame's y
void build_milk(const sim::Snapshot& snapshot, V3 eye_m, V3 cup_m, MilkShape& out);

}  // namespace lac::render
