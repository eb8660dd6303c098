#pragma once
#include "scenario/document.h"
#include "scenario/scenario.h"

namespace lac::scenario {

/// Where the plug is: in the breast in hand, else in the other; else nowhere.
struct Plug {
  bool present = false;
  anatomy::Side side = anatomy::Side::Left;
  double clock_rad = 0.0, r_m = 0.0;
};
Plug plug_of(const sim::PatientParams& patient);

/// Puts the patient's side and the plug's place where a text says {side}, {other} or {place}.
void fill_words(ScenarioSpec& spec);

/// Names every {word} in a text of this file that is none of the three, and every side that is told
/// in so many words where the case may be mirrored.
void check_filled_words(Document& document);

/// What the case says of a plug must be there, and in the breast that hands begin on: the condition
/// "plugged-duct" and {place} need one, and {side} follows it.
void check_plug(Document& document, const sim::PatientParams& patient);

}  // namespace lac::scenario
