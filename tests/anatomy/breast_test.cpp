#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "anatomy/constants.h"
#include "anatomy/mesh_file.h"
#include "anatomy/quality.h"
#include "base/math.h"
#include "tests/anatomy/common.h"

namespace lac::anatomy {
namespace {

using test::built;

constexpr Level kLevels[] = {Level::Coarse, Level::Standard, Level::Fine};

/// A breast of this volume with the default's proportions.
BreastParams of_volume(double volume_m3) {
  BreastParams p;
  p.volume_m3 = volume_m3;
  p.base_width_m = clamp(p.base_width_m * cbrt(volume_m3 / 650e-6), 0.10, 0.18);
  return p;
}

double tet_sum_m3(const TetMesh& mesh) {
  double sum = 0.0;
  for (const auto& [a, b, c, d] : mesh.tet) {
    sum += tet_volume(mesh.node_m[a], mesh.node_m[b], mesh.node_m[c], mesh.node_m[d]);
  }
  return sum;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("anatomy: the solved shape has the wanted volume at every level") {
    for (const Level level : kLevels) {
      for (const double volume_m3 : {250e-6, 650e-6, 1400e-6}) {
        const Breast b = built(of_volume(volume_m3), level);
        // the promise is 0.1 %; the secant solve stops at 1e-6
        CHECK(tet_sum_m3(b.mesh) == doctest::Approx(volume_m3).epsilon(1e-3));
        CHECK(b.params.volume_m3 == doctest::Approx(tet_sum_m3(b.mesh)).epsilon(1e-12));
      }
    }
  }

  TEST_CASE("anatomy: no element is inverted or flat over the whole range of shapes") {
    double worst = 1.0;
    for (const Level level : kLevels) {
      for (const double volume_m3 : {250e-6, 500e-6, 900e-6, 1400e-6}) {
        for (const NippleForm form :
             {NippleForm::Everted, NippleForm::Flat, NippleForm::Inverted}) {
          for (const double ptosis : {0.0, 0.3, 1.0}) {
            // larger meshes cost more: their corners only
            const bool middle = ptosis == 0.3 || volume_m3 == 500e-6 || volume_m3 == 900e-6;
            if (level != Level::Coarse && middle) continue;
            if (level == Level::Fine && (ptosis == 0.0 || form == NippleForm::Flat)) continue;
            BreastParams p = of_volume(volume_m3);
            p.nipple = form;
            p.ptosis_frac = ptosis;
            p.axillary_tail_frac = ptosis;
            p.side = form == NippleForm::Flat ? Side::Right : Side::Left;
            CAPTURE(volume_m3);
            CAPTURE(ptosis);
            CAPTURE(static_cast<int>(form));
            CAPTURE(static_cast<int>(level));
            const Breast b = built(p, level);
            const double here = worst_ratio(b.mesh);
            CHECK(here > kLeastRestRatio);
            worst = std::min(worst, here);
          }
        }
      }
    }
    MESSAGE("worst radius ratio of the sweep: ", worst);
  }

  TEST_CASE("anatomy: the extremes of single measures, and a given projection, are built whole") {
    const auto worst = [](auto change) {
      BreastParams p;
      change(p);
      return worst_ratio(built(p, Level::Coarse).mesh);
    };
    CHECK(worst([](BreastParams& p) { p.nipple_diameter_m = 0.025; }) > 0.1);
    CHECK(worst([](BreastParams& p) { p.nipple_diameter_m = 0.010; }) > 0.1);
    CHECK(worst([](BreastParams& p) { p.nipple_length_m = 0.015; }) > 0.1);
    CHECK(worst([](BreastParams& p) { p.nipple_length_m = 0.002; }) > kLeastRestRatio);
    CHECK(worst([](BreastParams& p) { p.areola_diameter_m = 0.09; }) > 0.1);
    CHECK(worst([](BreastParams& p) { p.axillary_tail_frac = 1.0; }) > 0.1);
    for (const double projection_m : {0.03, 0.10}) {
      for (const double width_m : {0.10, 0.18}) {
        BreastParams p;
        p.projection_m = projection_m;
        p.base_width_m = width_m;
        p.ptosis_frac = 1.0;
        const Breast b = built(p, Level::Coarse);
        CHECK(worst_ratio(b.mesh) > kLeastRestRatio);
        // the volume follows: half an ellipsoid, within what tail, wall and tilt add
        const double half_m = 0.5 * width_m;
        const double round_m3 =
            2.0 / 3.0 * kPi * half_m * half_m * kHeightPerWidth_frac * projection_m;
        CHECK(b.params.volume_m3 == doctest::Approx(round_m3).epsilon(0.12));
        CHECK(b.params.projection_m == projection_m);
      }
    }
  }

  TEST_CASE("anatomy: nipple measures are what was asked for") {
    for (const double diameter_m : {0.010, 0.0155, 0.025}) {
      for (const double length_m : {0.002, 0.010, 0.015}) {
        BreastParams p;
        p.nipple_diameter_m = diameter_m;
        p.nipple_length_m = length_m;
        const Breast b = built(p, Level::Coarse);
        CHECK(norm(b.landmarks.nipple_tip_m - b.landmarks.nipple_base_m) ==
              doctest::Approx(length_m).epsilon(1e-3));
        // widest extent of the wall across the axis; inscribed triangles lose up to 3 %
        double widest_m = 0.0;
        for (std::size_t k = 0; k < b.mesh.skin_node.size(); ++k) {
          const double r_m = b.skin_coord[k].r_m;
          if (r_m > -0.3 * length_m || r_m < -0.5 * length_m) continue;
          const Vec3 arm = b.mesh.node_m[b.mesh.skin_node[k]] - b.landmarks.nipple_base_m;
          const Vec3 axis = unit(b.landmarks.nipple_tip_m - b.landmarks.nipple_base_m);
          widest_m = std::max(widest_m, 2.0 * norm(tangential(arm, axis)));
        }
        CHECK(widest_m == doctest::Approx(diameter_m).epsilon(0.03));
      }
    }
  }

  TEST_CASE("anatomy: an inverted nipple lies behind its base, a flat one hardly before it") {
    BreastParams p;
    const auto rise_m = [&p](NippleForm form) {
      p.nipple = form;
      const Breast b = built(p, Level::Standard);
      // mean height of the areola's edge along the axis
      double edge_m = 0.0;
      int count = 0;
      for (std::size_t k = 0; k < b.skin_coord.size(); ++k) {
        if (std::fabs(b.skin_coord[k].r_m - 0.012) > 0.002) continue;
        edge_m += dot(b.mesh.node_m[b.mesh.skin_node[k]], b.landmarks.nipple_axis);
        ++count;
      }
      REQUIRE(count > 5);
      return dot(b.landmarks.nipple_tip_m, b.landmarks.nipple_axis) - edge_m / count;
    };
    const double everted_m = rise_m(NippleForm::Everted), flat_m = rise_m(NippleForm::Flat);
    CHECK(everted_m - flat_m == doctest::Approx(0.008).epsilon(0.05));
    CHECK(rise_m(NippleForm::Inverted) < flat_m - 0.003);
    CHECK(rise_m(NippleForm::Inverted) < 0.0);
  }

  TEST_CASE("anatomy: the right breast is the left one mirrored") {
    BreastParams p;
    const Breast left = built(p, Level::Coarse);
    p.side = Side::Right;
    const Breast right = built(p, Level::Coarse);
    for (std::size_t i = 0; i < left.mesh.node_m.size(); ++i) {
      const Vec3 a = left.mesh.node_m[i], b = right.mesh.node_m[i];
      // turned-over elements round differently while the interior is smoothed
      CHECK(norm(Vec3{-a.x, a.y, a.z} - b) < 1e-9);
    }
    for (std::size_t k = 0; k < left.skin_coord.size(); ++k) {
      const double turn = left.skin_coord[k].clock_rad + right.skin_coord[k].clock_rad;
      CHECK(std::min(turn, std::fabs(2.0 * kPi - turn)) < 1e-12);
      CHECK(left.skin_coord[k].r_m == doctest::Approx(right.skin_coord[k].r_m).epsilon(1e-12));
      CHECK(left.region[k] == right.region[k]);
    }
    CHECK(worst_ratio(right.mesh) > kLeastRestRatio);
    CHECK(left.hash != right.hash);
  }

  TEST_CASE("anatomy: clock and landmarks follow the convention") {
    for (const Side side : {Side::Left, Side::Right}) {
      BreastParams p;
      p.side = side;
      const Breast b = built(p, Level::Coarse);
      const double lateral = side == Side::Left ? 1.0 : -1.0;
      const std::vector<float> x = test::rest_positions(b);
      const SurfaceView view{&b, x};
      const Vec3 base = b.landmarks.nipple_base_m;

      // cranial at 12, caudal at 6, the patient's left at 3
      const double r_m = 0.05;
      CHECK(view.at({0.0, r_m}).position_m.y > base.y + 0.03);
      CHECK(view.at({kPi, r_m}).position_m.y < base.y - 0.03);
      CHECK(view.at({0.5 * kPi, r_m}).position_m.x > base.x + 0.02);
      CHECK(view.at({1.5 * kPi, r_m}).position_m.x < base.x - 0.02);

      // the armpit is at 3 on the left, at 9 on the right, and above
      CHECK(lateral * b.landmarks.axilla_m.x > 0.5 * p.base_width_m);
      CHECK(b.landmarks.axilla_m.y > 0.05);
      CHECK(lateral * b.landmarks.parasternum_m.x < -0.5 * p.base_width_m);
      CHECK(b.landmarks.clavicle_m.y > 0.5 * p.base_width_m);
      CHECK(lateral * b.landmarks.nipple_axis.x > 0.1);  // turned outward
      CHECK(b.landmarks.nipple_axis.y < 0.0);            // slightly down
      CHECK(b.landmarks.nipple_axis.z > 0.9);

      // the tail is upper and outer
      int tail = 0;
      for (std::size_t k = 0; k < b.region.size(); ++k) {
        if (b.region[k] != Region::AxillaryTail) continue;
        const Vec3 at = b.mesh.node_m[b.mesh.skin_node[k]];
        CHECK(lateral * at.x > 0.0);
        CHECK(at.y > 0.0);
        ++tail;
      }
      CHECK(tail > 3);
    }
  }

  TEST_CASE("anatomy: parameters out of range are named, all at once") {
    BreastParams p;
    p.volume_m3 = std::nan("");
    p.lobes = 3;
    p.ptosis_frac = 1.5;
    const auto breast = build_breast(p, Level::Coarse, test::kAssets);
    REQUIRE_FALSE(bool(breast));
    REQUIRE(breast.problems().size() == 3);
    CHECK(breast.problems()[0].message.find("volume") != std::string::npos);
    CHECK(breast.problems()[1].message.find("ptosis_frac") != std::string::npos);
    CHECK(breast.problems()[2].message.find("lobes") != std::string::npos);
  }

  TEST_CASE("anatomy: a volume that no projection gives on its base is refused") {
    BreastParams p;
    p.volume_m3 = 1400e-6;
    p.base_width_m = 0.10;
    const auto breast = build_breast(p, Level::Coarse, test::kAssets);
    REQUIRE_FALSE(bool(breast));
    CHECK(breast.problems()[0].message.find("base_width_m") != std::string::npos);
  }

  TEST_CASE("anatomy: tissue shares are the published ones") {
    const Breast b = built({}, Level::Standard);
    double gland_m3 = 0.0, rest_m3 = 0.0, near_m3 = 0.0, fluid_m3 = 0.0;
    const double column_m = 0.030 + 0.5 * b.params.nipple_diameter_m;
    for (std::size_t t = 0; t < b.mesh.tet.size(); ++t) {
      const double v_m3 = b.mesh.tet_volume_m3[t];
      for (const int i : b.mesh.tet[t]) fluid_m3 += 0.25 * v_m3 * b.interstitial_frac[i];
      if (b.tissue[t] == Tissue::Nipple || b.tissue[t] == Tissue::Areola) continue;
      Vec3 centre;
      for (const int i : b.mesh.tet[t]) centre += 0.25 * b.mesh.node_m[i];
      gland_m3 += v_m3 * b.gland_frac[t];
      rest_m3 += v_m3 * (1.0 - b.gland_frac[t]);
      const Vec3 arm = centre - b.landmarks.nipple_base_m;
      if (std::hypot(arm.x, arm.y) < column_m) near_m3 += v_m3 * b.gland_frac[t];
    }
    // B7: 2 : 1; solved for, so only the bisection's last step and whole elements remain
    CHECK(gland_m3 / rest_m3 == doctest::Approx(2.0).epsilon(0.02));
    // B7: about 65 % within 30 mm of the nipple, read as distance across; MODEL.md says why less
    CHECK(near_m3 / gland_m3 > 0.45);
    CHECK(near_m3 / gland_m3 < 0.75);
    // E1.14: about 100 mL in the breast, between the fat's and the gland's fractions with the
    // skin's
    CHECK(fluid_m3 / b.params.volume_m3 > 0.12);
    CHECK(fluid_m3 / b.params.volume_m3 < 0.22);
  }

  TEST_CASE("anatomy: lymph mostly drains to the armpit, from every quadrant toward its nodes") {
    const Breast b = built({}, Level::Standard);
    std::array<double, 3> share{};
    double all_m3 = 0.0;
    for (std::size_t t = 0; t < b.mesh.tet.size(); ++t) {
      for (const int i : b.mesh.tet[t]) {
        share[static_cast<int>(b.territory[i])] += 0.25 * b.mesh.tet_volume_m3[t];
        all_m3 += 0.25 * b.mesh.tet_volume_m3[t];
      }
    }
    CHECK(share[0] / all_m3 >= 0.75);  // E2.3: armpit at least 75 %
    CHECK(share[1] / all_m3 > 0.05);   // E2.3: breast bone at most 25 %
    CHECK(share[1] / all_m3 <= 0.25);
    CHECK(share[2] / all_m3 > 0.01);
    for (std::size_t i = 0; i < b.lymph_direction.size(); ++i) {
      CHECK(norm(b.lymph_direction[i]) == doctest::Approx(1.0).epsilon(1e-12));
    }
  }

  TEST_CASE("anatomy: the areolar weight is whole under the areola and nothing far away") {
    const Breast b = built({}, Level::Standard);
    int whole = 0;
    for (std::size_t k = 0; k < b.skin_coord.size(); ++k) {
      const double w = b.areola_weight[b.mesh.skin_node[k]], r_m = b.skin_coord[k].r_m;
      if (r_m > 0.002 && r_m < 0.010) {
        CHECK(w > 0.95);
        ++whole;
      }
      if (r_m > 0.022) CHECK(w == 0.0);
    }
    CHECK(whole > 20);
    for (std::size_t i = 0; i < b.areola_weight.size(); ++i) {
      if (norm(b.mesh.node_m[i] - b.landmarks.nipple_base_m) > 0.035)
        CHECK(b.areola_weight[i] == 0.0);
    }
  }

  TEST_CASE("anatomy: the balloon is all body, with its apex as centre") {
    BreastParams p;
    p.kind = BodyKind::Balloon;
    for (const Level level : kLevels) {
      const Breast b = built(p, level);
      CHECK(b.ducts.lobe.empty());
      CHECK(std::all_of(b.region.begin(), b.region.end(),
                        [](Region r) { return r == Region::Body; }));
      CHECK(std::all_of(b.tissue.begin(), b.tissue.end(),
                        [](Tissue t) { return t == Tissue::Balloon; }));
      CHECK(b.landmarks.nipple_base_m.z == doctest::Approx(b.params.projection_m));
      CHECK(b.landmarks.nipple_axis.z > 0.999);
      CHECK(tet_sum_m3(b.mesh) == doctest::Approx(p.volume_m3).epsilon(1e-3));
    }
  }

  TEST_CASE("anatomy: constants lie within their ranges and say their effect or source") {
    for (const NamedConstant& c : kConstants) {
      CAPTURE(c.name);
      CHECK(c.constant.low <= c.constant.value);
      CHECK(c.constant.value <= c.constant.high);
      const bool assumed = c.constant.evidence == Evidence::Assumed;
      CHECK(c.constant.source.empty() == assumed);
      if (assumed) CHECK(c.constant.note.find("effect") != std::string_view::npos);
    }
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("anatomy: the hash depends on every measure and on nothing else") {
    const BreastParams base;
    const Breast b = built(base, Level::Coarse);
    CHECK(built(base, Level::Coarse).hash == b.hash);
    CHECK(built(base, Level::Standard).hash != b.hash);
    BreastParams other = base;
    other.seed = 2;
    CHECK(built(other, Level::Coarse).hash != b.hash);
    other = base;
    other.areola_diameter_m = 0.05;
    CHECK(built(other, Level::Coarse).hash != b.hash);
  }

  TEST_CASE("anatomy: building twice gives the same bits") {
    const Breast a = built({}, Level::Coarse), b = built({}, Level::Coarse);
    CHECK(a.mesh.node_m == b.mesh.node_m);
    CHECK(a.gland_frac == b.gland_frac);
    CHECK(a.lobe == b.lobe);
    REQUIRE(a.ducts.lobe.size() == b.ducts.lobe.size());
    for (std::size_t l = 0; l < a.ducts.lobe.size(); ++l) {
      CHECK(a.ducts.lobe[l].segment_m == b.ducts.lobe[l].segment_m);
      CHECK(a.ducts.lobe[l].capacity_share == b.ducts.lobe[l].capacity_share);
    }
  }
}

}  // namespace lac::anatomy
