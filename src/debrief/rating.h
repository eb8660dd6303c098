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

/// The learner's own rating beside the marks', in a sentence or two; empty where none was given.
Wording rating_text(const session::SessionLog& log);

}  // namespace lac::debrief
