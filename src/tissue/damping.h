#pragma once
#include "tissue/scratch.h"

namespace lac::tissue {

/// Stiffness-proportional damping (MODEL.md §5): the force (beta/h) K (x - start) of a step, K of
/// tissue and skin, and how its potential goes along a direction.
class Damping {
 public:
  /// @param scale  1 + beta/h, by which the matrix holds more than K
  Damping(double beta_per_h, double scale, double h)
      : factor_(beta_per_h / scale), inverse_h2_(static_cast<float>(1.0 / (h * h))) {}
  bool is_on() const { return factor_ > 0.0; }

  /// The force anew, by a product with the matrix.
  void start(const TissueModel& model, TissueScratch& s) const;
  /// Looks along the solved direction d: K d = b - r less inertia and contact, all at hand.
  struct Along {
    double first = 0.0, second = 0.0;  // derivatives of damping's potential
    double longest_m = 0.0;            // move of a node
  };
  Along look(const TissueModel& model, TissueScratch& s) const;
  /// Takes the force along after a share of the direction last looked at was taken (0: none).
  /// residual -= force. @return its potential
  double apply(const TissueModel& model, double share, TissueScratch& s) const;

 private:
  double factor_;
  float inverse_h2_;
};

}  // namespace lac::tissue
