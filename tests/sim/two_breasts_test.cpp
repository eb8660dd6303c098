#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/units.h"
#include "fixtures/drive.h"

using namespace lac;
using anatomy::Side;
using input::Posture;

namespace {

input::InputFrame said(const char* id, double value = 0.0) {
  input::InputFrame f;
  f.commands.push_back({id, value});
  return f;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("two breasts: alike they are mirror images, and each has its own state") {
    const auto sim = fixtures::open(fixtures::swollen_areola());
    REQUIRE(sim->has(Side::Left));
    REQUIRE(sim->has(Side::Right));
    const auto& left = sim->start().breast[0].tissue.x_m;
    const auto& right = sim->start().breast[1].tissue.x_m;
    REQUIRE(left.size() == right.size());
    double worst_m = 0.0;
    for (std::size_t i = 0; i < left.size(); i += 4)
      worst_m = std::max({worst_m, static_cast<double>(std::fabs(left[i] + right[i])),
                          static_cast<double>(std::fabs(left[i + 1] - right[i + 1])),
                          static_cast<double>(std::fabs(left[i + 2] - right[i + 2]))});
    INFO("farthest from the mirror image ", 1e3 * worst_m, " mm");
    // the ducts of the two sides are not mirror images (B2), so their lobes swell a little unlike
    CHECK(worst_m < 0.003);
  }
  TEST_CASE(
      "two breasts: a pit stays in the breast that was left, and the hand goes to the other") {
    const auto sim = fixtures::open(fixtures::swollen_areola());
    const auto left_before = sim->state().breast[0].oedema.excess;
    REQUIRE(fixtures::run_for(*sim, fixtures::hand_at(*sim, Posture::SingleTip, {0.3, 0.016}, 3.0),
                              8.0));
    REQUIRE(fixtures::run_for(*sim, {}, 1.0));
    const double pit_m = sim->observation().breast[0].pit_depth_m;
    CHECK(pit_m > 0.0005);
    const auto excess = sim->state().breast[0].oedema.excess;
    CHECK(excess != left_before);

    REQUIRE(sim->tick(said("breast:right")).ok());
    CHECK(sim->side() == Side::Right);
    CHECK(sim->observation().side == Side::Right);
    CHECK(sim->snapshot()->side == Side::Right);
    CHECK(sim->snapshot()->other.breast->params.side == Side::Left);
    REQUIRE(
        fixtures::run_for(*sim, fixtures::hand_at(*sim, Posture::FlatPads, {0.3, 0.04}, 1.0), 2.0));
    CHECK(sim->observation().touching[0]);
    CHECK(sim->observation().finger[0].position_m.z > 0.0);

    // ten seconds later the dent of the left is still there
    CHECK(sim->observation().breast[0].pit_depth_m > 0.5 * pit_m);
    REQUIRE(sim->tick(said("breast:left")).ok());
    CHECK(sim->side() == Side::Left);
    CHECK(sim->observation().breast[0].pit_depth_m > 0.5 * pit_m);
  }
  TEST_CASE("two breasts: one let-down is seen at both, and milk that nothing catches is lost") {
    const auto sim = fixtures::open(fixtures::comfortable());
    auto s = sim->start();
    s.physiology.effect_pg_per_mL = s.physiology.adapted_pg_per_mL + 12.0;
    sim->restore(s);
    REQUIRE(fixtures::run_for(*sim, {}, 60.0));
    const sim::State& now = sim->state();
    INFO("let out left ", mL_from_m3(now.breast[0].milk_out_m3), " mL, right ",
         mL_from_m3(now.breast[1].milk_out_m3), " mL");
    CHECK(now.breast[0].milk_out_m3 > 0.3e-6);
    CHECK(now.breast[1].milk_out_m3 ==
          doctest::Approx(now.breast[0].milk_out_m3).epsilon(0.25));  // other duct trees
    CHECK(now.cup_m3 == 0.0);
    CHECK(now.spilt_m3 > 0.8 * (now.breast[0].milk_out_m3 + now.breast[1].milk_out_m3));

    // with a cup under the one in hand, its milk is caught
    sim->restore(s);
    REQUIRE(sim->tick(said("cup")).ok());
    REQUIRE(fixtures::run_for(*sim, {}, 60.0));
    CHECK(sim->state().cup_m3 > 0.8 * sim->state().breast[0].milk_out_m3);
  }
  TEST_CASE("position: gravity turns gently, the breast hangs where it should, nothing is thrown") {
    const auto sim = fixtures::open(fixtures::comfortable());
    double fastest = 0.0;
    const auto turn = [&](const char* id) {
      REQUIRE(sim->tick(said(id)).ok());
      for (int i = 0; i < 12 * 60; ++i) {
        REQUIRE(sim->tick({}).ok());
        fastest = std::max(fastest, sim->tissue_fields().max_speed_m_per_s);
      }
      CHECK_FALSE(sim->state().torso.turning());
      return sim->skin().nipple_tip();
    };
    const Vec3 upright = turn("position:upright"), supine = turn("position:supine");
    const Vec3 prone = turn("position:prone"), side = turn("position:side-lying");
    INFO("fastest node ", fastest, " m/s; nipple upright y ", 1e3 * upright.y, ", supine y ",
         1e3 * supine.y, " z ", 1e3 * supine.z, ", prone z ", 1e3 * prone.z, ", side x ",
         1e3 * side.x, " mm");
    CHECK(fastest < 0.5);
    CHECK(upright.y < supine.y - 0.003);  // hangs toward the feet
    CHECK(prone.z > supine.z + 0.003);    // hangs off the chest
    CHECK(side.x > supine.x + 0.003);     // falls to the side she lies on
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("two breasts: one thread or two, there and back, the same bits") {
    const auto one = fixtures::open(fixtures::swollen_areola(), anatomy::Level::Coarse, 1);
    const auto two = fixtures::open(fixtures::swollen_areola(), anatomy::Level::Coarse, 2);
    for (sim::Simulation* sim : {one.get(), two.get()}) {
      REQUIRE(
          fixtures::run_for(*sim, fixtures::hand_at(*sim, Posture::RpsRing, {0.0, 0.0}, 1.2), 0.7));
      REQUIRE(sim->tick(said("breast:right")).ok());
      REQUIRE(fixtures::run_for(*sim, fixtures::hand_at(*sim, Posture::FlatPads, {1.0, 0.05}, 2.0),
                                0.7));
      REQUIRE(sim->tick(said("breast:left")).ok());
      REQUIRE(fixtures::run_for(*sim, {.kind = input::TickKind::Rest}, 3.0));
    }
    CHECK(sim::module_hashes(one->state()) == sim::module_hashes(two->state()));

    // a copy taken between the two breasts goes on alike
    const sim::State mid = one->state();
    REQUIRE(one->tick(said("breast:right")).ok());
    REQUIRE(fixtures::run_for(*one, {}, 1.3));
    const auto first = sim::module_hashes(one->state());
    one->restore(mid);
    REQUIRE(one->tick(said("breast:right")).ok());
    REQUIRE(fixtures::run_for(*one, {}, 1.3));
    CHECK(sim::module_hashes(one->state()) == first);
  }
}
