#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "base/math.h"
#include "tests/scenario/support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

constexpr std::uint64_t kSeeds = 40;

ScenarioSpec plugged(std::uint64_t seed = 0) {
  auto spec = read_scenario("scenarios/plugged_duct_left4", kData);
  REQUIRE(spec);
  if (seed != 0) spec = another(*spec, seed, kData);
  REQUIRE(spec);
  return *spec;
}

Choreography expert_of(const char* name) {
  auto demo = read_choreography(std::string("scenarios/") + name + "/demo/expert.toml");
  REQUIRE(demo);
  return *demo;
}

double mirrored_rad(double clock_rad) { return clock_rad <= 0.0 ? 0.0 : 2.0 * kPi - clock_rad; }

bool left(const ScenarioSpec& spec) { return spec.patient.breast.side == anatomy::Side::Left; }

const sim::SideParams& with_plug(const ScenarioSpec& spec) {
  return spec.patient.plug.present ? spec.patient : *spec.patient.other;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE(
    "variation: each seed is another patient, the same one each time, within what the case "
    "allows") {
  const ScenarioSpec written = plugged();
  const sim::SideParams& before = with_plug(written);
  std::set<std::string> sides, places;
  std::set<int> tones;
  std::set<double> sizes, pains;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    if (seed == written.seed) continue;
    CAPTURE(seed);
    const ScenarioSpec one = plugged(seed), same = plugged(seed);
    const sim::SideParams& now = with_plug(one);
    CHECK(one.patient.breast.volume_m3 == same.patient.breast.volume_m3);
    CHECK(now.plug.clock_rad == with_plug(same).plug.clock_rad);
    CHECK(one.skin_tone == same.skin_tone);

    // the plug is on the breast in hand, at its own distance, at most an hour round
    REQUIRE(now.plug.present);
    CHECK(now.breast.side == one.patient.breast.side);
    CHECK(now.plug.r_m == before.plug.r_m);
    const double home_rad =
        left(one) == left(written) ? before.plug.clock_rad : mirrored_rad(before.plug.clock_rad);
    CHECK(std::fabs(now.plug.clock_rad - home_rad) <= kPi / 6.0 + 1e-9);

    // size, severity and comfort stay in their bands
    const Variation& v = written.variation;
    CHECK(std::fabs(now.breast.volume_m3 / before.breast.volume_m3 - 1.0) <= v.size_frac + 1e-9);
    CHECK(std::fabs(now.ducts.milk_m3 / before.ducts.milk_m3 - 1.0) <= v.severity_frac + 1e-9);
    CHECK(std::fabs(now.physiology.resting_nrs - before.physiology.resting_nrs) <= v.comfort);
    CHECK(one.skin_tone >= 1);
    CHECK(one.skin_tone <= 10);

    // words tell of the same side as the body
    CHECK(one.summary.find(left(one) ? "left" : "right") != std::string::npos);
    CHECK(one.summary.find('{') == std::string::npos);
    CHECK(one.prebrief.find('{') == std::string::npos);
    for (const Action& action : one.actions) CHECK(action.reply.find('{') == std::string::npos);
    sides.insert(left(one) ? "left" : "right");
    places.insert(one.summary);
    tones.insert(one.skin_tone);
    sizes.insert(now.breast.volume_m3);
    pains.insert(now.physiology.resting_nrs);
  }
  CHECK(sides.size() == 2);
  CHECK(places.size() >= 6);
  CHECK(tones.size() >= 8);
  CHECK(sizes.size() >= kSeeds / 2);
  CHECK(pains.size() == 3);
}

TEST_CASE("variation: the case's own seed gives the case as written") {
  const ScenarioSpec written = plugged(), own = plugged(written.seed);
  CHECK(left(own) == left(written));
  CHECK(own.patient.breast.volume_m3 == written.patient.breast.volume_m3);
  CHECK(with_plug(own).plug.clock_rad == with_plug(written).plug.clock_rad);
  CHECK(own.skin_tone == written.skin_tone);
}

TEST_CASE("variation: demonstrations follow the body") {
  const Choreography written = expert_of("plugged_duct_left4");
  const auto names = [](const Choreography& demo, const char* place) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < demo.gestures.size(); ++i)
      if (demo.gestures[i].place == place) at.push_back(i);
    return at;
  };
  const auto on_plug = names(written, "plug"), in_line = names(written, "plug-line");
  REQUIRE(on_plug.size() >= 3);
  REQUIRE(in_line.size() >= 1);
  int mirrored = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const ScenarioSpec spec = plugged(seed);
    const Choreography demo = follow(written, spec);
    const sim::PlugParams& plug = with_plug(spec).plug;
    for (const std::size_t i : on_plug) {
      CHECK(demo.gestures[i].clock_rad == plug.clock_rad);
      CHECK(demo.gestures[i].r_m == doctest::Approx(plug.r_m + written.gestures[i].beyond_m));
    }
    for (const std::size_t i : in_line) CHECK(demo.gestures[i].clock_rad == plug.clock_rad);

    // everything else keeps its place on its own breast, and turns over with it
    const bool over = spec.patient.breast.side != spec.written_side;
    mirrored += over;
    for (std::size_t i = 0; i < demo.gestures.size(); ++i) {
      if (!written.gestures[i].place.empty()) continue;
      const double at_rad = written.gestures[i].clock_rad;
      CHECK(demo.gestures[i].clock_rad == (over ? mirrored_rad(at_rad) : at_rad));
      CHECK(demo.gestures[i].r_m == written.gestures[i].r_m);
    }
  }
  CHECK(mirrored > 5);
  CHECK(mirrored < static_cast<int>(kSeeds) - 5);
}

TEST_SUITE_END();
