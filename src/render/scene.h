#pragma once
#include <memory>
#include <vector>

#include "render/gl_parts.h"
#include "render/glove.h"
#include "render/inside.h"
#include "render/skin_grid.h"
#include "render/skin_surface.h"
#include "render/thing.h"
#include "render/torso.h"
#include "render/view_options.h"
#include "sim/snapshot.h"

namespace lac::render {

/// What lies beyond `distance_m` along `normal` is taken away.
struct Plane {
  static constexpr float kNoCut_m = 1e6f;
  V3 normal{0, 0, 1};
  float distance_m = kNoCut_m;
};

/// Everything that stands in the picture: surfaces of the patient, hands and things, moved to a
/// snapshot and handed to the GPU. How it is lit and drawn is PatientView's.
class Scene {
 public:
  /// Once, when there is a GL context.
  void set_layouts();
  /// Makes the patient's surfaces anew where another breast or another quality comes.
  void take(const sim::Snapshot& snapshot, Quality quality);
  /// Moves every surface to this snapshot.
  void update(const sim::Snapshot& snapshot, V3 eye_m, const ViewOptions& options);

  float side() const { return breast->params.side == anatomy::Side::Left ? 1.0f : -1.0f; }
  const SkinGrid& grid() const { return grid_; }
  const std::vector<GloveVertex>& glove_vertex() const { return glove_vertex_; }

  std::shared_ptr<const anatomy::Breast> breast;
  std::unique_ptr<SkinSurface> skin;
  std::unique_ptr<Torso> torso;  // null: a body without one
  Plane cut;
  V3 work_m;             // the place worked on
  bool working = false;  // hands arch over it
  MeshBuffer skin_mesh, torso_mesh, behind_mesh, drape_mesh, sheet_mesh, cover_mesh, glove_mesh,
      ghost_mesh, thing_mesh, inside_mesh, section_mesh;

 private:
  void pose_hands(const std::vector<sim::FingerDrawn>& fingers, const std::array<bool, 2>& coached,
                  bool press, MeshBuffer& mesh);
  void lay_cover(const SkinSurface& rim);
  void lay_cover_anew(const sim::Snapshot& snapshot);
  void find_work(const std::vector<sim::FingerDrawn>& fingers);
  void update_inside(const sim::Snapshot& snapshot, const ViewOptions& options);

  std::unique_ptr<Inside> inside_;  // made when a layer is first peeled
  Quality quality_ = Quality::Good;
  SkinGrid grid_;
  Drape drape_;                // that the cover lies on
  std::vector<V3> covered_m_;  // the skin as it was when the cover was laid
  std::unique_ptr<Glove> glove_;
  std::vector<GloveVertex> glove_vertex_;
  Triangles glove_triangle_;
  Thing thing_, under_, section_;
};

}  // namespace lac::render
