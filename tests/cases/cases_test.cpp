#include <algorithm>
#include <set>

#include "bench.h"
#include "scenario/scenario.h"

using namespace lac;
using namespace lac::cases;

namespace {

constexpr const char* kCases[] = {"engorgement_day4", "plugged_duct_left4"};
constexpr double kFalls = 0.01;  // a row that is lower by less stayed where it was
constexpr double kStays = 0.15;  // what another way of getting there may move (decisions.md: mesh)

std::set<std::string> union_of(const std::vector<scenario::NamedError>& errors) {
  std::set<std::string> rows;
  for (const scenario::NamedError& error : errors)
    rows.insert(error.lowers.begin(), error.lowers.end());
  return rows;
}

bool has(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

/// The steps whose own row this is: three presses, three circles and three places serve one
/// together.
std::set<std::size_t> serving(const scenario::Choreography& demo, const std::string& row) {
  std::set<std::size_t> steps;
  for (std::size_t i = 0; i < demo.gestures.size(); ++i)
    if (has(demo.gestures[i].lowers, row)) steps.insert(i);
  return steps;
}

/// Why a row has the credit that it has, for a message.
std::string why(const rubric::ScoreSheet& sheet, const std::string& row) {
  return row + ": " + row_of(sheet, row).explanation.english();
}

}  // namespace

TEST_SUITE_BEGIN("validation");

TEST_CASE("cases: expert is safe and above novice, novice above harmful, harmful is not safe") {
  for (const char* name : kCases) {
    CAPTURE(std::string(name));
    const auto& expert = played(name, "expert").log.score;
    for (const rubric::CriticalError& e : expert.critical_errors)
      MESSAGE(e.time_s << " s: " << e.text);
    const auto& novice = played(name, "novice").log.score;
    const auto& harmful = played(name, "harmful").log.score;
    MESSAGE(std::string(name) << " expert " << expert.total << " novice " << novice.total
                              << " harmful " << harmful.total);
    CHECK(expert.safe);
    CHECK(expert.total >= 80.0);
    CHECK(expert.total > novice.total);
    CHECK(novice.total > harmful.total);
    CHECK_FALSE(harmful.safe);
  }
}

// One of the fifty hands of tools/sweep_cases.
TEST_CASE("cases: an expert whose hands tremble and aim off is still above novice and harmful") {
  for (const char* name : kCases) {
    CAPTURE(std::string(name));
    const auto& nervous = played(name, "expert", 1000).log.score;
    MESSAGE(std::string(name) << " trembling expert " << nervous.total);
    CHECK(nervous.safe);
    CHECK(nervous.total > played(name, "novice").log.score.total);
    CHECK(nervous.total > played(name, "harmful").log.score.total);
  }
}

TEST_CASE("cases: the same plugged duct, marked by two schools, differs and says why") {
  const Run& run = played("plugged_duct_left4", "expert");
  const rubric::ScoreSheet classic = marked_without(run, {});
  const rubric::ScoreSheet abm36 = marked_by(run, "plugged_duct_left4", "abm36");
  MESSAGE("classic " << classic.total << " abm36 " << abm36.total);
  CHECK(classic.total - abm36.total > 10.0);
  CHECK(credit(abm36, "abm36-lump-not-massaged") == 0.0);
  CHECK(credit(classic, "classic-lump-circled") == 1.0);
  for (const rubric::ScoreRow& row : abm36.rows) {
    CAPTURE(row.criterion.id);
    CHECK_FALSE(row.explanation.empty());
    CHECK_FALSE(row.criterion.why.empty());
  }
}

TEST_CASE("cases: a parent's own hands at the learner's words earn what the learner's hands earn") {
  for (const char* name : kCases) {
    CAPTURE(std::string(name));
    const auto& expert = played(name, "expert").log.score;
    const auto& coach = played(name, "coach").log.score;
    for (const rubric::CriticalError& e : coach.critical_errors) MESSAGE(e.text);
    MESSAGE(std::string(name) << " coach " << coach.total);
    CHECK(coach.safe);
    CHECK(coach.total >= expert.total - 5.0);
  }
}

TEST_CASE("cases: each named error lowers its own rows, and no row that no error names") {
  for (const char* name : kCases)
    for (const char* kind : {"novice", "harmful"}) {
      CAPTURE(std::string(name));
      CAPTURE(std::string(kind));
      const rubric::ScoreSheet& expert = played(name, "expert").log.score;
      const Run& erring = played(name, kind);
      const rubric::ScoreSheet& marks = erring.log.score;
      for (const scenario::NamedError& error : erring.demo.named_errors)
        for (const std::string& row : error.lowers)
          CHECK_MESSAGE(fall(expert, marks, row) > kFalls,
                        error.name << " " << why(expert, row) << " / " << why(marks, row));
      const std::set<std::string> named = union_of(erring.demo.named_errors);
      for (const rubric::ScoreRow& row : expert.rows)
        if (!named.contains(row.criterion.id))
          CHECK_MESSAGE(fall(expert, marks, row.criterion.id) < kStays,
                        why(marks, row.criterion.id));
    }
}

TEST_CASE("cases: steps left out lower their own row, and beyond it only what follows from it") {
  for (const char* name : kCases) {
    CAPTURE(std::string(name));
    const Run& run = played(name, "expert");
    const rubric::ScoreSheet all = marked_without(run, {});
    std::set<std::string> rows;
    for (const scenario::Gesture& g : run.demo.gestures)
      rows.insert(g.lowers.begin(), g.lowers.end());
    for (const std::string& row : rows) {
      CAPTURE(row);
      const std::set<std::size_t> steps = serving(run.demo, row);
      const rubric::ScoreSheet without = marked_without(run, steps);

      // what the body did stays in this, so its outcomes are judged by tools/sweep_cases
      if (row_of(all, row).criterion.kind != rubric::Kind::Outcome)
        CHECK_MESSAGE(fall(all, without, row) > kFalls, why(all, row)
                                                            << " / " << why(without, row));

      // the steps' own rows, and what they list as following: order and outcome
      std::set<std::string> may;
      for (const std::size_t i : steps) {
        const scenario::Gesture& g = run.demo.gestures[i];
        may.insert(g.lowers.begin(), g.lowers.end());
        may.insert(g.follows.begin(), g.follows.end());
        for (const std::string& after : g.follows) {
          const rubric::Kind kind = row_of(all, after).criterion.kind;
          const bool of_order = kind == rubric::Kind::Order || kind == rubric::Kind::Gate;
          // circles over a lump are counted where fingertips had felt one
          const bool of_felt = row_of(all, after).criterion.metric == "lump_circles";
          // what counts as sliding is told by whether the skin was oiled
          const bool of_oil =
              g.action == "oil" && row_of(all, after).criterion.metric == "slip_under_load_m";
          CHECK_MESSAGE((of_order || of_felt || of_oil || kind == rubric::Kind::Outcome), after);
        }
      }
      for (const rubric::ScoreRow& other : all.rows)
        if (!may.contains(other.criterion.id))
          CHECK_MESSAGE(fall(all, without, other.criterion.id) < kFalls,
                        why(without, other.criterion.id));
    }
  }
}

TEST_SUITE_END();
