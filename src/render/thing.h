#pragma once
#include <array>
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"

namespace lac::render {

/// How a thing that is not skin, glove or cloth looks.
struct Look {
  V3 colour;           // linear RGB
  float alpha = 1.0f;  // 1: hides what is behind
  float gloss = 0.2f;
  float clear = 0.0f;          // 1: glass, seen at its edges
  float speed_m_per_s = 0.0f;  // of bright bands that run along it; 0: none
};

/// One vertex of such a thing; the layout of thing.vert's attributes.
struct ThingVertex {
  V3 position_m, normal, colour;
  float alpha = 1.0f, gloss = 0.0f, clear = 0.0f, along_m = 0.0f, speed_m_per_s = 0.0f;
};

struct Thing {
  std::vector<ThingVertex> vertex;
  Triangles triangle;
  void clear() {
    vertex.clear();
    triangle.clear();
  }
};

/// An ellipsoid: `frame` its place and axes, `radius_m` along x, y, z of the frame.
void add_ball(const Frame& frame, V3 radius_m, const Look& look, int sides, Thing& out);
/// A round tube through `path`, its radius at each point. The bands run from the first to the last.
void add_tube(const std::vector<V3>& path, const std::vector<float>& radius_m, const Look& look,
              int sides, Thing& out);
/// A surface of revolution about `frame`'s y axis: (radius, height) pairs.
void add_revolved(const Frame& frame, const std::vector<std::array<float, 2>>& profile,
                  const Look& look, int sides, Thing& out);
/// A frame at `origin` with this y axis.
Frame frame_along(V3 origin, V3 y);

}  // namespace lac::render
