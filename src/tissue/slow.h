#pragma once
#include "tissue/scratch.h"

namespace lac::tissue {

/// Rows of eight a group keeps in TissueState::visco: G of each branch and the stiffening it had
/// when last looked at; behind the groups come the seconds each turn has waited and whose turn is
/// next.
inline constexpr int kMetricRows = 13;
/// A quarter of the groups relaxes in each step, by the time since its last turn.
inline constexpr int kTurns = 4;

/// Seats the slow response of a state that has none yet: relaxed where it stands.
void seat_slow(const TissueModel& model, TissueState& state, TissueScratch& s);
/// What the branches pull with in the coming step, from the state alone.
void load_slow(const TissueModel& model, const TissueState& state, TissueScratch& s);
/// No slow response: what settles has relaxed.
void drop_slow(TissueScratch& s);
/// Lets the branches relax at the positions reached; all of them where `all`.
void relax_slow(const TissueModel& model, double passed_s, bool all, TissueState& state,
                TissueScratch& s);

}  // namespace lac::tissue
