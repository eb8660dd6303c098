#pragma once
#include <array>
#include <span>
#include <vector>

namespace lac::render {

using Triangles = std::vector<std::array<int, 3>>;

/// Fine vertices as fixed weighted sums of coarse ones: Loop's scheme, several levels folded into
/// one sparse matrix, so that a frame costs one product. Control points are first moved out once so
/// that the smooth surface passes close to the coarse nodes instead of shrinking inside them.
class Subdivision {
 public:
  /// @param coarse   triangles over nodes 0..nodes-1, outward
  /// @param levels   0..3
  Subdivision(const Triangles& coarse, int nodes, int levels);

  const Triangles& triangles() const { return fine_; }
  int vertices() const { return static_cast<int>(row_.size()) - 1; }
  int nodes() const { return nodes_; }

  /// fine[v] = sum of weights times coarse, `kLanes` floats a node. The first three lanes are a
  /// position and pass near the nodes; the other lanes are smoothed as they are.
  static constexpr int kLanes = 8;
  void evaluate(std::span<const float> coarse, std::vector<float>& scratch,
                std::vector<float>& fine) const;

 private:
  int nodes_ = 0;
  Triangles fine_;
  std::vector<int> row_, column_;     // [vertex + 1], [entry]
  std::vector<float> weight_;         // [entry]
  std::vector<int> ring_row_, ring_;  // [node + 1], neighbours of a node; empty on the boundary
  std::vector<float> limit_;          // [node] weight of each neighbour in the limit position
};

}  // namespace lac::render
