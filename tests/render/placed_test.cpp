// What is put on the skin of a real body: the light of its slope, a palm laid on it.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "render/body_shape.h"
#include "render/camera.h"
#include "render/glove.h"
#include "render/hand_place.h"
#include "render/patient_view.h"
#include "render/skin_grid.h"
#include "render/slope.h"
#include "tests/render/scenes.h"

using namespace lac;
using render::V3;

namespace {

struct Neighbour {
  V3 sum;
  float count = 0.0f;
};

// How far the normals on the slope differ from those about them, root mean square.
double roughness(const std::vector<render::SkinVertex>& vertex, const render::Triangles& triangles,
                 const std::vector<V3>& normal) {
  std::vector<Neighbour> about(vertex.size());
  for (const auto& t : triangles)
    for (int k = 0; k < 3; ++k)
      for (const int b : {t[(k + 1) % 3], t[(k + 2) % 3]}) {
        about[static_cast<std::size_t>(t[k])].sum += normal[static_cast<std::size_t>(b)];
        about[static_cast<std::size_t>(t[k])].count += 1.0f;
      }
  double sum = 0.0;
  int count = 0;
  for (std::size_t v = 0; v < vertex.size(); ++v) {
    if (vertex[v].join < 0.05f || vertex[v].join > 0.95f) continue;
    const double apart = length(normal[v] - unit(about[v].sum));
    sum += apart * apart;
    ++count;
  }
  REQUIRE(count > 50);
  return std::sqrt(sum / count);
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("render: the fold onto the chest is lit without teeth") {
    test::Stage stage;
    sim::Simulation& sim = stage.sim(test::Stage::Who::Swollen);
    sim.tick({});
    const auto snapshot = sim.snapshot();
    for (const std::size_t triangles : {3000u, 12000u}) {
      render::SkinSurface skin(*snapshot->breast, triangles);
      skin.update(*snapshot, {});
      const auto& vertex = skin.vertices();
      // by their own triangles, joined to the chest, as they would be lit without more
      std::vector<V3> own(vertex.size()), shown(vertex.size());
      for (const auto& [a, b, c] : skin.triangles()) {
        const V3 n = cross(vertex[b].position_m - vertex[a].position_m,
                           vertex[c].position_m - vertex[a].position_m);
        for (const int v : {a, b, c}) own[static_cast<std::size_t>(v)] += n;
      }
      for (std::size_t v = 0; v < vertex.size(); ++v) {
        const V3 at = vertex[v].position_m;
        own[v] =
            unit(render::mix(unit(own[v]), render::torso_normal(at.x, at.y, 1.0f), vertex[v].join));
        shown[v] = vertex[v].normal;
        CHECK(std::abs(length(shown[v]) - 1.0f) < 1e-5f);
      }
      CHECK(roughness(vertex, skin.triangles(), shown) <
            0.4 * roughness(vertex, skin.triangles(), own));
    }
  }

  TEST_CASE("render: a slope's light leaves what is no slope as it is") {
    // a strip with teeth: every other normal leans over
    render::Triangles strip;
    std::vector<render::SkinVertex> vertex(12);
    std::vector<float> along(12, 0.0f);
    for (int v = 0; v < 12; ++v) {
      vertex[static_cast<std::size_t>(v)].normal = unit(V3{v % 2 == 0 ? 0.8f : -0.8f, 0.0f, 1.0f});
      if (v >= 6) along[static_cast<std::size_t>(v)] = 0.5f;
      if (v >= 2) strip.push_back({v - 2, v - 1, v});
    }
    const auto before = vertex;
    render::Slope slope(strip, along);
    slope.soften(vertex);
    for (std::size_t v = 0; v < 6; ++v) CHECK(length(vertex[v].normal - before[v].normal) == 0.0f);
    for (std::size_t v = 7; v < 11; ++v)
      CHECK(std::abs(vertex[v].normal.x) < 0.35f * std::abs(before[v].normal.x));
  }

  TEST_CASE("render: the fingers of a palm that is laid on are nearly straight, wherever it lies") {
    test::Stage stage;
    sim::Simulation& sim = stage.sim(test::Stage::Who::Comfortable);
    for (const double clock_h : {10.5, 0.5, 2.0, 4.0, 8.0})
      for (const double r_m : {0.045, 0.060}) {
        CAPTURE(clock_h);
        CAPTURE(r_m);
        sim.restore(sim.start());
        const auto frame = fixtures::hand_at(sim, input::Posture::FlatPalm,
                                             {clock_h / 6.0 * std::numbers::pi, r_m}, 0.8);
        fixtures::run_for(sim, frame, 0.3);
        const auto snapshot = sim.snapshot();
        render::SkinSurface skin(*snapshot->breast, 3000);
        skin.update(*snapshot, {});
        render::SkinGrid grid;
        grid.build(skin.vertices());
        const auto hands = render::place_hands(render::shown_fingers(snapshot->finger, skin, 0.0f),
                                               {}, skin, grid, 1.0f);
        REQUIRE(hands.size() == 1);
        int fingers = 0;
        for (const render::Reach& r : hands[0].reach) {
          if (r.digit == render::Digit::Thumb) continue;
          const auto& rig = render::hand_rig()[static_cast<std::size_t>(r.digit)];
          const float whole_m = rig.bone_m[0] + rig.bone_m[1] + rig.bone_m[2];
          const float share = length(r.tip_m - rig.base_m) / whole_m;
          CAPTURE(static_cast<int>(r.digit));
          CHECK(share > 0.88f);
          CHECK(share < 1.03f);
          ++fingers;
        }
        CHECK(fingers == 4);
      }
  }

  TEST_CASE("render: an arm goes on beyond the picture, from below and from beside too") {
    test::Stage stage;
    sim::Simulation& sim = stage.sim(test::Stage::Who::Comfortable);
    const render::Glove glove(0.006f);
    constexpr float kAspect = 900.0f / 616.0f;  // of the picture in a window of 1280 x 720
    using input::Posture;
    for (const Posture posture : {Posture::FlatPads, Posture::FlatPalm, Posture::CHold,
                                  Posture::RpsRing, Posture::SingleTip, Posture::Support})
      for (const double clock_h : {2.0, 6.0, 10.0}) {
        CAPTURE(static_cast<int>(posture));
        CAPTURE(clock_h);
        const bool round = posture == Posture::CHold || posture == Posture::RpsRing;
        sim.restore(sim.start());
        fixtures::run_for(
            sim,
            fixtures::hand_at(sim, posture, {clock_h / 6.0 * std::numbers::pi, round ? 0.0 : 0.05},
                              0.8),
            0.1);
        const auto snapshot = sim.snapshot();
        render::SkinSurface skin(*snapshot->breast, 3000);
        skin.update(*snapshot, {});
        render::SkinGrid grid;
        grid.build(skin.vertices());
        for (const render::PlacedHand& hand : render::place_hands(
                 render::shown_fingers(snapshot->finger, skin, 0.0f), {}, skin, grid, 1.0f)) {
          std::vector<render::GloveVertex> shown;
          glove.pose(hand.palm, hand.reach, hand.idle_curl_rad, hand.arm, hand.bare, shown);
          float end_m = 0.0f;
          for (const auto& v : shown) end_m = std::min(end_m, v.rest_m.y);
          for (const float turn : {-0.4f, 0.08f, 0.5f})
            for (const float tilt : {render::Camera::kLeastTilt_rad, 0.08f}) {
              render::Camera camera = render::Camera::preset(1, 1.0f);
              camera.turn_rad = turn;
              camera.tilt_rad = tilt;
              CAPTURE(turn);
              CAPTURE(tilt);
              const V3 eye = camera.eye_m(), ahead = unit(camera.target_m - eye);
              int seen = 0;
              float nearest_m = 1.0f;
              for (const auto& v : shown) {
                // what is just before the eye is not drawn (solid.frag)
                const float away_m = length(v.position_m - eye);
                if (v.rest_m.y > end_m + 0.004f || away_m < 0.06f ||
                    dot(v.position_m - eye, ahead) < 0.02f)
                  continue;
                const auto at = render::PatientView::project(camera, kAspect, v.position_m);
                if (std::abs(at[0]) > 1.0f || std::abs(at[1]) > 1.0f) continue;
                ++seen;
                nearest_m = std::min(nearest_m, away_m);
              }
              CAPTURE(nearest_m);
              CHECK(seen == 0);
            }
        }
      }
  }
}
