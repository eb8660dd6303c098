#include "app/playback.h"

#include <algorithm>

#include "base/units.h"

namespace lac::app {
namespace {

constexpr std::size_t kMostMarks = 96;  // copies of the state, a few megabytes each at most

bool knows(const scenario::ScenarioSpec& spec, const std::string& id) {
  return std::any_of(spec.actions.begin(), spec.actions.end(),
                     [&](const scenario::Action& a) { return a.id == id; });
}

}  // namespace

void Playback::keep(const session::Session& session) {
  const double now_s = session.time_s();
  if (!mark_.empty() && now_s < mark_.back().time_s + every_s_) return;
  mark_.push_back({session.recording().frames.size(), now_s, session.simulation().state()});
  if (mark_.size() <= kMostMarks) return;
  // too many: every second one goes, and the next come at twice the distance
  std::vector<Mark> kept;
  for (std::size_t k = 0; k < mark_.size(); k += 2) kept.push_back(std::move(mark_[k]));
  mark_ = std::move(kept);
  every_s_ *= 2.0;
}

void Playback::close(const session::Session& session) {
  frames_ = session.recording().frames;
  length_s_ = time_s_ = session.time_s();
  next_ = frames_.size();
}

bool Playback::step(session::Session& session) {
  if (at_end()) return false;
  input::InputFrame frame = frames_[next_++];
  // the body obeys what the case offers, as it did the first time
  std::erase_if(frame.commands,
                [&](const input::Command& c) { return !knows(session.spec(), c.id); });
  session.simulation().tick(frame);
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
