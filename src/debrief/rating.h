#pragma once
#include "base/wording.h"
#include "session/session.h"

namespace lac::debrief {

/// What a five-point rating says: 1 needs help .. 5 could teach it.
const char* rating_word(int rating);

/// The rating that the marks would give: 1 where the run was not safe, else by the total (from 40,
/// 60, 80 and 95 of 100: assumed, effect: words alone); above 3 only where at least half of what
/// the outcome rows weigh was earned.
int rating_of(const rubric::ScoreSheet& sheet);

/// The total, of 100, with the instructor's marks in the place of the program's; the program's own
/// where none was set.
double reviewed_total(const session::SessionLog& log);
/// A total in whole points as it is shown: 100 only where nothing is missing.
double whole_points(double total);

/// The learner's own rating beside the marks', in a sentence or two; empty where none was given.
Wording rating_text(const session::SessionLog& log);

}  // namespace lac::debrief
