#pragma once
#include "ui/panels.h"

namespace lac::app {

/// The interactive first-steps guide: each step waits until the learner has really done it. It can
/// be left at any time.
class FirstSteps {
 public:
  void start() { *this = FirstSteps{}, on_ = true; }
  void leave() { on_ = false; }
  bool on() const { return on_; }
  /// Looks at what the hand does. @return true when the last step was just done
  bool watch(const ui::HandView& hand, double dt_s);
  /// The learner wants to go on without doing it.
  bool skip();
  ui::GuideView view() const;

 private:
  bool on_ = false;
  int step_ = 0;
  double held_s_ = 0.0;         // how long the step's wish has been fulfilled
  double press_from_N_ = -1.0;  // level at which the step began
  bool let_go_ = false;         // nothing touched at some moment of this step
};

}  // namespace lac::app
