#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
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
  std::vector<sim::Observation> seen;  // [tick] what was marked: not what "carry on" repeated
  std::vector<std::size_t> step;       // [tick] index in demo.gestures
};

/// Plays scenarios/NAME/demo/DEMO.toml at the coarse level, once for the whole program.
/// @param tremble_seed  not 0: by a hand that trembles and aims a little off
const Run& played(const std::string& name, const std::string& demo, std::uint64_t tremble_seed = 0);

/// Marks what was seen anew, without the steps in `left_out`: their words are not said, their hands
/// do not touch, what they lay on, open or hold is not there; and what needs one of them is refused
/// as the session refuses it. What the body did stays as it was.
/// @param rows  other rows than the case's own; null: those
rubric::ScoreSheet marked_without(const Run& run, const std::set<std::size_t>& left_out,
                                  const std::vector<rubric::Criterion>* rows = nullptr);
/// Marks the run of case `name` by another pack.
rubric::ScoreSheet marked_by(const Run& run, const std::string& name, const std::string& pack);

const rubric::ScoreRow& row_of(const rubric::ScoreSheet& sheet, const std::string& row);
double credit(const rubric::ScoreSheet& sheet, const std::string& row);
/// How much lower `row` is in `worse`; 0 where it did not come up in one of them and so weighs
/// nothing.
double fall(const rubric::ScoreSheet& better, const rubric::ScoreSheet& worse,
            const std::string& row);

}  // namespace lac::cases
