#include "session/feeding.h"

#include "base/units.h"
#include "session/constants.h"

namespace lac::session {

Wording latch_words(const sim::Simulation::Latch& latch) {
  if (latch.ok) return worded("The baby takes areola and nipple, and holds on.");
  const Wording words =
      worded(latch.result == "shallow" ? mark("The baby takes the nipple only, and slips off.")
                                       : mark("The baby cannot take the breast."));
  const char* const why = latch.because == "areola" ? mark("The areola is too firm to be drawn in.")
                          : latch.because == "breast"
                              ? mark("The breast is too full and tight to be shaped.")
                          : latch.because == "nipple" ? mark("The nipple does not stand out.")
                                                      : nullptr;
  return why == nullptr ? words : worded("{} {}", words, worded(why));
}

Wording breastfed_words(double milk_m3) {
  const double mL = mL_from_m3(milk_m3);
  return milk_m3 < kTaste_m3
             ? worded(
                   "The baby comes off; hardly a swallow was heard. Weighed before and after: "
                   "{:.1f} mL.",
                   mL)
             : worded(
                   "The baby comes off; swallowing was heard. Weighed before and after: {:.0f} "
                   "mL.",
                   mL);
}

Wording cup_fed_words(double milk_m3) {
  const double mL = mL_from_m3(milk_m3);
  if (!worth_giving(milk_m3)) return worded("The cup is empty: there is nothing to give yet.");
  return milk_m3 < kTaste_m3 ? worded(
                                   "The baby licks up {:.1f} mL and goes on searching: that is "
                                   "a taste, not a feed.",
                                   mL)
                             : worded("The baby laps {:.0f} mL from the cup.", mL);
}

bool worth_giving(double milk_m3) { return milk_m3 >= kDrops_m3; }

}  // namespace lac::session
