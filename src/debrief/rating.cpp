#include "debrief/rating.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "debrief/page.h"

namespace lac::debrief {
namespace {

constexpr std::array<double, 5> kFrom = {0.0, 40.0, 60.0, 80.0, 95.0};
constexpr std::array<const char*, 5> kWord = {mark("needs help"), mark("shaky"), mark("safe"),
                                              mark("good"), mark("could teach it")};
constexpr int kMostWithoutOutcome = 3;
constexpr double kReached = 0.5;

struct Outcome {
  double weight = 0.0, earned = 0.0;
  bool reached() const { return weight <= 0.0 || earned >= kReached * weight; }
};

Outcome outcome_of(const rubric::ScoreSheet& sheet) {
  Outcome out;
  for (const rubric::ScoreRow& row : sheet.rows) {
    if (row.criterion.domain != rubric::Domain::Outcome || !carries_weight(row)) continue;
    out.weight += row.criterion.weight;
    out.earned += row.criterion.weight * row.credit;
  }
  return out;
}

}  // namespace

const char* rating_word(int rating) {
  return kWord[static_cast<std::size_t>(std::clamp(rating, 1, static_cast<int>(kWord.size())) - 1)];
}

int rating_of(const rubric::ScoreSheet& sheet) {
  if (!sheet.safe) return 1;
  int rating = 1;
  for (std::size_t i = 0; i < kFrom.size(); ++i)
    if (sheet.total >= kFrom[i]) rating = static_cast<int>(i) + 1;
  return outcome_of(sheet).reached() ? rating : std::min(rating, kMostWithoutOutcome);
}

double whole_points(double total) {
  constexpr double kAll = 100.0, kLost = 1e-6;
  return total < kAll - kLost ? std::min(std::round(total), kAll - 1.0) : kAll;
}

double reviewed_total(const session::SessionLog& log) {
  double sum = 0.0, weight = 0.0;
  for (const rubric::ScoreRow& row : log.score.rows) {
    const auto set = std::find_if(
        log.review.overrules.begin(), log.review.overrules.end(),
        [&](const session::Review::Overrule& o) { return o.criterion == row.criterion.id; });
    const bool overruled = set != log.review.overrules.end();
    // a row that did not come up for the program weighs what it would have weighed
    const double w = overruled && !row.arose ? row.criterion.weight : row.weight_used;
    weight += w;
    sum += w * (overruled ? set->credit : row.credit);
  }
  return weight > 0.0 ? 100.0 * sum / weight : log.score.total;
}

Wording rating_text(const session::SessionLog& log) {
  const int own = log.review.self_rating, marks = rating_of(log.score);
  if (own < 1) return {};
  const Wording both = worded(
      "You rated this run {}, \u201c{}\u201d. The marks would say {}, "
      "\u201c{}\u201d.",
      own, worded(rating_word(own)), marks, worded(rating_word(marks)));
  const Outcome outcome = outcome_of(log.score);
  const Wording apart =
      own == marks  ? worded("The two agree.")
      : own > marks ? worded("Look at the first rows below: that is where the difference lies.")
                    : worded("The marks saw more that went well than you did.");
  // praise alone would be untrue where what she called for did not come
  if (!outcome.reached())
    return worded("{} {} {}", both, apart,
                  worded("What the visit was for is still open: {:.3g} of {:.3g} for the outcome.",
                         outcome.earned, outcome.weight));
  return worded("{} {}", both, apart);
}

}  // namespace lac::debrief
