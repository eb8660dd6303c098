#include <fmt/format.h>

#include <string>

#include "bench.h"

using namespace lac;
using namespace lac::cases;

namespace {

constexpr const char* kCases[] = {"engorgement_day4", "plugged_duct_left4"};
constexpr const char* kPacks[] = {"tbml", "classic", "abm36"};
constexpr double kMostHands_min = 60.0;
constexpr double kMostOwnHands_s = 240.0;

/// Time in which a demonstration's own cycles are done again for it.
double carried_on_s(const Run& run) {
  double carried_s = 0.0;
  for (const scenario::Gesture& g : run.demo.gestures)
    for (const scenario::Action& a : run.spec.actions)
      if (a.id == g.action && a.does == "carry-on") carried_s += 60.0 * a.minutes;
  return carried_s;
}

/// Points of a total that a row costs in `sheet`, against full credit.
double points_lost(const rubric::ScoreSheet& sheet, const rubric::ScoreRow& row) {
  double all = 0.0;
  for (const rubric::ScoreRow& r : sheet.rows) all += r.weight_used;
  return all > 0.0 ? 100.0 * row.weight_used * (1.0 - row.credit) / all : 0.0;
}

}  // namespace

TEST_SUITE_BEGIN("validation");

// -s prints both tables.
TEST_CASE("cases: every named error costs points, row by row") {
  for (const char* name : kCases) {
    const rubric::ScoreSheet& expert = played(name, "expert").log.score;
    std::string table =
        fmt::format("\n{}\n| demo | error | row | credit, expert | here | points lost |", name);
    for (const char* kind : {"novice", "harmful"}) {
      const Run& run = played(name, kind);
      for (const scenario::NamedError& error : run.demo.named_errors) {
        double cost = 0.0;
        for (const std::string& id : error.lowers) {
          const rubric::ScoreRow& row = row_of(run.log.score, id);
          const double lost = points_lost(run.log.score, row);
          cost += lost;
          table += fmt::format("\n| {} | {} | {} | {:.2f} | {:.2f} | {:.1f} |", kind, error.name,
                               id, credit(expert, id), row.credit, lost);
        }
        CHECK_MESSAGE(cost > 0.0, error.name);
      }
    }
    MESSAGE(table);
  }
}

TEST_CASE("cases: under every pack expert is above novice, novice above harmful") {
  std::string table = "\n| case | demo | tbml | classic | abm36 |";
  for (const char* name : kCases) {
    double last[std::size(kPacks)] = {101.0, 101.0, 101.0};
    for (const char* kind : {"expert", "novice", "harmful"}) {
      table += fmt::format("\n| {} | {} |", name, kind);
      for (std::size_t p = 0; p < std::size(kPacks); ++p) {
        CAPTURE(kPacks[p]);
        CAPTURE(kind);
        const rubric::ScoreSheet marks = marked_by(played(name, kind), name, kPacks[p]);
        table += fmt::format(" {:.1f}{} |", marks.total, marks.safe ? "" : " not safe");
        CHECK(marks.total < last[p]);
        last[p] = marks.total;
      }
    }
  }
  MESSAGE(table);
}

// Every hand tick counts, also those in which something is said, fetched or looked at.
TEST_CASE("cases: a demonstration has four minutes of hand ticks at most, carried-on ones apart") {
  for (const char* name : kCases)
    for (const char* kind : {"expert", "coach", "novice", "harmful"}) {
      const Run& run = played(name, kind);
      const double own_s = run.log.timing.hands_on_s - carried_on_s(run);
      MESSAGE(std::string(name), " ", std::string(kind), " ", own_s, " s");
      CHECK(own_s > 10.0);
      CHECK(own_s <= kMostOwnHands_s);
    }
}

TEST_CASE("cases: what these tests play stays well within an hour of hands") {
  double hands_min = 0.0;
  for (const char* name : kCases)
    for (const char* kind : {"expert", "coach", "novice", "harmful"}) {
      const double own_min = played(name, kind).log.timing.hands_on_s / 60.0;
      MESSAGE(std::string(name), " ", std::string(kind), " ", own_min, " min of hands");
      hands_min += own_min;
    }
  // the trembling expert is as long as the expert
  for (const char* name : kCases) hands_min += played(name, "expert").log.timing.hands_on_s / 60.0;
  MESSAGE(hands_min, " min of hands in all");
  CHECK(hands_min < kMostHands_min);
}

TEST_SUITE_END();
