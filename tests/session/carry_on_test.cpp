#include "session/carry_on.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/file.h"
#include "base/units.h"
#include "session/feeding.h"
#include "session/session.h"

using namespace lac;

namespace {

constexpr const char* kCase = R"toml(format = 1
title = "Carry on"
[patient]
base = "primiparous_medium"
[[action]]
id = "carry-on"
label = "Carry on like this"
[[action]]
id = "latch"
label = "Offer the breast"
[[action]]
id = "baby-feeds"
label = "The baby feeds"
minutes = "2 min"
[[action]]
id = "by-cup"
label = "Give the expressed milk by cup"
does = "cup-feed"
)toml";

std::unique_ptr<session::Session> open() {
  const auto data = data_folder();
  REQUIRE(data);
  const auto spec = scenario::parse_scenario(kCase, "carry/scenario.toml", *data);
  REQUIRE(spec);
  auto made =
      session::Session::open(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, *data);
  REQUIRE(made);
  return std::move(*made);
}

input::InputFrame said(const char* id, double value) {
  input::InputFrame f;
  f.commands.push_back({id, value});
  return f;
}

/// One tick of presses of a second: half on, half off the load.
input::InputFrame pressing(const session::Session& s, int tick) {
  input::InputFrame f;
  f.hands[0].posture = input::Posture::FlatPads;
  f.hands[0].touching = true;
  f.hands[0].press_N = tick % 60 < 30 ? 2.0 : 0.2;
  f.hands[0].aim_m = s.simulation().skin().at({1.5, 0.05}).position_m;
  return f;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("carry on: cycles go from onset to onset, without commands") {
    std::vector<input::InputFrame> frames(10);
    for (int i = 0; i < 150; ++i) {
      input::InputFrame f;
      f.hands[0].touching = true;
      f.hands[0].posture = input::Posture::CHold;
      f.hands[0].squeeze_N = i % 50 < 20 ? 3.0 : 0.0;
      f.commands.push_back({"ask-pain", 0.0});
      frames.push_back(f);
    }
    const auto cycle = session::last_cycles(frames);
    REQUIRE(cycle.size() == 100);  // onsets at 0, 50 and 100: two cycles
    CHECK(cycle[0].hands[0].squeeze_N == 3.0);
    CHECK(cycle[19].hands[0].squeeze_N == 3.0);
    CHECK(cycle[20].hands[0].squeeze_N == 0.0);
    CHECK(cycle[0].commands.empty());

    // nothing touched, or not on this breast: nothing to carry on with
    CHECK(session::last_cycles(std::vector<input::InputFrame>(20)).empty());
    input::InputFrame other;
    other.commands.push_back({"breast:right", 0.0});
    frames.push_back(other);
    CHECK(session::last_cycles(frames).empty());
  }
}

TEST_SUITE("validation") {
  TEST_CASE(
      "carry on: the hands go on by themselves, it is said, and only the learner's are marked") {
    const auto s = open();
    for (int i = 0; i < 200; ++i) s->advance(pressing(*s, i));
    const std::size_t before = s->techniques().size();
    s->advance(said("carry-on", 0.1));
    CHECK(s->wait_left_s() == doctest::Approx(6.0).epsilon(0.01));
    bool told = false;
    for (const auto& line : s->lines())
      told |= line.text.english().find("repeated") != std::string::npos;
    CHECK(told);
    double touched_s = 0.0;
    const double from_s = s->time_s();
    while (s->wait_left_s() > 0.0) {
      s->advance({.kind = input::TickKind::Rest});
      touched_s += s->simulation().observation().touching[0] ? kTick_s : 0.0;
    }
    CHECK(s->time_s() - from_s == doctest::Approx(6.0).epsilon(0.01));  // hands run in real time
    CHECK(touched_s > 4.0);
    CHECK(s->techniques().size() == before);

    // the recording plays back to the same bits
    const auto data = data_folder();
    const auto again = session::replay(s->recording(), {}, *data, nullptr, nullptr);
    REQUIRE(again);
    CHECK_FALSE(again->diverged());
  }
  TEST_CASE("feeding: a baby that holds on feeds in rest ticks for the time the case names") {
    const auto s = open();
    s->advance(said("baby-feeds", 0.0));
    CHECK(s->wait_left_s() == doctest::Approx(120.0).epsilon(0.01));
    CHECK(s->simulation().snapshot()->baby_feeds);
    while (s->wait_left_s() > 0.0) s->advance({.kind = input::TickKind::Rest});
    CHECK(std::any_of(s->lines().begin(), s->lines().end(), [](const auto& line) {
      return line.text.english().starts_with("The baby comes off");
    }));
  }
  TEST_CASE("feeding: a baby that has latched feeds without a second try, unless a hand came") {
    const auto s = open();
    s->advance(said("latch", 0.0));
    REQUIRE(s->last_latch().ok);
    for (int tick = 0; tick < 180; ++tick) s->advance({});
    s->advance(said("baby-feeds", 0.0));
    CHECK(s->simulation().snapshot()->baby_feeds);
    CHECK(s->finish().outcomes.latch_tries == 1);

    // fingers between latch and feed take the baby off
    const auto touched = open();
    touched->advance(said("latch", 0.0));
    for (int tick = 0; tick < 60; ++tick) touched->advance(pressing(*touched, tick));
    touched->advance(said("baby-feeds", 0.0));
    CHECK(touched->finish().outcomes.latch_tries == 2);

    // and so does time: longer than a baby holds on without a swallow
    const auto late = open();
    late->advance(said("latch", 0.0));
    for (int second = 0; second < 61; ++second) late->advance({.kind = input::TickKind::Rest});
    late->advance(said("baby-feeds", 0.0));
    CHECK(late->finish().outcomes.latch_tries == 2);
  }
  TEST_CASE("feeding: an empty cup is not given, and drops are called a taste") {
    const auto s = open();
    s->advance(said("by-cup", 0.0));
    CHECK_FALSE(s->done("by-cup"));
    CHECK(s->lines().back().text.english() == "The cup is empty: there is nothing to give yet.");
    CHECK(s->simulation().state().fed_m3 == 0.0);

    // what is in the cup is given once
    sim::State caught = s->simulation().state();
    caught.cup_m3 = 34e-6;
    s->simulation().restore(caught);
    s->advance(said("by-cup", 0.0));
    CHECK(s->done("by-cup"));
    CHECK(s->simulation().state().fed_m3 == 34e-6);
    CHECK(s->simulation().observation().fed_m3 == 34e-6);
    CHECK(s->simulation().snapshot()->cup_mL == 0.0);
    s->advance(said("by-cup", 0.0));
    CHECK(s->simulation().state().fed_m3 == 34e-6);

    CHECK(session::cup_fed_words(0.15e-6).english().find("0.1 mL") != std::string::npos);
    CHECK(session::cup_fed_words(0.15e-6).english().find("taste") != std::string::npos);
    CHECK(session::cup_fed_words(34e-6).english() == "The baby laps 34 mL from the cup.");
  }
}
