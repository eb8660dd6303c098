#include "app/playback.h"

#include <algorithm>

#include "base/units.h"

namespace lac::app {
namespace {

constexpr std::size_t kMostMarks = 48;  // copies of the state
constexpr double kMarkEvery_s = 1.0;    // at first; later as far apart as so many last for

}  // namespace

// The copy whose neighbours are nearest to each other goes, so that copies stay evenly apart. The
// first and the newest stay. Its memory is used for the next one.
Playback::Mark Playback::take_one_out() {
  std::size_t go = 1;
  double least_s = mark_.back().time_s;
  for (std::size_t k = 1; k + 1 < mark_.size(); ++k) {
    const double gap_s = mark_[k + 1].time_s - mark_[k - 1].time_s;
    if (gap_s < least_s) {
      least_s = gap_s;
      go = k;
    }
  }
  Mark out = std::move(mark_[go]);
  mark_.erase(mark_.begin() + static_cast<std::ptrdiff_t>(go));
  return out;
}

void Playback::keep(const session::Session& session) {
  const double now_s = session.time_s();
  if (!mark_.empty()) frames_.push_back(session.done_frame());
  const double every_s = std::max(kMarkEvery_s, now_s / (2.0 * kMostMarks));
  if (!mark_.empty() && now_s < mark_.back().time_s + every_s) return;
  Mark mark;
  if (mark_.size() == kMostMarks) mark = take_one_out();
  mark.frame = frames_.size();
  mark.time_s = now_s;
  mark.state = session.simulation().state();
  mark_.push_back(std::move(mark));
}

void Playback::close(const session::Session& session) {
  length_s_ = time_s_ = session.time_s();
  next_ = frames_.size();
}

bool Playback::step(session::Session& session) {
  if (at_end()) return false;
  session.simulation().tick(frames_.at(next_++));
  time_s_ = session.time_s();
  return true;
}

void Playback::seek(double time_s, session::Session& session,
                    const std::function<bool()>& give_up) {
  if (mark_.empty()) return;
  time_s = std::clamp(time_s, 0.0, length_s_);
  // from where it stands, when that is nearer than a copy
  const auto after = std::upper_bound(mark_.begin(), mark_.end(), time_s,
                                      [](double t, const Mark& mark) { return t < mark.time_s; });
  const Mark& before = after == mark_.begin() ? mark_.front() : *(after - 1);
  if (time_s < time_s_ || before.time_s > time_s_) {
    session.simulation().restore(before.state);
    next_ = before.frame;
    time_s_ = before.time_s;
  }
  while (time_s_ < time_s && !at_end() && !give_up()) step(session);
}

void Playback::step_back(session::Session& session) {
  seek(std::max(0.0, time_s_ - 1.5 * kTick_s), session, [] { return false; });
}

}  // namespace lac::app
