#pragma once
#include <string>

#include "scenario/scenario.h"
#include "session/session.h"

namespace lac::app {

/// Says in one sentence what became of the learner's last touch, where it lacked something: a press
/// or stroke that does not count, a ring that changed nothing. Words on screen alone, from what an
/// observer sees and feels.
class TouchNews {
 public:
  /// @param demo    the case's demonstration: what a ring is compared with
  /// @param advise  what to try is said as well: guided mode prompts, practice has gauges alone
  explicit TouchNews(const scenario::Choreography& demo, bool advise = true);
  /// @param wanted  whether a press or a stroke is to the point now; a ring and a dent always are
  void watch(const session::Session& session, bool wanted = true);
  const std::string& said() const { return said_; }
  double said_s() const { return said_s_; }  // < 0: nothing was said yet

 private:
  void tell(std::string words, double time_s);
  void watch_ring(const session::Session& session);
  void watch_dent(const session::Session& session);

  bool advise_ = true;
  double demo_press_N_ = 0.0, demo_r_m_ = 0.0, demo_hold_s_ = 0.0;  // of its first ring; 0: none
  double touch_s_ = -1.0, ring_s_ = 0.0, ring_to_s_ = -1.0;
  double gave_ = 0.0;          // how the areola gave when the ring began, 0 hard .. 1 soft
  double ring_told_s_ = -1.0;  // end of the last ring that was spoken of
  double dent_told_s_ = -1.0;  // the same of a test for a dent
  int presses_ = 0;            // good ones so far
  int cycles_ = 0;
  double cycle_s_ = -1.0;  // when expression went on last
  int circles_ = 0;        // counted until the last touch ended
  std::string said_;
  double said_s_ = -1.0;
};

/// What a held press left behind.
/// @param so  it was as firm and as long as a test for a dent asks for
std::string dent_words(double depth_m, bool advise = true, bool so = false);

/// What a ring that ended did, as the areola feels, and what it lacks against the demonstration's.
/// @param rise    of what the areola gives, 0 hard .. 1 soft
std::string ring_words(double held_s, double rise, bool lighter, bool wider, bool shorter);
/// The first half of it alone.
std::string ring_felt(double held_s, double rise);

}  // namespace lac::app
