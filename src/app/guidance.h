#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/step_words.h"
#include "hand/hand.h"
#include "scenario/scenario.h"
#include "session/session.h"
#include "ui/live_view.h"

namespace lac::app {

/// Guided mode: walks through the case's demonstration at the learner's own pace, says the next
/// step, and shows its hand as a ghost. It never touches the simulation and never does a step.
class Guidance {
 public:
  explicit Guidance(scenario::Choreography demo);

  struct Next {
    std::string title;   // what to do; empty: nothing is left
    std::string how;     // by hand: which hand, where, how long, how often
    std::string why;     // what it is for; empty: no row says
    std::string so_far;  // how much of it was done, or what the last try lacked
    std::string action;  // id of the action on a button; empty: the step is done by hand
    std::string phase;   // to which the step belongs; empty: to any
  };
  /// What the demonstration would do next, given what the learner has done so far.
  Next next(const session::Session& session, const HandNow& hand = {});
  /// The learner goes on without this step, or comes back to the one left out last.
  void skip();
  void unskip();
  bool can_unskip() const { return !skipped_.empty(); }
  /// How much of each phase's own steps was done.
  std::vector<ui::PhaseDone> phases(const session::Session& session) const;
  /// Whether what a press or a stroke lacked is to the point beside the card: not at a step by
  /// hand, whose card tells it.
  bool wants_touch_words() const;
  /// Where the hand of this step begins and ends on the skin as it is; none round the nipple, which
  /// is seen from everywhere, and none for words.
  std::vector<ui::SkinPlace> places(const anatomy::SurfaceView& skin) const;
  /// The demonstration's hands at this step, one tick further; empty where no hand is shown.
  std::vector<sim::FingerDrawn> ghost(const sim::Simulation& simulation);

 private:
  enum class Status : std::uint8_t { Open, Done, Skipped };
  // assumed; effect: when the guide goes on
  static constexpr double kHeldPress_s = 4.0;  // from here the length of a press matters
  static constexpr double kHoldShare = 0.5;    // of the demonstration's hold: enough to go on
  bool fulfilled(const scenario::Gesture& step, const session::Session& session);
  bool fulfilled_action(std::size_t at, const session::Session& session) const;
  bool pressed_so(const scenario::Gesture& step, const technique::Touch& touch);
  void watch_hands(const session::Session& session);
  void watch_circles(const scenario::Gesture& step, const session::Session& session);
  void watch_ring(const scenario::Gesture& step, const session::Session& session);
  void watch_cycles(const scenario::Gesture& step, const session::Session& session);
  void watch_taps(const scenario::Gesture& step, const session::Session& session);
  void watch_roll(const session::Session& session);
  bool rests_so(const scenario::Gesture& step, const session::Session& session);
  void watch_touch(const scenario::Gesture& step, const session::Session& session);
  std::string so_far(const scenario::Gesture& step, const session::Session& session) const;
  void begin_step(const session::Session& session);
  void begin_circles(const session::Session& session);
  void come_back_after_slip(const session::Session& session);

  scenario::Choreography demo_;
  std::vector<Status> status_;        // [step]
  std::vector<std::size_t> skipped_;  // in the order they were left out
  std::size_t step_ = 0, shown_ = static_cast<std::size_t>(-1);
  double since_s_ = -1.0;           // when this step became the next one
  std::vector<double> after_s_;     // [step] an action counts when it is done later than this
  double hands_done_s_ = -1.0;      // when a step by hand was done last
  std::vector<std::size_t> phase_;  // [step] once the case is known
  double slip_s_ = -1.0;            // when the baby slipped off last, as far as it was answered
  bool came_back_ = false;          // the baby slipped off, and softening is asked for once more
  technique::Counts before_;        // as they stood then
  int presses_ = 0;                 // good ones of this step
  int whole_circles_ = 0;           // counted until the last touch ended
  int seen_circles_ = 0;            // counted so far, and how many of this step's were too wide
  int wide_circles_ = 0;
  int cycles_ = 0, rolled_ = 0;  // of expression, counted when last looked
  int good_cycles_ = 0;          // those of this step that rolled at its place
  int taps_ = 0;                 // of the bout that was going on when last looked
  int strokes_ = 0;              // the right way, counted until the last touch ended
  int down_ = 0;                 // hands on the skin
  bool on_skin_ = false;         // one was set down last, not lifted
  double down_s_ = -1.0;         // when that was
  bool carried_ = false;         // this step began while a hand was at the one before
  double rests_since_s_ = -1.0;  // a hand lies where it shall rest; < 0: none does
  double told_s_ = -1.0;         // end of the last touch that was looked at
  std::string lacks_;            // what that one lacked for this step
  std::unique_ptr<session::ChoreographyPlayer> player_;
  hand::HandState pose_;
};

/// The phase of each step, as an index; past the last: of none. An action has its own; a step by
/// hand belongs to that of the actions before it, or, where a phase without any action comes next,
/// to that one.
std::vector<std::size_t> phase_of_steps(const scenario::Choreography& demo,
                                        const scenario::ScenarioSpec& spec);

/// The technique that a step of a demonstration is recognised as; empty: it is not one.
std::string technique_of(const scenario::Gesture& step);

}  // namespace lac::app
