#pragma once
#include <optional>
#include <string>
#include <vector>

#include "hand/hand.h"
#include "scenario/scenario.h"
#include "session/session.h"

namespace lac::app {

/// Guided mode: walks through the case's demonstration at the learner's own pace, says the next
/// step, and shows its hand as a ghost. It never touches the simulation and never does a step.
class Guidance {
 public:
  explicit Guidance(scenario::Choreography demo) : demo_(std::move(demo)) {}

  struct Next {
    std::string title;   // what to do; empty: nothing is left
    std::string action;  // id of the action on a button; empty: the step is done by hand
    std::string phase;   // of that action
  };
  /// What the demonstration would do next, given what the learner has done so far.
  Next next(const session::Session& session);
  /// The learner goes on without this step.
  void skip() { ++step_; }
  /// The demonstration's hands at this step, one tick further; empty where no hand is shown.
  std::vector<sim::FingerDrawn> ghost(const sim::Simulation& simulation);

 private:
  bool fulfilled(const scenario::Gesture& step, const session::Session& session) const;

  scenario::Choreography demo_;
  std::size_t step_ = 0, shown_ = static_cast<std::size_t>(-1);
  double since_s_ = 0.0;  // when this step became the next one
  std::unique_ptr<session::ChoreographyPlayer> player_;
  hand::HandState pose_;
};

/// The technique that a step of a demonstration is recognised as; empty: it is not one.
std::string technique_of(const scenario::Gesture& step);

}  // namespace lac::app
