#pragma once
#include <string>
#include <string_view>

#include "base/wording.h"
#include "sim/observation.h"

namespace lac::session {

/// What fingertips have found of a lump so far.
struct LumpFelt {
  bool felt = false;
  double clock_rad = 0.0, r_m = 0.0, warmth_K = 0.0;
  double fluctuance = 0.0;  // the most that any place gave like a bag of water
  sim::Firmness firmness = sim::Firmness::Soft;
  void feel(const sim::Observation& seen);
};

/// What a clinician would say of the body as it is seen and felt now.
/// @param what  "spes", "areola", "lump", "cup", "skin", "nipple", "armpit" or "belly", as an
/// action's `finds` names it
Wording finding_text(std::string_view what, const sim::Observation& seen, const LumpFelt& lump);

}  // namespace lac::session
