#pragma once
#include <array>
#include <vector>

#include "render/thing.h"
#include "render/view_options.h"
#include "sim/snapshot.h"

namespace lac::render {

/// What lies under the skin: lobes, ducts with milk and plug, lymph vessels and nodes, fluid, and
/// the section of a cut. Laid out once at rest; carried by the simulation's nodes.
class Inside {
 public:
  explicit Inside(const anatomy::Breast& breast);

  /// Appends what this layer shows, as it is now.
  void build(const sim::Snapshot& snapshot, Layer layer, Thing& out) const;
  /// Appends the section where the plane meets the body: fat, gland and skin, or an overlay's value
  /// in its colours. @param plane  unit normal and distance: what lies beyond is taken away
  void build_section(const sim::Snapshot& snapshot, V3 normal, float distance_m, Overlay overlay,
                     Thing& out) const;

 private:
  static constexpr int kCarriers = 4;
  /// A rest place that moves as the nearest nodes do.
  struct Carried {
    V3 rest_m, normal;
    std::array<int, kCarriers> node{};
    std::array<float, kCarriers> weight{};
  };
  struct LobeShape {
    std::vector<Carried> point;
    Triangles triangle;
  };
  Carried carry(V3 rest_m, V3 normal = {}) const;
  V3 place(const Carried& c, const std::vector<V3>& moved_m) const;
  std::vector<V3> moved(const sim::Snapshot& snapshot) const;
  void shape_lobes(const anatomy::Breast& breast);
  void lay_lymph(const anatomy::Breast& breast);
  void add_lobes(const sim::Snapshot& snapshot, const std::vector<V3>& moved_m, float alpha,
                 Thing& out) const;
  void add_ducts(const sim::Snapshot& snapshot, const std::vector<V3>& moved_m, Thing& out) const;
  static void add_plug(const sim::PlugDrawn& plug, Thing& out);
  void add_lymph(const std::vector<V3>& moved_m, Thing& out) const;
  void add_fluid(const sim::Snapshot& snapshot, const std::vector<V3>& moved_m, Thing& out) const;

  std::vector<V3> rest_m_;  // [node]
  std::vector<std::array<int, 4>> tet_;
  std::vector<float> gland_;                               // [node] 0..1
  std::vector<int> skin_depth_;                            // [node] 0 on the skin
  std::vector<LobeShape> lobe_;                            // [lobe]
  std::vector<std::vector<std::array<Carried, 2>>> twig_;  // [lobe]
  std::vector<std::vector<Carried>> vessel_;               // lymph: paths toward the nodes
  std::vector<V3> lymph_node_m_;                           // outside the breast: these do not move
};

}  // namespace lac::render
