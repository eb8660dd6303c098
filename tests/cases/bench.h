#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "session/session.h"

namespace lac::cases {

/// A demonstration as it was played: its marks, everything an observer saw, and which step each
/// tick belonged to.
struct Run {
  scenario::ScenarioSpec spec;
  scenario::Choreography demo;
  session::SessionLog log;
  std::vector<sim::Observation> seen;  // [tick]
  std::vector<std::size_t> step;       // [tick] index in demo.gestures
};

/// Plays scenarios/NAME/demo/DEMO.toml at the coarse level, once for the whole program.
const Run& played(const std::string& name, const std::string& demo);

/// Marks what was seen anew, without the steps in `left_out`: their words are not said and their
/// hands do not touch. What the body did stays as it was.
rubric::ScoreSheet marked_without(const Run& run, const std::vector<std::size_t>& left_out);

double credit(const rubric::ScoreSheet& sheet, const std::string& row);

}  // namespace lac::cases
