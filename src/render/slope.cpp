#include "render/slope.h"

#include <algorithm>

#include "render/skin_surface.h"

namespace lac::render {
namespace {

constexpr float kFrom_along = 0.02f;  // nearer to the breast nothing is changed
constexpr int kPasses = 4;

}  // namespace

Slope::Slope(const Triangles& triangles, std::span<const float> along) {
  std::vector<std::vector<int>> about(along.size());
  for (const auto& t : triangles)
    for (int k = 0; k < 3; ++k) {
      const int a = t[k];
      if (along[static_cast<std::size_t>(a)] < kFrom_along) continue;
      for (const int b : {t[(k + 1) % 3], t[(k + 2) % 3]})
        if (auto& near = about[static_cast<std::size_t>(a)];
            std::find(near.begin(), near.end(), b) == near.end())
          near.push_back(b);
    }
  row_.push_back(0);
  for (std::size_t v = 0; v < about.size(); ++v) {
    if (about[v].empty()) continue;
    vertex_.push_back(static_cast<int>(v));
    beside_.insert(beside_.end(), about[v].begin(), about[v].end());
    row_.push_back(static_cast<int>(beside_.size()));
  }
  mean_.resize(vertex_.size());
}

void Slope::soften(std::vector<SkinVertex>& vertices) {
  const auto at = [&](int v) -> SkinVertex& { return vertices[static_cast<std::size_t>(v)]; };
  for (int pass = 0; pass < kPasses; ++pass) {
    for (std::size_t i = 0; i < vertex_.size(); ++i) {
      V3 sum = at(vertex_[i]).normal;
      for (int k = row_[i]; k < row_[i + 1]; ++k)
        sum += at(beside_[static_cast<std::size_t>(k)]).normal;
      mean_[i] = unit(sum, at(vertex_[i]).normal);
    }
    for (std::size_t i = 0; i < vertex_.size(); ++i) at(vertex_[i]).normal = mean_[i];
  }
}

}  // namespace lac::render
