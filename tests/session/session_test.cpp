#include "session/session.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/file.h"
#include "base/units.h"

using namespace lac;

namespace {

std::filesystem::path data() {
  const auto folder = data_folder();
  REQUIRE(folder);
  return *folder;
}

constexpr const char* kCase = R"toml(format = 1
title = "A short visit"
seed = 3
[patient]
base = "primiparous_medium"
[[phase]]
id = "meet"
title = "Meet"
[[phase]]
id = "decide"
title = "Decide"
[[action]]
id = "explain"
label = "Explain"
phase = "meet"
[[action]]
id = "consent"
label = "Ask"
phase = "meet"
reply = '"Yes."'
needs = "explain"
[[action]]
id = "ask-pain"
label = "Pain?"
[[action]]
id = "rest"
label = "Rest"
minutes = "1 min"
[[action]]
id = "finish"
label = "Finish"
phase = "decide"
decides = true
)toml";

scenario::ScenarioSpec spec() {
  auto read = scenario::parse_scenario(kCase, "short_visit/scenario.toml", data());
  if (!read) {
    for (const Problem& p : read.problems()) MESSAGE(p.text());
  }
  REQUIRE(read);
  read->name = "short_visit";
  return *read;
}

input::InputFrame say(const char* id) {
  input::InputFrame frame;
  frame.commands.push_back({.id = id});
  return frame;
}

std::unique_ptr<session::Session> open() {
  auto session =
      session::Session::open(spec(), anatomy::Level::Coarse, session::Mode::Practice, 1, data());
  REQUIRE(session);
  return std::move(*session);
}

bool said(const session::Session& s, std::string_view who, std::string_view text) {
  return std::any_of(s.lines().begin(), s.lines().end(), [&](const session::LogLine& line) {
    return line.who == who && line.text.english().find(text) != std::string::npos;
  });
}

scenario::Choreography short_demo() {
  scenario::Choreography demo{.title = "Short", .kind = "expert", .tremor_m = 0.0005};
  const auto action = [&](const char* id) {
    demo.gestures.push_back({.kind = scenario::Gesture::Kind::Action, .action = id});
  };
  action("explain");
  action("consent");
  scenario::Gesture press{.kind = scenario::Gesture::Kind::Press, .posture = "flat-pads"};
  press.clock_rad = 1.5, press.r_m = 0.05, press.press_N = 1.0, press.hold_s = 0.5;
  demo.gestures.push_back(press);
  action("rest");
  action("finish");
  return demo;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("session: actions, needs, replies, phases, waits and the decision") {
  const auto s = open();
  s->advance(say("consent"));
  CHECK_FALSE(s->done("consent"));
  CHECK(said(*s, "you", "First: \u201cExplain"));
  s->advance(say("explain"));
  s->advance(say("consent"));
  CHECK(s->done("consent"));
  CHECK(said(*s, "patient", "Yes."));
  s->advance(say("ask-pain"));
  CHECK(said(*s, "patient", "out of 10"));
  s->advance(say("no-such-action"));
  CHECK_FALSE(s->done("no-such-action"));

  // a wait runs in rest ticks, one a second
  s->advance(say("rest"));
  CHECK(s->wait_left_s() == doctest::Approx(60.0 - kTick_s).epsilon(1e-9));
  const double before_s = s->time_s();
  int ticks = 0;
  while (s->wait_left_s() > 0.0 && ticks < 100) {
    s->advance({.kind = input::TickKind::Rest});
    ++ticks;
  }
  CHECK(ticks == 60);
  CHECK(s->time_s() == doctest::Approx(before_s + 60.0).epsilon(1e-12));

  // a phase chosen by hand is part of the inputs; a decision ends the run
  s->set_phase(1);
  s->advance({});
  CHECK(s->phase() == 1);
  CHECK(s->recording().frames.back().commands.size() == 1);
  CHECK_FALSE(s->finished());
  s->advance(say("finish"));
  CHECK(s->finished());
  CHECK_FALSE(s->failed());

  const session::SessionLog log = s->finish();
  CHECK(log.final_hash == sim::state_hash(s->simulation().state()));
  CHECK(log.timing.simulated_s == doctest::Approx(s->time_s()).epsilon(1e-12));
  CHECK(log.series.time_s.size() == log.series.nrs.size());
  CHECK(log.series.time_s.size() >= 60);

  // both breasts in both: what came out and what is left are of the same patient
  const auto& [left, right] = log.outcomes.breast;
  REQUIRE((left.present && right.present));
  CHECK(log.outcomes.milk_out_mL == left.milk_out_mL + right.milk_out_mL);
  CHECK(log.outcomes.milk_left_mL == left.milk_left_mL + right.milk_left_mL);
}

TEST_CASE("session: input that is not a number cannot reach the body") {
  const auto s = open();
  input::InputFrame frame;
  frame.hands[0] = {.posture = input::Posture::SingleTip, .touching = true, .press_N = 0.0 / 0.0};
  s->advance(frame);
  frame.hands[0] = {.posture = input::Posture::SingleTip, .touching = true, .aim_m = {1e300, 0, 0}};
  frame.hands[0].press_N = 1e9;
  s->advance(frame);
  CHECK_FALSE(s->failed());
  CHECK(s->recording().frames.size() == 2);
  CHECK(s->recording().frames[1].hands[0].press_N < 100.0);
}

TEST_CASE("session: a demonstration that names what the case does not have is refused") {
  scenario::Choreography demo = short_demo();
  demo.gestures[0].action = "consnet";
  const auto log =
      session::run_headless(spec(), demo, anatomy::Level::Coarse, 1, data(), nullptr, {}, nullptr);
  REQUIRE_FALSE(log);
  CHECK(log.problems()[0].message.find("consnet") != std::string::npos);
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("determinism");

TEST_CASE("session: a replay, through the file and with two threads, repeats every module's hash") {
  session::Recording recording;
  const auto log = session::run_headless(spec(), short_demo(), anatomy::Level::Coarse, 1, data(),
                                         &recording, {}, nullptr);
  REQUIRE(log);
  CHECK(log->timing.touching_s > 0.5);
  CHECK(log->timing.simulated_s > 60.0);
  CHECK(recording.checkpoints.size() >= 60);
  const auto read = session::decode(session::encode(recording), "x");
  REQUIRE(read);
  const auto again = session::replay(*read, 2, data(), {}, nullptr);
  REQUIRE(again);
  INFO("first divergence: ", again->first_divergence);
  CHECK_FALSE(again->diverged());
  CHECK(again->log.final_hash == log->final_hash);
  CHECK(again->log.score.total == log->score.total);
  CHECK(again->log.lines.size() == log->lines.size());

  // another input is noticed, at the checkpoint after it, in the model it meets first
  session::Recording changed = recording;
  const auto pressed = std::find_if(changed.frames.begin(), changed.frames.end(),
                                    [](const auto& f) { return f.hands[0].press_N > 0.5; });
  REQUIRE(pressed != changed.frames.end());
  pressed->hands[0].press_N += 0.2;
  const auto other = session::replay(changed, 1, data(), {}, nullptr);
  REQUIRE(other);
  CHECK(other->diverged());
  CHECK(other->first_divergence.starts_with("tick "));
}

TEST_SUITE_END();
