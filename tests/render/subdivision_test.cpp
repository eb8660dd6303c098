#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "render/body_shape.h"
#include "render/flare.h"
#include "render/glove.h"
#include "render/hand_shape.h"
#include "render/subdivision.h"
#include "render/surface_net.h"

using namespace lac::render;

namespace {

constexpr int kLanes = Subdivision::kLanes;

// An octahedron split `levels` times, its nodes on the unit sphere.
struct Sphere {
  Triangles triangles;
  std::vector<V3> node;
};
Sphere make_sphere(int levels) {
  Sphere s{{{0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4}, {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}},
           {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}};
  for (int level = 0; level < levels; ++level) {
    std::map<std::pair<int, int>, int> middle;
    Triangles finer;
    const auto between = [&](int a, int b) {
      const auto [at, fresh] =
          middle.try_emplace(std::minmax(a, b), static_cast<int>(s.node.size()));
      if (fresh) s.node.push_back(unit(s.node[a] + s.node[b]));
      return at->second;
    };
    for (const auto& [a, b, c] : s.triangles) {
      const int ab = between(a, b), bc = between(b, c), ca = between(c, a);
      finer.insert(finer.end(), {{a, ab, ca}, {ab, b, bc}, {ca, bc, c}, {ab, bc, ca}});
    }
    s.triangles = std::move(finer);
  }
  return s;
}

std::vector<float> lanes_of(const std::vector<V3>& node) {
  std::vector<float> lanes(node.size() * kLanes, 1.0f);
  for (std::size_t i = 0; i < node.size(); ++i) {
    lanes[kLanes * i] = node[i].x;
    lanes[kLanes * i + 1] = node[i].y;
    lanes[kLanes * i + 2] = node[i].z;
  }
  return lanes;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("render: the fine skin of a sphere stays on the sphere") {
    const Sphere sphere = make_sphere(3);
    const Subdivision s(sphere.triangles, static_cast<int>(sphere.node.size()), 2);
    CHECK(s.triangles().size() == 16 * sphere.triangles.size());
    std::vector<float> scratch, fine;
    s.evaluate(lanes_of(sphere.node), scratch, fine);
    double worst = 0.0;
    for (int v = 0; v < s.vertices(); ++v) {
      const float* const p = &fine[static_cast<std::size_t>(kLanes) * v];
      worst =
          std::max(worst, std::abs(std::sqrt(1.0 * p[0] * p[0] + p[1] * p[1] + p[2] * p[2]) - 1.0));
    }
    // edges of 0.2 radii sag by e²/8 = 0.5 % when flat; the moved control points must do better
    // than that
    CHECK(worst < 0.005);
  }

  TEST_CASE("render: a constant field stays constant and a moved skin moves rigidly") {
    const Sphere sphere = make_sphere(2);
    const Subdivision s(sphere.triangles, static_cast<int>(sphere.node.size()), 1);
    std::vector<float> scratch, fine, moved;
    s.evaluate(lanes_of(sphere.node), scratch, fine);
    std::vector<V3> shifted = sphere.node;
    for (V3& p : shifted) p = p + V3{3.0f, -2.0f, 0.5f};
    s.evaluate(lanes_of(shifted), scratch, moved);
    for (int v = 0; v < s.vertices(); ++v) {
      const std::size_t at = static_cast<std::size_t>(kLanes) * v;
      // weights sum to one: float round-off of about ten terms of size 3
      CHECK(fine[at + 5] == doctest::Approx(1.0f).epsilon(1e-5));
      CHECK(std::abs(moved[at] - fine[at] - 3.0f) < 1e-5f);
      CHECK(std::abs(moved[at + 1] - fine[at + 1] + 2.0f) < 1e-5f);
    }
  }

  TEST_CASE("render: the hand is one closed surface") {
    const Net net = surface_net(hand_distance_m, {-0.105f, -0.300f, -0.060f},
                                {0.075f, 0.170f, 0.050f}, 0.0026f);
    std::map<std::pair<int, int>, int> edges;
    for (const auto& t : net.triangle)
      for (int k = 0; k < 3; ++k) ++edges[{t[k], t[(k + 1) % 3]}];
    // inside the grid every edge is met by its twin; the forearm leaves through the grid's face
    int open = 0;
    for (const auto& [edge, count] : edges) {
      if (net.position_m[edge.first].y < -0.285f) continue;
      const auto twin = edges.find({edge.second, edge.first});
      if (twin == edges.end() || twin->second != count) ++open;
    }
    CHECK(net.triangle.size() > 1000);
    CHECK(open == 0);
  }

  TEST_CASE("render: a reaching finger puts its tip where it is asked to") {
    const Glove glove(0.0028f);
    const DigitRig& rig = hand_rig()[static_cast<int>(Digit::Index)];
    const V3 tip = rig.base_m + V3{0.0f, 0.060f, -0.035f};
    const std::array<Reach, 1> reach{Reach{Digit::Index, tip, unit(V3{0, 0.4f, -0.9f})}};
    std::vector<GloveVertex> posed;
    glove.pose(Frame{}, reach, 0.4f, {0, -1, 0}, false, posed);
    // some skin lies one tip radius from the asked centre, and none much nearer than that
    float nearest = 1.0f;
    for (const GloveVertex& v : posed) nearest = std::min(nearest, length(v.position_m - tip));
    // 1 mm: the mesh's cells are 2.6 mm
    CHECK(nearest == doctest::Approx(rig.radius_m[3]).epsilon(0.13));
  }

  TEST_CASE("render: a finger's joints bend toward the palm alone, wherever its tip has to be") {
    const Glove glove(0.0028f);
    const DigitRig& rig = hand_rig()[static_cast<int>(Digit::Index)];
    // middle of a bone, as the skin round its rest place has been carried
    const auto bone_middle = [&](const std::vector<GloveVertex>& posed, std::size_t bone) {
      V3 at = rig.base_m;
      for (std::size_t k = 0; k < bone; ++k) at += rig.rest_direction * rig.bone_m[k];
      at += rig.rest_direction * (0.5f * rig.bone_m[bone]);
      V3 sum;
      float count = 0.0f;
      for (const GloveVertex& v : posed)
        if (std::abs(dot(v.rest_m - at, rig.rest_direction)) < 0.004f &&
            length(v.rest_m - at) < 0.013f) {
          sum += v.position_m;
          count += 1.0f;
        }
      REQUIRE(count > 10.0f);
      return sum * (1.0f / count);
    };
    for (const float far_m : {0.045f, 0.060f, 0.075f, 0.084f})
      for (const float down : {0.1f, 0.5f, 0.9f})
        for (const V3 along : {V3{0, 1, 0}, V3{0, 0.4f, -0.9f}, V3{0, 0.7f, 0.7f}}) {
          CAPTURE(far_m);
          CAPTURE(down);
          const V3 tip = rig.base_m + unit(V3{-0.05f, 1.0f, -down}) * far_m;
          const std::array<Reach, 1> reach{Reach{Digit::Index, tip, unit(along)}};
          std::vector<GloveVertex> posed;
          glove.pose(Frame{}, reach, 0.4f, {0, -1, 0}, false, posed);
          const V3 first = bone_middle(posed, 1) - bone_middle(posed, 0),
                   second = bone_middle(posed, 2) - bone_middle(posed, 1);
          // the palm looks toward -z: bending turns +y to -z, about -x. A tenth of a radian is what
          // a pad pressed flat may give back
          CHECK(-cross(unit(first), unit(second)).x > -0.1f);
        }
  }

  TEST_CASE("render: the slope onto the chest leaves the front of the breast alone") {
    // a half ellipsoid like the drained breast
    Sphere sphere = make_sphere(4);
    for (V3& p : sphere.node) p = {0.068f * p.x, 0.068f * p.y, std::max(0.0f, 0.075f * p.z)};
    const Flare flare(sphere.node, sphere.triangles, 1.0f);
    CHECK(length(flare.move({0.0f, 0.0f, 0.075f}).offset_m) == 0.0f);
    CHECK(length(flare.move({0.02f, 0.02f, 0.069f}).offset_m) == 0.0f);
    // and meets the chest where the body ends
    for (int s = 0; s < Flare::kSpokes; s += 16) {
      const V3 foot = flare.foot_m(s);
      CHECK(std::abs(foot.z - torso_height_m(foot.x, foot.y, 1.0f)) < 1e-6f);
      CHECK(std::hypot(foot.x, foot.y) > 0.068f);
    }
  }
}
