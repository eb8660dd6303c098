#pragma once
#include <array>
#include <vector>

#include "base/vec.h"

namespace lac::anatomy {

/// A tetrahedral body and its skin. Nodes that may move come first; the rest sit on the chest wall.
struct TetMesh {
  std::vector<Vec3> node_m;              // [node] rest shape
  int free_nodes = 0;                    // nodes [0, free_nodes) move
  std::vector<std::array<int, 4>> tet;   // [tet] positive volume
  std::vector<std::array<int, 3>> skin;  // [triangle] outward; the skin, without the chest wall
  std::vector<int> skin_node;            // [skin node] mesh node, ascending
  std::vector<int> skin_index;           // [node] place in skin_node, or -1
  std::vector<double> tet_volume_m3;     // [tet] > 0
};

}  // namespace lac::anatomy
