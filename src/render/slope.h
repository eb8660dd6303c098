#pragma once
#include <span>
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"

namespace lac::render {

struct SkinVertex;

/// The slope onto the chest as it is lit. Its triangles are long and turn sharply from the breast's
/// skin to the chest's: lit by their own normals the fold has teeth. Found once, by vertex.
class Slope {
 public:
  Slope() = default;
  /// @param along   [vertex] how far along the slope a vertex lies, 0 on the breast .. 1
  Slope(const Triangles& triangles, std::span<const float> along);

  /// Each normal of the slope becomes the mean of those about it; the others stay as they are. No
  /// allocation after the first call.
  void soften(std::vector<SkinVertex>& vertices);

 private:
  std::vector<int> vertex_;        // on the slope
  std::vector<int> row_, beside_;  // [vertex_ + 1], neighbours
  std::vector<V3> mean_;           // [vertex_]
};

}  // namespace lac::render
