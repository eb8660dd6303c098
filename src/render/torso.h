#pragma once
#include <vector>

#include "render/cloth.h"
#include "render/flare.h"
#include "render/skin_surface.h"

namespace lac::render {

/// Skin round the breast: chest, shoulder, armpit, arm and neck, from the foot of the breast's
/// slope outward; and, for the peeled views, the chest muscle behind the breast.
class Torso {
 public:
  Torso(const SkinSurface& skin, float side);

  /// Takes the shadow of what is near. No allocation. @return whether anything changed
  bool update(const std::vector<Rod>& rods);
  const std::vector<SkinVertex>& vertices() const { return vertex_; }
  const Triangles& triangles() const { return triangle_; }
  const Triangles& behind() const { return behind_; }

 private:
  std::vector<SkinVertex> vertex_;
  std::vector<float> open_;  // [vertex] sky left by the body itself
  Triangles triangle_, behind_;
  bool shaded_ = false;
};

/// The hem of the drape as seen from the front: down beside the breastbone, then below the breast
/// to the flank. Everything on its other side is covered.
class Hem {
 public:
  Hem(const Flare& flare, float side);
  /// Place along the hem, `share` 0 at the neck .. 1 at the flank; z is not set.
  V3 at(float share) const;
  /// Unit way into the cloth there.
  V3 into(float share) const;
  /// How far inside the cloth a place lies; negative on bare skin.
  float inside_m(float x_m, float y_m) const;

 private:
  static constexpr int kPoints = 14;
  V3 point_[kPoints];
  float side_;
};

/// The folded cloth over everything beyond the hem, the other breast included.
Drape make_drape(const SkinSurface& skin, const Hem& hem, float side);
/// The cloth that lies over both breasts before and after: from below the collarbones down, over
/// drape `below`; loose, so that it tells nothing of what it covers.
Drape make_cover(const SkinSurface& skin, const Drape& below, float side);
/// The sheet the patient leans against.
Drape make_sheet(float side);

}  // namespace lac::render
