#include "render/cloth.h"

#include <algorithm>
#include <cmath>

namespace lac::render {
namespace {

constexpr float kPi = 3.14159265f;

float hash(int x, int y) {
  unsigned h = static_cast<unsigned>(x) * 374761393u + static_cast<unsigned>(y) * 668265263u;
  h = (h ^ (h >> 13)) * 1274126177u;
  return static_cast<float>(h >> 8) * (1.0f / 16777216.0f);
}
}  // namespace

float cloth_noise(float x, float y) {
  const float fx = std::floor(x), fy = std::floor(y);
  const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const float tx = smooth(0.0f, 1.0f, x - fx), ty = smooth(0.0f, 1.0f, y - fy);
  return mix(mix(hash(ix, iy), hash(ix + 1, iy), tx),
             mix(hash(ix, iy + 1), hash(ix + 1, iy + 1), tx), ty);
}

namespace {

// One family of folds: narrow crests, wide valleys, running along `turn_rad`, wandering.
float fold(float x, float y, float turn_rad, float per_m, float seed) {
  const float c = std::cos(turn_rad), s = std::sin(turn_rad);
  const float across = c * x + s * y, along = -s * x + c * y;
  const float wander = 1.1f * cloth_noise(4.5f * along + seed, 4.0f * across + seed) +
                       0.12f * cloth_noise(15.0f * along, 12.0f * across + seed);
  const float wave = 0.5f + 0.5f * std::sin(2.0f * kPi * (per_m * across + wander));
  const float strength = cloth_noise(6.0f * across + 3.0f * seed, 2.5f * along + seed);
  return wave * wave * smooth(0.15f, 0.85f, strength);
}

}  // namespace

// One family at a place, so that they never cross into a lattice.
float folds_m(float sx, float y, float from_edge_m) {
  const float grow = smooth(0.004f, 0.090f, from_edge_m);
  const float low = smooth(-0.05f, -0.16f, y + 0.05f * (cloth_noise(6.0f * sx, 3.0f) - 0.5f));
  const float hanging = fold(sx, y, 0.42f, 15.0f, 3.0f) * (1.0f - low);
  const float across = fold(sx, y, 1.15f, 17.0f, 11.0f) * low;
  const float fine = fold(sx, y, 0.75f, 34.0f, 23.0f);
  return grow * (0.0105f * hanging + 0.0090f * across + 0.0016f * fine) +
         0.0080f * grow * (cloth_noise(6.0f * sx + 40.0f, 5.0f * y + 7.0f) - 0.5f);
}

void finish_cloth(Drape& cloth, int columns, int rows) {
  for (const auto& [a, b, c] : cloth.triangle) {
    const V3 n = cross(cloth.vertex[b].position_m - cloth.vertex[a].position_m,
                       cloth.vertex[c].position_m - cloth.vertex[a].position_m);
    for (const int v : {a, b, c}) cloth.vertex[v].normal += n;
  }
  for (ClothVertex& v : cloth.vertex) {
    v.normal = unit(v.normal);
    if (v.normal.z < 0.0f) v.normal = -v.normal;
  }
  // valleys see less sky: height against the mean of a few neighbours off
  const auto at = [&](int row, int column) -> const ClothVertex& {
    return cloth.vertex[std::clamp(row, 0, rows) * (columns + 1) + std::clamp(column, 0, columns)];
  };
  std::vector<float> shade(cloth.vertex.size());
  for (int row = 0; row <= rows; ++row)
    for (int column = 0; column <= columns; ++column) {
      const ClothVertex& v = at(row, column);
      float hidden = 0.0f;
      for (const int reach : {2, 4, 7})
        for (const auto& [dr, dc] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
          const V3 d = at(row + dr * reach, column + dc * reach).position_m - v.position_m;
          const float l = length(d);
          if (l > 1e-5f) hidden += std::max(0.0f, dot(d, v.normal) / l - 0.03f);
        }
      shade[row * (columns + 1) + column] = clamp(1.0f - 0.13f * hidden, 0.55f, 1.0f);
    }
  for (std::size_t k = 0; k < shade.size(); ++k) cloth.vertex[k].shade *= shade[k];
}

void add_cloth(Drape& cloth, int columns, int rows) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const int a = row * (columns + 1) + column, b = a + 1, c = a + columns + 1;
      cloth.triangle.push_back({a, b, c});
      cloth.triangle.push_back({b, c + 1, c});
    }
}

}  // namespace lac::render
