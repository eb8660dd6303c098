#pragma once
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"

namespace lac::render {

/// Cloth: a vertex, and the whole of it.
struct ClothVertex {
  V3 position_m, normal;
  float u_m = 0.0f, v_m = 0.0f;
  float shade = 1.0f;
};
struct Drape {
  std::vector<ClothVertex> vertex;
  Triangles triangle;
};

/// Smooth value noise in 0..1.
float cloth_noise(float x, float y);
/// How high folds stand at a place: they hang from the covered shoulder, gather at the waist and
/// lie across the belly; the hem itself lies nearly flat.
/// @param sx   x toward the side worked on
float folds_m(float sx, float y, float from_edge_m);
/// Triangles between (rows + 1) x (columns + 1) vertices, row by row.
void add_cloth(Drape& cloth, int columns, int rows);
/// Normals, and less sky in valleys.
void finish_cloth(Drape& cloth, int columns, int rows);

}  // namespace lac::render
