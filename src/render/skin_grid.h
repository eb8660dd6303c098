#pragma once
#include <array>
#include <vector>

#include "render/skin_surface.h"

namespace lac::render {

/// Finds drawn skin near a place quickly: vertices sorted into cubes.
class SkinGrid {
 public:
  static constexpr float kCell_m = 0.008f;
  void build(const std::vector<SkinVertex>& vertices);
  /// Nearest vertex within about a cube's width; null if none is that near.
  const SkinVertex* near(V3 p_m) const;

 private:
  std::array<int, 3> cell(V3 p_m) const;
  const std::vector<SkinVertex>* vertices_ = nullptr;
  V3 low_m_;
  std::array<int, 3> count_{};
  std::vector<int> start_, order_;  // [cell + 1], [vertex] by cell
};

}  // namespace lac::render
