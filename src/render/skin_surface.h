#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "render/flare.h"
#include "render/linear.h"
#include "render/slope.h"
#include "render/subdivision.h"
#include "sim/snapshot.h"

namespace lac::render {

/// What one drawn skin vertex carries; the layout of skin.vert's attributes.
struct SkinVertex {
  V3 position_m;
  V3 normal;
  float u_m = 0.0f, v_m = 0.0f;  // skin coordinates rolled flat: r toward 3 and 12 o'clock
  float r_m = 0.0f;              // along the skin from the nipple base; < 0 on the nipple
  float contact_Pa = 0.0f, tissue_Pa = 0.0f, excess = 0.0f, blanch = 0.0f, injury = 0.0f;
  float shade = 1.0f;  // 1 open .. 0 under a hand or in a fold
  float join = 0.0f;   // 1 where the skin is the chest's, not the simulation's
  float fullness = 0.0f, coverage_s = 0.0f;        // of the lobes below; time a hand has lain there
  float redness = 0.0f, shine = 0.0f, oil = 0.0f;  // 0..1
};

/// A rounded rod near the skin, for soft contact shadow.
struct Rod {
  V3 a_m, b_m;
  float radius_m = 0.0f;
};

/// A place on the drawn skin under the cursor.
struct Pick {
  V3 position_m, normal;  // where the simulation has it
  V3 shown_m;             // where it is drawn
  float r_m = 0.0f, u_m = 0.0f, v_m = 0.0f;
  float contact_Pa = 0.0f, tissue_Pa = 0.0f, excess = 0.0f;
  float fullness = 0.0f, coverage_s = 0.0f;
};

/// The breast's skin as drawn: a fine smooth surface carried by the simulation's skin nodes.
class SkinSurface {
 public:
  /// @param triangles_wanted  split until there are about this many
  explicit SkinSurface(const anatomy::Breast& breast, std::size_t triangles_wanted = 12000);

  /// Moves the fine surface to the snapshot's skin. No allocation after the first call.
  void update(const sim::Snapshot& snapshot, const std::vector<Rod>& rods);

  const std::vector<SkinVertex>& vertices() const { return vertex_; }
  const Triangles& triangles() const { return subdivision_.triangles(); }
  /// Fine vertices at rest, for placing what is tied to the breast.
  const std::vector<V3>& rest_m() const { return rest_m_; }
  /// Nearest hit of a ray; empty if it misses.
  std::optional<Pick> ray(V3 from_m, V3 direction) const;
  /// Vertex nearest to a place of the simulation, and how far drawing moves such a place.
  const SkinVertex& nearest(V3 p_m) const { return vertex_[nearest_index(p_m)]; }
  V3 offset_m(V3 p_m) const { return offset_m_[nearest_index(p_m)]; }
  /// Vertex nearest to a place of the picture.
  const SkinVertex& nearest_shown(V3 p_m) const;
  /// How the skin runs out onto the chest; null for a body without one.
  const Flare* flare() const { return flare_.get(); }
  V3 nipple_tip_m() const;
  /// Outermost vertex in this direction; how high the drawn skin stands over (x, y),
  /// `else_m` where it is not.
  const SkinVertex& edge(float angle_rad) const;
  float edge_radius_m(float angle_rad) const;  // no farther out than the edge near there
  float height_m(float x_m, float y_m, float else_m) const;

 private:
  void find_hollows();
  void find_edges();
  void find_lobes(const anatomy::Breast& breast);
  void count_touch(const sim::Snapshot& snapshot);
  void update_slow(const sim::Snapshot& snapshot);
  std::size_t nearest_index(V3 p_m) const;
  Subdivision subdivision_;
  std::unique_ptr<Flare> flare_;
  Slope slope_;
  std::vector<V3> offset_m_, chest_normal_;     // [vertex] drawing only
  std::vector<float> hollow_;                   // [vertex] less sky in folds: 1 open
  std::vector<float> coarse_, scratch_, fine_;  // [node * lanes]
  std::vector<V3> rest_m_;
  std::vector<SkinVertex> vertex_;
  std::vector<int> edge_;                              // [spoke] outermost vertex
  std::vector<float> edge_radius_m_;                   // [spoke]
  std::vector<float> open_;                            // [vertex] sky left by the body beside it
  std::vector<float> lobe_share_;                      // [skin node * lobes] which lobes lie below
  std::vector<float> touched_s_, extra_, extra_fine_;  // [skin node], [node * lanes]
  std::int64_t last_tick_ = -1, extra_tick_ = -1;
  int tip_ = 0;  // fine vertex at the nipple's tip
};

/// Open sky at `p`: 1 far from every rod, falling to about 0.35 right under one.
float rod_shade(const std::vector<Rod>& rods, V3 p_m, V3 normal);

}  // namespace lac::render
