#include <algorithm>
#include <cmath>
#include <optional>

#include "base/math.h"
#include "base/rng.h"
#include "base/units.h"
#include "session/constants.h"
#include "session/motion.h"
#include "session/session.h"

namespace lac::session {
namespace {

using scenario::Gesture;

constexpr std::uint64_t kTremorStream = 7;

/// Moves the working hand, so that it is planned on the skin.
bool is_touch(Gesture::Kind kind) {
  return kind != Gesture::Kind::Action && kind != Gesture::Kind::Pause &&
         kind != Gesture::Kind::Wait && kind != Gesture::Kind::Hold && kind != Gesture::Kind::LetGo;
}

std::int64_t hand_ticks(double seconds) {
  return std::max<std::int64_t>(0, std::llround(seconds / kTick_s));
}

}  // namespace

struct ChoreographyPlayer::Impl {
  scenario::Choreography choreography;
  std::vector<double> expected_s;  // [gesture]
  std::size_t at = 0;              // the gesture that is being done
  bool begun = false;
  Motion motion;
  std::int64_t tick = 0, ticks = 0;      // of this gesture
  bool turned = false;                   // this gesture's breast has been taken in hand
  Vec3 hand_m;                           // where the hand hovers
  std::optional<input::HandInput> held;  // the other hand, laid on by a "hold"
  Vec3 tremor_m;
  Rng rng;

  void begin(const sim::Simulation& simulation);
  Vec3 tremble();
  input::InputFrame frame();
};

void ChoreographyPlayer::Impl::begin(const sim::Simulation& simulation) {
  const Gesture& gesture = choreography.gestures[at];
  begun = true;
  tick = 0;
  if (gesture.kind == Gesture::Kind::Hold) {
    held = held_hand(gesture, simulation.skin());
    ticks = hand_ticks(kLayOn_s);
  } else if (gesture.kind == Gesture::Kind::LetGo) {
    held.reset();
    ticks = hand_ticks(kLift_s);
  } else if (is_touch(gesture.kind)) {
    motion = Motion(gesture, simulation.skin(), hand_m);
    ticks = hand_ticks(motion.duration_s());
  } else if (gesture.kind == Gesture::Kind::Action) {
    ticks = 1 + hand_ticks(kAfterAction_s);
  } else if (gesture.kind == Gesture::Kind::Pause) {
    ticks = hand_ticks(gesture.seconds);
  } else {
    ticks = std::max<std::int64_t>(0, std::llround(gesture.minutes * 60.0 / kRestTick_s));
  }
}

// A slowly wandering offset with the wanted spread: first-order low-pass of white noise.
Vec3 ChoreographyPlayer::Impl::tremble() {
  if (choreography.tremor_m <= 0.0) return {};
  const double keep = lac::exp(-kTick_s / kTremorTime_s);
  const double kick = choreography.tremor_m * std::sqrt(1.0 - keep * keep);
  for (int i = 0; i < 3; ++i) tremor_m[i] = keep * tremor_m[i] + kick * rng.normal();
  return tremor_m;
}

input::InputFrame ChoreographyPlayer::Impl::frame() {
  const Gesture& gesture = choreography.gestures[at];
  input::InputFrame out;
  if (held && gesture.kind != Gesture::Kind::Wait) out.hands[1] = *held;
  if (gesture.kind == Gesture::Kind::Wait) {
    out.kind = input::TickKind::Rest;
  } else if (gesture.kind == Gesture::Kind::Action) {
    if (tick == 0) out.commands.push_back({.id = gesture.action, .value = gesture.value});
  } else if (is_touch(gesture.kind)) {
    const double t_s = static_cast<double>(tick) * kTick_s;
    out.hands[0] = motion.at(t_s);
    if (motion.two_handed()) out.hands[1] = motion.second(t_s);
    out.device = motion.device(t_s);
    hand_m = out.hands[0].aim_m;
    const Vec3 shake_m = tremble();
    out.hands[0].aim_m += shake_m;
    if (motion.two_handed()) out.hands[1].aim_m += shake_m;
  }
  ++tick;
  return out;
}

ChoreographyPlayer::ChoreographyPlayer(const scenario::Choreography& choreography,
                                       const sim::Simulation& simulation)
    : impl_(std::make_unique<Impl>()) {
  Impl& s = *impl_;
  s.choreography = choreography;
  s.rng = Rng(choreography.seed, kTremorStream);

  // the hand first appears a hand's breadth off the nipple
  const anatomy::SurfaceView skin = simulation.skin();
  s.hand_m = skin.nipple_base();
  Vec3 from_m = s.hand_m;
  for (const Gesture& gesture : choreography.gestures) {
    double seconds = 0.0;
    if (is_touch(gesture.kind)) {
      const Motion motion(gesture, skin, from_m);
      seconds = motion.duration_s();
      from_m = motion.at(seconds).aim_m;
    } else if (gesture.kind == Gesture::Kind::Action) {
      seconds = kTick_s + kAfterAction_s;
    } else if (gesture.kind == Gesture::Kind::Hold || gesture.kind == Gesture::Kind::LetGo) {
      seconds = gesture.kind == Gesture::Kind::Hold ? kLayOn_s : kLift_s;
    } else {
      seconds = gesture.kind == Gesture::Kind::Pause ? gesture.seconds : gesture.minutes * 60.0;
    }
    s.expected_s.push_back(seconds);
  }
}

ChoreographyPlayer::~ChoreographyPlayer() = default;

std::optional<input::InputFrame> ChoreographyPlayer::next(const sim::Simulation& simulation,
                                                          double wait_left_s) {
  // a wait that an action started runs out first
  if (wait_left_s > 0.0) return input::InputFrame{.kind = input::TickKind::Rest};
  Impl& s = *impl_;
  while (s.at < s.choreography.gestures.size()) {
    // the other breast is taken in hand first: its skin is what the gesture is planned on
    const Gesture& gesture = s.choreography.gestures[s.at];
    if (!s.begun && !s.turned && !gesture.breast.empty()) {
      s.turned = true;
      input::InputFrame turn;
      turn.commands.push_back({.id = "breast:" + gesture.breast});
      return turn;
    }
    if (!s.begun) s.begin(simulation);
    if (s.tick < s.ticks) return s.frame();
    ++s.at;
    s.begun = s.turned = false;
  }
  return std::nullopt;
}

double ChoreographyPlayer::expected_s() const {
  double sum = 0.0;
  for (const double seconds : impl_->expected_s) sum += seconds;
  return sum;
}

std::size_t ChoreographyPlayer::step() const { return impl_->at; }

double ChoreographyPlayer::progress() const {
  const Impl& s = *impl_;
  double done = 0.0;
  for (std::size_t i = 0; i < s.at; ++i) done += s.expected_s[i];
  if (s.begun && s.ticks > 0) {
    done += s.expected_s[s.at] * static_cast<double>(s.tick) / static_cast<double>(s.ticks);
  }
  const double all = expected_s();
  return all > 0.0 ? clamp(done / all, 0.0, 1.0) : 1.0;
}

}  // namespace lac::session
