#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "session/frame_store.h"
#include "session/session.h"

namespace lac::app {

/// A run to be looked at again. While the run goes on, copies of the state are kept, never more
/// than a fixed number: a long run has them farther apart. Afterwards any moment is reached from
/// the copy before it.
class Playback {
 public:
  /// Keeps the tick's frame, and a copy of the state if one is due. Call once before the first
  /// tick, then after each.
  void keep(const session::Session& session);
  /// The run is over.
  void close(const session::Session& session);

  double length_s() const { return length_s_; }
  double time_s() const { return time_s_; }
  bool at_end() const { return next_ >= frames_.size(); }
  /// Goes to a moment, stepping from the nearest copy before it. @param give_up  asked between
  /// ticks: true leaves it where it is
  void seek(double time_s, session::Session& session, const std::function<bool()>& give_up);
  /// One recorded tick on. @return false at the end.
  bool step(session::Session& session);
  /// Goes to the start of a tick near here: the one before the last shown.
  void step_back(session::Session& session);

 private:
  struct Mark {
    std::size_t frame = 0;  // next frame to play from here
    double time_s = 0.0;
    sim::State state;
  };
  std::vector<Mark> mark_;
  Mark take_one_out();
  session::FrameStore frames_;
  double length_s_ = 0.0, time_s_ = 0.0;
  std::size_t next_ = 0;
};

}  // namespace lac::app
