#pragma once
#include "base/wording.h"
#include "sim/sim.h"

namespace lac::session {

/// What is seen and heard of a baby at the breast or at the cup, in words.

/// What came of an attempt to latch.
Wording latch_words(const sim::Simulation::Latch& latch);
/// What a feed at the breast brought. @param milk_m3  m3 that the baby took, by test-weighing
Wording breastfed_words(double milk_m3);
/// What the cup brought. @param milk_m3  m3 that were in it
Wording cup_fed_words(double milk_m3);
/// Whether there is anything in the cup to give. @param milk_m3  m3 in it
bool worth_giving(double milk_m3);

}  // namespace lac::session
