#include <doctest/doctest.h>

#include <algorithm>

#include "base/file.h"
#include "session/session.h"

using namespace lac;

namespace {

constexpr const char* kCase = R"toml(format = 1
title = "Events"
[patient]
base = "primiparous_medium"
name = "Amara"
[[utterance]]
id = "stop-please"
trigger = "stop"
text = "Please stop."
)toml";

std::unique_ptr<session::Session> open() {
  const auto data = data_folder();
  REQUIRE(data);
  const auto spec = scenario::parse_scenario(kCase, "events/scenario.toml", *data);
  REQUIRE(spec);
  auto made =
      session::Session::open(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, *data);
  REQUIRE(made);
  return std::move(*made);
}

bool said(const session::Session& s, const std::string& who, const std::string& part) {
  return std::any_of(s.lines().begin(), s.lines().end(), [&](const session::LogLine& line) {
    return line.who == who && line.text.english().find(part) != std::string::npos;
  });
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("session: what an instructor brings in happens, is told, and stands in the recording") {
    auto s = open();
    input::InputFrame frame;
    frame.commands.push_back({std::string(session::kInjectCommand) + "baby-cries"});
    s->advance(frame);
    CHECK(said(*s, "finding", "baby begins to cry"));
    CHECK(s->simulation().state().stress == 0.5);
    frame.commands[0].id = std::string(session::kInjectCommand) + "calm";
    s->advance(frame);
    CHECK(s->simulation().state().stress == 0.0);
    // and one that nobody knows does nothing
    const std::size_t lines = s->lines().size();
    frame.commands[0].id = std::string(session::kInjectCommand) + "earthquake";
    s->advance(frame);
    CHECK(s->lines().size() == lines);
    REQUIRE(s->recording().frames.size() == 3);
    CHECK(s->recording().frames[0].commands[0].id == "inject:baby-cries");
  }

  TEST_CASE("session: a patient told to say stop has said stop") {
    auto s = open();
    input::InputFrame frame;
    frame.commands.push_back({std::string(session::kInjectCommand) + "says:stop-please"});
    s->advance(frame);
    CHECK(said(*s, "patient", "Please stop."));
  }

  TEST_CASE("session: a breast that the case has no action for can be gone to") {
    auto s = open();
    input::InputFrame frame;
    frame.commands.push_back({"breast:right"});
    s->advance(frame);
    CHECK(s->simulation().snapshot()->side == anatomy::Side::Right);
  }

  TEST_CASE("session: a hand that nobody asked about is answered once") {
    auto s = open();
    input::InputFrame touch;
    touch.hands[0] = {.posture = input::Posture::FlatPads, .touching = true, .press_N = 1.0};
    touch.hands[0].aim_m = s->simulation().snapshot()->breast->landmarks.nipple_base_m;
    for (int k = 0; k < 90; ++k) s->advance(touch);
    const auto answers =
        std::count_if(s->lines().begin(), s->lines().end(), [](const session::LogLine& line) {
          return line.who == "patient" &&
                 line.text.english().find("ask me first") != std::string::npos;
        });
    CHECK(answers == 1);
  }
}
