#pragma once
#include <span>
#include <vector>

#include "study/acting.h"
#include "tissue/tissue.h"

namespace lac::study {

/// Two flat plates, one from above and one from below, that close until they bear the wanted force:
/// rows of capsules whose lowest lines lie in one plane.
struct Plates {
  std::vector<tissue::FingerBody> body;
  double upper_m = 0.0, lower_m = 0.0;  // heights of the two faces
  double bears_N = 0.0;                 // mean of the two
  double touches_m2 = 0.0;              // skin that one touches, mean of the two
  double from_m = 0.0;                  // gap at which they met the skin; 0: not yet

  /// Moves them for one step of the tissue. @param patch  null: taken away
  /// @return true while they move
  bool press(const Patch* patch, const anatomy::Breast& breast, std::span<const float> x_m,
             const tissue::TissueFields& fields, double dt_s);
  double gap_m() const { return body.empty() ? 0.0 : upper_m - lower_m; }
};

}  // namespace lac::study
