#pragma once
#include <vector>

#include "render/flare.h"
#include "render/skin_surface.h"

namespace lac::render {

/// Skin round the breast: chest, shoulder, armpit, from the foot of the breast's slope outward.
class Torso {
 public:
  Torso(const SkinSurface& skin, float side);

  /// Takes the shadow of what is near. No allocation.
  void update(const std::vector<Rod>& rods);
  const std::vector<SkinVertex>& vertices() const { return vertex_; }
  const Triangles& triangles() const { return triangle_; }

 private:
  std::vector<SkinVertex> vertex_;  // [ring * spokes + spoke]
  Triangles triangle_;
};

/// The drape: folded cloth round an opening over the working field, lying on everything else.
struct ClothVertex {
  V3 position_m, normal;
  float u_m = 0.0f, v_m = 0.0f;
  float shade = 1.0f;
};
struct Drape {
  std::vector<ClothVertex> vertex;
  Triangles triangle;
};
Drape make_drape(const SkinSurface& skin, float side);

}  // namespace lac::render
