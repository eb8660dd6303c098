#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "anatomy/constants.h"
#include "anatomy/fields.h"
#include "base/math.h"
#include "tests/anatomy/common.h"

namespace lac::anatomy {
namespace {

using test::built;

/// Grows many trees in one body without building it anew.
struct Nursery {
  Breast breast;
  TemplateMesh templ;
  Morph morph;

  explicit Nursery(const BreastParams& params)
      : breast(built(params, Level::Coarse)),
        templ(*read_mesh("assets/meshes/breast_coarse.lacmesh")),
        morph(breast.params, templ.shape, breast.params.projection_m) {}
  const DuctTree& grow(std::uint64_t seed, int lobes) {
    breast.params.seed = seed;
    breast.params.lobes = lobes;
    breast.ducts.lobe.clear();
    std::fill(breast.lobe.begin(), breast.lobe.end(), -1);
    grow_ducts(templ, morph, breast);
    return breast.ducts;
  }
};

struct Moments {
  double sum = 0.0, squares = 0.0;
  int count = 0;
  void add(double v) { sum += v, squares += v * v, ++count; }
  double mean() const { return sum / count; }
  double sd() const { return std::sqrt(squares / count - mean() * mean()); }
};

/// How far a point lies outside the mesh, 0 inside.
double outside_m(const Breast& b, Vec3 p) {
  const Embedded e = embed(b.mesh, p);
  Vec3 q;
  for (int k = 0; k < 4; ++k) q += e.weight[k] * b.mesh.node_m[e.node[k]];
  return norm(q - p);
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("anatomy: 200 trees have Ramsay's duct diameters and first branches") {
    for (const Side side : {Side::Left, Side::Right}) {
      BreastParams p;
      p.side = side;
      Nursery nursery(p);
      Moments diameter_mm, branch_mm, pore_mm, share;
      for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const int lobes = 4 + static_cast<int>(seed % 15);
        for (const Lobe& l : nursery.grow(seed, lobes).lobe) {
          diameter_mm.add(1e3 * l.diameter_m[kDuctSegments - 1]);
          branch_mm.add(1e3 * l.first_branch_m);
          pore_mm.add(1e3 * l.pore_diameter_m);
          share.add(l.capacity_share * lobes);
        }
      }
      // B2, B3: ~1100 draws, standard errors 0.02 and 0.17 mm; cutting the tails moves mean and SD
      const bool left = side == Side::Left;
      CHECK(diameter_mm.mean() == doctest::Approx(left ? 1.9 : 2.0).epsilon(0.04));
      CHECK(diameter_mm.sd() == doctest::Approx(left ? 0.6 : 0.7).epsilon(0.12));
      CHECK(branch_mm.mean() == doctest::Approx(8.0).epsilon(0.08));
      CHECK(branch_mm.sd() == doctest::Approx(5.5).epsilon(0.15));
      CHECK(pore_mm.mean() == doctest::Approx(0.5).epsilon(0.05));
      CHECK(share.mean() == doctest::Approx(1.0).epsilon(1e-9));
      CHECK(share.sd() > 0.2);  // lobes differ in size
      CHECK(share.sd() < 0.6);
    }
  }
}

TEST_SUITE("unit") {
  TEST_CASE("anatomy: every lobe holds gland, in all sizes and numbers of lobes") {
    for (const double width_m : {0.10, 0.136, 0.175}) {
      BreastParams p;
      p.base_width_m = width_m;
      p.volume_m3 = 650e-6 * (width_m / 0.136) * (width_m / 0.136) * (width_m / 0.136);
      Nursery nursery(p);
      for (const int lobes : {4, 9, 18}) {
        for (const std::uint64_t seed : {1, 2, 3}) {
          const DuctTree& tree = nursery.grow(seed, lobes);
          REQUIRE(static_cast<int>(tree.lobe.size()) == lobes);
          double sum = 0.0;
          for (const Lobe& l : tree.lobe) {
            sum += l.capacity_share;
            CHECK(l.capacity_share > 0.1 / lobes);
            CHECK(is_finite(l.centre_m));
            CHECK(outside_m(nursery.breast, l.centre_m) < 1e-9);
          }
          CHECK(sum == doctest::Approx(1.0).epsilon(1e-12));
        }
      }
      for (std::size_t t = 0; t < nursery.breast.tissue.size(); ++t) {
        const bool gland = nursery.breast.tissue[t] == Tissue::Gland;
        if (gland) CHECK(nursery.breast.lobe[t] >= 0);
        if (nursery.breast.gland_frac[t] == 0.0) CHECK(nursery.breast.lobe[t] == -1);
      }
    }
  }

  TEST_CASE("anatomy: chains run inside the tissue from the gland to the nipple base") {
    for (const double volume_m3 : {250e-6, 650e-6, 1400e-6}) {
      for (const double ptosis : {0.0, 1.0}) {
        BreastParams p;
        p.volume_m3 = volume_m3;
        p.base_width_m = clamp(0.136 * cbrt(volume_m3 / 650e-6), 0.10, 0.18);
        p.ptosis_frac = ptosis;
        const Breast b = built(p, Level::Coarse);
        for (const Lobe& l : b.ducts.lobe) {
          double along_m = 0.0;
          for (int j = kDuctSegments - 1; j >= 0; --j) {
            CHECK(outside_m(b, l.segment_m[j]) < 1e-9);
            CHECK(l.length_m[j] > 1e-3);
            // the centre lies half a segment behind what is already passed
            CHECK(l.behind_nipple_m[j] > along_m);
            along_m += l.length_m[j];
            CHECK(l.behind_nipple_m[j] < along_m);
            // a straight line is never longer than the path, give or take the pore's offset
            CHECK(norm(l.segment_m[j] - b.landmarks.nipple_base_m) <
                  l.behind_nipple_m[j] + 0.5 * p.nipple_diameter_m);
          }
          CHECK(l.behind_nipple_m[0] <= kSegmentBehind_m[0] + 1e-12);
          // least: 250 mL, hanging, where the lower pole is thin
          CHECK(l.behind_nipple_m[0] > 0.4 * kSegmentBehind_m[0]);
          CHECK(l.first_branch_m > 0.0);
          for (const auto& twig : l.twig_m) {
            CHECK(outside_m(b, twig[0]) < 1e-9);
            CHECK(outside_m(b, twig[1]) < 1e-9);
          }
        }
      }
    }
  }

  TEST_CASE("anatomy: near the areola ducts lie about 11 mm under the skin") {
    // physiology-notes.md 3: 10-12 mm; central lobes go straight back and are left out
    Moments depth_mm;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      BreastParams p;
      p.seed = seed;
      const Breast b = built(p, Level::Coarse);
      const std::vector<float> x = test::rest_positions(b);
      const SurfaceView view{&b, x};
      for (std::size_t l = 0; l < b.ducts.lobe.size(); ++l) {
        if (l % 4 == 3) continue;
        const Vec3 at = b.ducts.lobe[l].segment_m[2];
        depth_mm.add(1e3 * norm(view.nearest(at).position_m - at));
      }
    }
    CHECK(depth_mm.mean() > 9.0);
    CHECK(depth_mm.mean() < 12.0);
  }

  TEST_CASE("anatomy: pores lie apart on the end of the nipple") {
    for (const int lobes : {4, 9, 18}) {
      BreastParams p;
      p.lobes = lobes;
      const Breast b = built(p, Level::Standard);
      const std::vector<float> x = test::rest_positions(b);
      const SurfaceView view{&b, x};
      for (const Lobe& l : b.ducts.lobe) {
        const SkinPoint on = view.nearest(l.pore_m);
        CHECK(norm(on.position_m - l.pore_m) < 0.3e-3);  // facets on the rounded cap
        CHECK(view.coord(on).r_m < -0.5 * p.nipple_length_m);
        for (const Lobe& other : b.ducts.lobe) {
          if (&other != &l) CHECK(norm(other.pore_m - l.pore_m) > 0.25e-3);
        }
      }
    }
  }

  TEST_CASE("anatomy: lobes surround the nipple and their clocks point at them") {
    const Breast b = built({}, Level::Standard);
    std::array<int, 4> quadrant{};
    for (std::size_t l = 0; l < b.ducts.lobe.size(); ++l) {
      const Lobe& lobe = b.ducts.lobe[l];
      ++quadrant[static_cast<int>(lobe.clock_rad / (0.5 * kPi)) % 4];
      if (l % 4 == 3) continue;  // central
      const double seen = clock_of(lobe.segment_m[0].x - b.landmarks.nipple_base_m.x,
                                   lobe.segment_m[0].y - b.landmarks.nipple_base_m.y);
      const double off = std::fabs(seen - lobe.clock_rad);
      // ptosis and turn-out shift the far end against the nipple
      CHECK(std::min(off, 2.0 * kPi - off) < 0.8);
    }
    for (const int count : quadrant) CHECK(count >= 1);
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("anatomy: another seed gives another tree") {
    Nursery nursery({});
    const DuctTree a = nursery.grow(1, 9), b = nursery.grow(2, 9), c = nursery.grow(1, 9);
    CHECK(a.lobe[0].centre_m == c.lobe[0].centre_m);
    CHECK_FALSE(a.lobe[0].centre_m == b.lobe[0].centre_m);
  }
}

}  // namespace lac::anatomy
