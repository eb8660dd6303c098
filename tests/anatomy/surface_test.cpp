#include <algorithm>
#include <cmath>
#include <limits>

#include "anatomy/nearest.h"
#include "base/math.h"
#include "base/rng.h"
#include "tests/anatomy/common.h"

namespace lac::anatomy {
namespace {

using test::built;
using test::rest_positions;

constexpr double kTurn_rad = 2.0 * kPi;

/// A bent, squeezed body: what a hard press leaves, smooth so that expectations stay simple.
std::vector<float> deformed_positions(const Breast& b) {
  std::vector<float> x = rest_positions(b);
  for (std::size_t i = 0; i < b.mesh.node_m.size(); ++i) {
    const double u = x[4 * i] / 0.03, v = x[4 * i + 1] / 0.03;
    const float dent_m = static_cast<float>(0.012 / (1.0 + u * u + v * v));
    x[4 * i + 2] -= dent_m * x[4 * i + 2] / 0.08f;
    x[4 * i] += 0.1f * x[4 * i + 2];
  }
  return x;
}

Vec3 turned(Vec3 p) { return {p.z + 0.1, p.x - 0.2, p.y + 0.3}; }  // a rigid motion

double gap_m(const SkinPoint& a, const SkinPoint& b) { return norm(a.position_m - b.position_m); }

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("anatomy: nearest agrees with trying every triangle") {
    const Breast b = built({}, Level::Coarse);
    for (const std::vector<float>& x : {rest_positions(b), deformed_positions(b)}) {
      const SurfaceView view{&b, x};
      Rng rng(7);
      for (int n = 0; n < 300; ++n) {
        const Vec3 p{rng.uniform(-0.12, 0.12), rng.uniform(-0.12, 0.12), rng.uniform(-0.06, 0.14)};
        double best_m = std::numeric_limits<double>::infinity();
        for (const auto& [i, j, k] : b.mesh.skin) {
          const auto w = nearest_weights(p, view.node(i), view.node(j), view.node(k));
          const Vec3 on = w[0] * view.node(i) + w[1] * view.node(j) + w[2] * view.node(k);
          best_m = std::min(best_m, norm(on - p));
        }
        const SkinPoint found = view.nearest(p);
        REQUIRE(found.triangle >= 0);
        CHECK(norm(found.position_m - p) == doctest::Approx(best_m).epsilon(1e-12));
        CHECK(norm(found.normal) == doctest::Approx(1.0).epsilon(1e-12));
        for (const double w : found.weight) CHECK(w >= 0.0);
      }
    }
  }

  TEST_CASE("anatomy: nearest_weights finds corners, edges and the inside of a triangle") {
    const Vec3 a{0, 0, 0}, b{2, 0, 0}, c{0, 2, 0};
    CHECK(nearest_weights({-1, -1, 3}, a, b, c) == std::array{1.0, 0.0, 0.0});
    CHECK(nearest_weights({5, -1, 0}, a, b, c) == std::array{0.0, 1.0, 0.0});
    CHECK(nearest_weights({-1, 5, 0}, a, b, c) == std::array{0.0, 0.0, 1.0});
    CHECK(nearest_weights({1, -1, 1}, a, b, c) == std::array{0.5, 0.5, 0.0});
    CHECK(nearest_weights({-1, 1, 1}, a, b, c) == std::array{0.5, 0.0, 0.5});
    CHECK(nearest_weights({2, 2, 1}, a, b, c) == std::array{0.0, 0.5, 0.5});
    CHECK(nearest_weights({0.5, 0.5, 9}, a, b, c) == std::array{0.5, 0.25, 0.25});
    // a triangle shrunk to a point still gives weights that sum to 1
    const auto w = nearest_weights({1, 1, 1}, a, a, a);
    CHECK(w[0] + w[1] + w[2] == doctest::Approx(1.0));
  }

  TEST_CASE("anatomy: rays hit the front of the skin and nothing else") {
    const Breast b = built({}, Level::Coarse);
    const std::vector<float> x = rest_positions(b);
    const SurfaceView view{&b, x};
    Rng rng(3);
    int hits = 0;
    for (int n = 0; n < 200; ++n) {
      const Vec3 from{rng.uniform(-0.2, 0.2), rng.uniform(-0.2, 0.2), 0.3};
      const Vec3 to{rng.uniform(-0.05, 0.05), rng.uniform(-0.05, 0.05), 0.0};
      const SkinPoint hit = view.ray(from, 5.0 * (to - from));  // any length of direction
      if (hit.triangle < 0) continue;
      ++hits;
      CHECK(dot(hit.normal, to - from) < 0.0);
      CHECK(norm(cross(unit(to - from), hit.position_m - from)) < 1e-7);  // float positions
      CHECK(gap_m(view.nearest(hit.position_m), hit) < 1e-7);
    }
    CHECK(hits > 150);
    CHECK(view.ray({0, 0, 0.3}, {0, 0, 1}).triangle == -1);
    CHECK(view.ray({0, 0, 0.03}, {0, 0, 1}).triangle == -1);  // from inside: only backs
    CHECK(view.ray({0.5, 0, 0.3}, {0, 0, -1}).triangle == -1);
  }

  TEST_CASE("anatomy: at and coord are each other's inverse, at rest and deformed") {
    for (const Level level : {Level::Coarse, Level::Standard}) {
      const Breast b = built({}, level);
      for (const std::vector<float>& x : {rest_positions(b), deformed_positions(b)}) {
        const SurfaceView view{&b, x};
        Rng rng(11);
        for (int n = 0; n < 400; ++n) {
          const SkinCoord wanted{rng.uniform(0.0, kTurn_rad), rng.uniform(-0.0095, 0.085)};
          const SkinPoint p = view.at(wanted);
          REQUIRE(p.triangle >= 0);
          const SkinCoord got = view.coord(p);
          CHECK(got.r_m == doctest::Approx(wanted.r_m).epsilon(1e-9));
          const double off = std::fabs(got.clock_rad - wanted.clock_rad);
          CHECK(std::min(off, kTurn_rad - off) < 1e-9);
          // and back from the place alone
          CHECK(gap_m(view.at(view.coord(view.nearest(p.position_m))), p) < 1e-5);
        }
      }
    }
  }

  TEST_CASE("anatomy: at is continuous over 12 o'clock, across the tip and along r") {
    const Breast b = built({}, Level::Standard);
    const std::vector<float> x = rest_positions(b);
    const SurfaceView view{&b, x};
    for (double r_m = -0.0099; r_m < 0.1; r_m += 0.0013) {
      CHECK(gap_m(view.at({1e-9, r_m}), view.at({kTurn_rad - 1e-9, r_m})) < 1e-9);
      CHECK(gap_m(view.at({0.0, r_m}), view.at({kTurn_rad, r_m})) < 1e-9);
    }
    // r is a length outside the nipple: 0.1 mm of it is about 0.1 mm of skin
    for (double clock = 0.0; clock < kTurn_rad; clock += 0.37) {
      SkinPoint last = view.at({clock, 0.0});
      for (double r_m = 1e-4; r_m < 0.08; r_m += 1e-4) {
        const SkinPoint here = view.at({clock, r_m});
        CHECK(gap_m(here, last) < 2.5e-4);
        last = here;
      }
    }
    // at the tip and beyond it there is one place, whatever the clock
    for (double clock = 0.0; clock < kTurn_rad; clock += 0.5) {
      CHECK(norm(view.at({clock, -0.02}).position_m - b.landmarks.nipple_tip_m) < 2e-4);
    }
  }

  TEST_CASE("anatomy: r is the length along the skin from the nipple base, growing to the edge") {
    for (const Side side : {Side::Left, Side::Right}) {
      BreastParams p;
      p.side = side;
      const Breast b = built(p, Level::Fine);
      const std::vector<float> x = rest_positions(b);
      const SurfaceView view{&b, x};
      for (double clock = 0.1; clock < kTurn_rad; clock += 0.6) {
        double length_m = 0.0;
        SkinPoint last = view.at({clock, 0.0});
        for (double r_m = 1e-3; r_m <= 0.0801; r_m += 1e-3) {
          const SkinPoint here = view.at({clock, r_m});
          length_m += gap_m(here, last);
          last = here;
        }
        // facets of 2-4 mm on the real curve: 1.5 % on 80 mm
        CHECK(length_m == doctest::Approx(0.080).epsilon(0.015));
      }
    }
  }

  TEST_CASE("anatomy: r beyond the edge gives the edge of the same clock") {
    const Breast b = built({}, Level::Coarse);
    const std::vector<float> x = rest_positions(b);
    const SurfaceView view{&b, x};
    for (double clock = 0.05; clock < kTurn_rad; clock += 0.3) {
      const SkinPoint p = view.at({clock, 1.0});
      const SkinCoord c = view.coord(p);
      CHECK(c.clock_rad == doctest::Approx(clock).epsilon(1e-9));
      CHECK(c.r_m > 0.08);
      // on the rim: no weight on a node that may move
      const auto& f = b.mesh.skin[p.triangle];
      for (int k = 0; k < 3; ++k) {
        if (f[k] < b.mesh.free_nodes) CHECK(p.weight[k] == doctest::Approx(0.0));
      }
    }
  }

  TEST_CASE("anatomy: toward_nipple is tangent and shortens r") {
    const Breast b = built({}, Level::Standard);
    for (const std::vector<float>& x : {rest_positions(b), deformed_positions(b)}) {
      const SurfaceView view{&b, x};
      const bool rest = x == rest_positions(b);
      Rng rng(5);
      for (int n = 0; n < 100; ++n) {
        const SkinPoint p = view.at({rng.uniform(0.0, kTurn_rad), rng.uniform(0.01, 0.08)});
        const Vec3 t = view.toward_nipple(p);
        CHECK(norm(t) == doctest::Approx(1.0).epsilon(1e-9));
        CHECK(std::fabs(dot(t, p.normal)) < 1e-9);
        const double step_m = 2e-3;
        const SkinCoord moved = view.coord(view.nearest(p.position_m + step_m * t));
        const double gain_m = view.coord(p).r_m - moved.r_m;
        CHECK(gain_m > 0.5 * step_m);
        // at rest r is a length: steps differ by the facets' angles only
        if (rest) CHECK(gain_m == doctest::Approx(step_m).epsilon(0.2));
      }
    }
  }

  TEST_CASE("anatomy: base, tip and axis of the nipple follow a rigid motion") {
    for (const NippleForm form : {NippleForm::Everted, NippleForm::Inverted}) {
      BreastParams p;
      p.nipple = form;
      const Breast b = built(p, Level::Coarse);
      std::vector<float> x = rest_positions(b);
      const SurfaceView view{&b, x};
      const Vec3 base = view.nipple_base(), tip = view.nipple_tip(), axis = view.nipple_axis();
      CHECK(norm(base - b.landmarks.nipple_base_m) < 1e-6);  // float positions
      CHECK(norm(tip - b.landmarks.nipple_tip_m) < 2e-4);    // the tip's facets
      CHECK(norm(axis - b.landmarks.nipple_axis) < 1e-9);
      CHECK(axis.z > 0.9);  // outward also where the tip lies behind the base
      if (form == NippleForm::Everted) CHECK(dot(unit(tip - base), axis) > 0.99);

      for (std::size_t i = 0; i < b.mesh.node_m.size(); ++i) {
        const Vec3 moved = turned(b.mesh.node_m[i]);
        for (int a = 0; a < 3; ++a) x[4 * i + a] = static_cast<float>(moved[a]);
      }
      CHECK(norm(view.nipple_base() - turned(base)) < 1e-6);
      CHECK(norm(view.nipple_tip() - turned(tip)) < 1e-6);
      CHECK(norm(view.nipple_axis() - (turned(axis) - turned({}))) < 1e-4);
    }
  }

  TEST_CASE("anatomy: a body that is not finite gives no place instead of a wrong one") {
    const Breast b = built({}, Level::Coarse);
    const std::vector<float> x(4 * b.mesh.node_m.size(), std::numeric_limits<float>::quiet_NaN());
    const SurfaceView view{&b, x};
    CHECK(view.nearest({0, 0, 0.1}).triangle == -1);
    CHECK(view.ray({0, 0, 0.3}, {0, 0, -1}).triangle == -1);
    CHECK(view.coord(SkinPoint{}).r_m == 0.0);
    CHECK(norm(view.toward_nipple(SkinPoint{})) == 0.0);
  }

  TEST_CASE("anatomy: embed finds the element that holds a point and clamps points outside") {
    const Breast b = built({}, Level::Coarse);
    Rng rng(9);
    for (int n = 0; n < 100; ++n) {
      const auto& t = b.mesh.tet[rng.below(static_cast<std::uint32_t>(b.mesh.tet.size()))];
      double w[4], sum = 0.0;
      for (double& v : w) sum += v = rng.uniform(0.01, 1.0);
      Vec3 p;
      for (int k = 0; k < 4; ++k) p += (w[k] / sum) * b.mesh.node_m[t[k]];
      const Embedded e = embed(b.mesh, p);
      CHECK(e.node == t);
      Vec3 q;
      for (int k = 0; k < 4; ++k) q += e.weight[k] * b.mesh.node_m[e.node[k]];
      CHECK(norm(q - p) < 1e-12);
    }
    const std::vector<float> x = rest_positions(b);
    const SurfaceView view{&b, x};
    const Vec3 outside{0.02, -0.03, 0.2};
    const Embedded e = embed(b.mesh, outside);
    Vec3 q;
    for (int k = 0; k < 4; ++k) {
      CHECK(e.weight[k] >= 0.0);
      q += e.weight[k] * b.mesh.node_m[e.node[k]];
    }
    CHECK(norm(q - view.nearest(outside).position_m) < 1e-6);
  }
}

TEST_SUITE("analytic") {
  TEST_CASE("anatomy: rays and nearest points on a round balloon are those of the sphere") {
    // half a ball of radius 68 mm; inscribed facets make the solved ball a trifle larger
    BreastParams p;
    p.kind = BodyKind::Balloon;
    p.volume_m3 = 2.0 / 3.0 * kPi * 0.068 * 0.068 * 0.068;
    const Breast b = built(p, Level::Standard);
    CHECK(b.params.projection_m == doctest::Approx(0.068).epsilon(0.01));
    const std::vector<float> x = rest_positions(b);
    const SurfaceView view{&b, x};
    Rng rng(1);
    for (int n = 0; n < 200; ++n) {
      const double u = rng.uniform(0.2, 1.0), turn = rng.uniform(0.0, kTurn_rad),
                   s = std::sqrt(1 - u * u);
      const Vec3 way{s * cos(turn), s * sin(turn), u};
      // sag of a facet of edge 6 mm on 68 mm: h^2 / (6 R) = 0.09 mm, and 0.4 mm of the solve
      CHECK(norm(view.nearest(0.1 * way).position_m) == doctest::Approx(0.068).epsilon(0.01));
      CHECK(norm(view.ray(0.2 * way, -way).position_m) == doctest::Approx(0.068).epsilon(0.01));
      CHECK(dot(view.nearest(0.1 * way).normal, way) > 0.99);
      // skin coordinates: r is the angle from the apex times the radius
      const SkinCoord c = view.coord(view.nearest(0.1 * way));
      CHECK(c.r_m == doctest::Approx(0.068 * acos(u)).epsilon(0.02));
      CHECK(s * std::fabs(sin(c.clock_rad) - cos(turn)) < 0.02);
    }
  }
}

}  // namespace lac::anatomy
