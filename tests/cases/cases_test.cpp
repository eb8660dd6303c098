#include <algorithm>
#include <set>

#include "bench.h"
#include "scenario/scenario.h"

using namespace lac;
using namespace lac::cases;

namespace {

constexpr const char* kCases[] = {"engorgement_day4", "plugged_duct_left4"};
constexpr double kFalls = 0.01;   // a row that is lower by less stayed where it was
constexpr double kStays = 0.151;  // what a mesh, a tremor and another way of getting there may move

std::set<std::string> union_of(const std::vector<scenario::NamedError>& errors) {
  std::set<std::string> rows;
  for (const scenario::NamedError& error : errors)
    rows.insert(error.lowers.begin(), error.lowers.end());
  return rows;
}

}  // namespace

TEST_SUITE_BEGIN("validation");

TEST_CASE("cases: expert is safe and above novice, novice above harmful, harmful is not safe") {
  for (const char* name : kCases) {
    CAPTURE(name);
    const auto& expert = played(name, "expert").log.score;
    const auto& novice = played(name, "novice").log.score;
    const auto& harmful = played(name, "harmful").log.score;
    MESSAGE(name << " expert " << expert.total << " novice " << novice.total << " harmful "
                 << harmful.total);
    CHECK(expert.safe);
    CHECK(expert.total >= 80.0);
    CHECK(expert.total > novice.total);
    CHECK(novice.total > harmful.total);
    CHECK_FALSE(harmful.safe);
  }
}

TEST_CASE("cases: the same plugged duct, marked by two schools, differs and says why") {
  const Run& run = played("plugged_duct_left4", "expert");
  const scenario::CaseTexts texts{.scenario = run.spec.text, .pack_name = "abm36"};
  const auto restraint =
      scenario::parse_scenario(texts, "scenarios/plugged_duct_left4/scenario.toml", ".");
  REQUIRE(restraint);
  Run other = run;
  other.spec.criteria = restraint->criteria;
  const rubric::ScoreSheet classic = marked_without(run, {}), abm36 = marked_without(other, {});
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

TEST_SUITE_END();

// What the demonstrations do not hold yet. ctest leaves this suite out; to see where they stand:
// build/release/tests/cases/lac_test_cases --test-suite=open
TEST_SUITE_BEGIN("open");

TEST_CASE("cases: a parent's own hands at the learner's words earn what the learner's hands earn") {
  for (const char* name : kCases) {
    CAPTURE(name);
    const auto& expert = played(name, "expert").log.score;
    const auto& coach = played(name, "coach").log.score;
    CHECK(coach.safe);
    CHECK(coach.total >= expert.total - 5.0);
  }
}

TEST_CASE("cases: each named error lowers its own rows, and no row that no error names") {
  for (const char* name : kCases)
    for (const char* kind : {"novice", "harmful"}) {
      CAPTURE(name);
      CAPTURE(kind);
      const rubric::ScoreSheet& expert = played(name, "expert").log.score;
      const Run& erring = played(name, kind);
      for (const scenario::NamedError& error : erring.demo.named_errors)
        for (const std::string& row : error.lowers)
          CHECK_MESSAGE(credit(erring.log.score, row) < credit(expert, row) - kFalls,
                        error.name << " " << row);
      const std::set<std::string> named = union_of(erring.demo.named_errors);
      for (const rubric::ScoreRow& row : expert.rows) {
        if (named.contains(row.criterion.id) || !row.arose) continue;
        const double fell = row.credit - credit(erring.log.score, row.criterion.id);
        CHECK_MESSAGE(fell < kStays, row.criterion.id << " fell by " << fell);
      }
    }
}

TEST_CASE("cases: a step left out lowers the rows it lists, and no other row") {
  for (const char* name : kCases) {
    const Run& run = played(name, "expert");
    const rubric::ScoreSheet all = marked_without(run, {});
    std::set<std::string> listed;
    for (const scenario::Gesture& g : run.demo.gestures)
      listed.insert(g.lowers.begin(), g.lowers.end());

    // rows of the same list are served together: three presses, three circles, three places
    for (const std::string& row : listed) {
      const auto at = std::find_if(all.rows.begin(), all.rows.end(),
                                   [&](const auto& r) { return r.criterion.id == row; });
      REQUIRE(at != all.rows.end());
      std::vector<std::size_t> steps;
      for (std::size_t i = 0; i < run.demo.gestures.size(); ++i) {
        const auto& lowers = run.demo.gestures[i].lowers;
        if (std::find(lowers.begin(), lowers.end(), row) != lowers.end()) steps.push_back(i);
      }
      const rubric::ScoreSheet without = marked_without(run, steps);

      // what the body did stays in this, so outcomes are judged in tools/sweep_cases
      const bool of_body = at->criterion.domain == rubric::Domain::Outcome;
      if (!of_body)
        CHECK_MESSAGE(credit(without, row) < credit(all, row) - kFalls, name << " " << row);

      // beyond its own, only what those steps list may fall
      std::set<std::string> may;
      for (const std::size_t i : steps)
        may.insert(run.demo.gestures[i].lowers.begin(), run.demo.gestures[i].lowers.end());
      for (const rubric::ScoreRow& other : all.rows) {
        if (may.contains(other.criterion.id) || !other.arose) continue;
        const double fell = other.credit - credit(without, other.criterion.id);
        CHECK_MESSAGE(fell < kFalls, name << ": without " << row << ", " << other.criterion.id
                                          << " fell by " << fell);
      }
    }
  }
}

TEST_SUITE_END();
