#include "app/playback.h"

#include <algorithm>

#include "base/units.h"

namespace lac::app {
namespace {

constexpr std::size_t kMostMarks = 64;  // copies of the state, a few megabytes each at most

bool same(const input::HandInput& a, const input::HandInput& b) {
  return a.posture == b.posture && a.touching == b.touching && a.aim_m.x == b.aim_m.x &&
         a.aim_m.y == b.aim_m.y && a.aim_m.z == b.aim_m.z && a.twist_rad == b.twist_rad &&
         a.press_N == b.press_N && a.squeeze_N == b.squeeze_N && a.roll_m == b.roll_m &&
         a.span_m == b.span_m && a.coached == b.coached;
}

bool same(const input::InputFrame& a, const input::InputFrame& b) {
  return a.kind == b.kind && a.commands.empty() && b.commands.empty() &&
         same(a.hands[0], b.hands[0]) && same(a.hands[1], b.hands[1]) &&
         a.device.vacuum_Pa == b.device.vacuum_Pa && a.device.cycle_Hz == b.device.cycle_Hz &&
         a.device.vibration_Hz == b.device.vibration_Hz &&
         a.device.amplitude_m == b.device.amplitude_m;
}

}  // namespace

void Playback::keep(const session::Session& session) {
  const double now_s = session.time_s();
  if (!mark_.empty()) {
    if (frames_.empty() || !same(frames_.back(), session.done_frame())) {
      frames_.push_back(session.done_frame());
      first_.push_back(count_);
    }
    ++count_;
  }
  if (!mark_.empty() && now_s < mark_.back().time_s + every_s_) return;
  mark_.push_back({count_, now_s, session.simulation().state()});
  if (mark_.size() <= kMostMarks) return;
  // too many: every second one goes, and the next come at twice the distance
  std::vector<Mark> kept;
  for (std::size_t k = 0; k < mark_.size(); k += 2) kept.push_back(std::move(mark_[k]));
  mark_ = std::move(kept);
  every_s_ *= 2.0;
}

void Playback::close(const session::Session& session) {
  length_s_ = time_s_ = session.time_s();
  next_ = count_;
}

const input::InputFrame& Playback::frame(std::size_t index) const {
  const auto after = std::upper_bound(first_.begin(), first_.end(), index);
  return frames_[static_cast<std::size_t>(after - first_.begin()) - 1];
}

bool Playback::step(session::Session& session) {
  if (at_end()) return false;
  session.simulation().tick(frame(next_++));
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
