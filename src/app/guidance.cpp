#include "app/guidance.h"

#include <algorithm>
#include <cmath>

#include "app/step_words.h"
#include "base/math.h"

namespace lac::app {
namespace {

using Kind = scenario::Gesture::Kind;

// All assumed; effect: when the guide goes on to its next step. No mark rests on them.
constexpr double kSamePlace_m = 0.025;  // a press nearer than this to the step's place is there
constexpr double kHeldPress_s = 4.0;    // from here the length of a press matters
constexpr double kHoldShare = 0.5;      // of the demonstration's hold that is enough to go on

bool by_hand(const scenario::Gesture& step) {
  return step.kind != Kind::Action && step.kind != Kind::Pause && step.kind != Kind::Wait &&
         step.kind != Kind::LetGo;
}

const scenario::Action* action_of(const scenario::ScenarioSpec& spec, const std::string& id) {
  for (const scenario::Action& a : spec.actions)
    if (a.id == id) return &a;
  return nullptr;
}

std::string title_of(const scenario::Gesture& step) {
  if (!step.note.empty()) return step.note;
  std::string title = ui::technique_title(technique_of(step));
  if (step.kind == Kind::Ring || step.kind == Kind::Pump) return title;
  return say("{}, at {} o'clock", title, clock_hour(step.clock_rad));
}

// A step by hand that is counted while it goes on: how much of it was done since, of how much.
struct Progress {
  int done = 0, of = 0;  // of 0: not counted
};
Progress counted(const scenario::Gesture& step, const technique::Counts& before,
                 const technique::Counts& now) {
  switch (step.kind) {
    case Kind::Stroke:
      return {now.nippleward - before.nippleward, step.repeats};
    case Kind::Sweep:
      return {now.sweeps - before.sweeps, step.repeats};
    case Kind::Circle:
      return {
          step.node.empty() ? now.circles - before.circles : now.node_circles - before.node_circles,
          step.repeats};
    case Kind::Express:
      return {now.cycles - before.cycles, step.repeats};
    default:
      return {};
  }
}

}  // namespace

std::string technique_of(const scenario::Gesture& step) {
  switch (step.kind) {
    case Kind::Press:
      return step.posture == "support" ? "support" : "palpation";
    case Kind::Stroke:
      return "stroke-nippleward";
    case Kind::Circle:
      return "circular-massage";
    case Kind::Ring:
      return "reverse-pressure-softening";
    case Kind::Express:
      return "hand-expression";
    case Kind::Sweep:
      return "lymph-sweep";
    case Kind::Roll:
      return "roll";
    case Kind::Knead:
      return "kneading";
    case Kind::Tap:
      return "tapping";
    case Kind::Compress:
      return "areolar-compression";
    case Kind::Nipple:
      return "nipple-touch";
    case Kind::Pump:
      return "pump";
    case Kind::Vibrate:
      return "vibration";
    case Kind::Hold:
      return "support";
    case Kind::Action:
    case Kind::Pause:
    case Kind::Wait:
    case Kind::LetGo:
      break;
  }
  return {};
}

Guidance::Guidance(scenario::Choreography demo)
    : demo_(std::move(demo)), status_(demo_.gestures.size(), Status::Open) {}

// Whether a press was one of this step: at its place, and held as long where the length matters.
bool Guidance::pressed_so(const scenario::Gesture& step, const technique::Touch& touch) {
  lacks_.clear();
  if (touch.verdict != technique::Verdict::Press) {
    lacks_ = ui::touch_words(touch);
    return false;
  }
  const double dx = touch.x_m - step.r_m * lac::sin(step.clock_rad),
               dy = touch.y_m - step.r_m * lac::cos(step.clock_rad);
  if (std::sqrt(dx * dx + dy * dy) > kSamePlace_m) {
    const double clock_rad = lac::atan2(touch.x_m, touch.y_m);
    lacks_ = say("That press was at {} o'clock, {:.0f} mm from the nipple.", clock_hour(clock_rad),
                 1e3 * std::sqrt(touch.x_m * touch.x_m + touch.y_m * touch.y_m));
    return false;
  }
  if (step.hold_s >= kHeldPress_s && touch.held_s < kHoldShare * step.hold_s) {
    lacks_ = say("Held {:.0f} s: stay about {:.0f} s, so that a dent can come.", touch.held_s,
                 step.hold_s);
    return false;
  }
  return true;
}

bool Guidance::fulfilled(const scenario::Gesture& step, const session::Session& session) {
  if (step.kind == Kind::Action)
    return session.done(step.action) || action_of(session.spec(), step.action) == nullptr;
  if (!by_hand(step)) return true;
  if (step.kind == Kind::Press && step.posture != "support") {
    // as each press ends, not when the whole palpation does
    const technique::Touch& touch = session.last_touch();
    if (touch.end_s > std::max(told_s_, since_s_)) {
      told_s_ = touch.end_s;
      if (pressed_so(step, touch)) ++presses_;
    }
    return presses_ >= step.repeats;
  }
  if (const Progress p = counted(step, before_, session.counts()); p.of > 0) {
    const technique::Touch& touch = session.last_touch();
    if (touch.end_s > std::max(told_s_, since_s_)) {
      told_s_ = touch.end_s;
      lacks_ = touch.verdict == technique::Verdict::Stroke ? "" : ui::touch_words(touch);
    }
    return p.done >= p.of;
  }
  // others by name: seen since this step was the next one
  const std::string wanted = technique_of(step);
  return std::any_of(session.techniques().begin(), session.techniques().end(),
                     [&](const technique::TechniqueEvent& e) {
                       if (e.end_s <= since_s_ || e.id != wanted) return false;
                       const auto held = e.measures.find("hold_s");
                       return step.kind != Kind::Ring || held == e.measures.end() ||
                              held->second >= kHoldShare * step.hold_s;
                     });
}

std::string Guidance::so_far(const scenario::Gesture& step, const session::Session& session) const {
  if (!lacks_.empty()) return lacks_;
  const technique::Counts& now = session.counts();
  if (step.kind == Kind::Ring && now.ring_to_s > since_s_ && now.ring_s > 1.0)
    return say("Held {:.0f} of {:.0f} s", now.ring_s, step.hold_s);
  if (step.kind == Kind::Press && step.repeats > 1) return say("{} of {}", presses_, step.repeats);
  const Progress p = counted(step, before_, now);
  return p.of > 1 && p.done > 0 ? say("{} of {}", p.done, p.of) : std::string();
}

void Guidance::begin_step(const session::Session& session) {
  since_s_ = session.time_s();
  before_ = session.counts();
  presses_ = 0;
  lacks_.clear();
}

Guidance::Next Guidance::next(const session::Session& session) {
  // the first that is neither done nor left out
  const auto first_open = [&] {
    return static_cast<std::size_t>(std::find(status_.begin(), status_.end(), Status::Open) -
                                    status_.begin());
  };
  for (std::size_t at = first_open(); at < status_.size(); at = first_open()) {
    if (at != step_ || since_s_ < 0.0) begin_step(session);
    step_ = at;
    if (!fulfilled(demo_.gestures[at], session)) break;
    status_[at] = Status::Done;
  }
  // said or done after it was left out: it is done all the same
  for (std::size_t k = 0; k < status_.size(); ++k)
    if (status_[k] == Status::Skipped && demo_.gestures[k].kind == Kind::Action &&
        session.done(demo_.gestures[k].action)) {
      status_[k] = Status::Done;
      std::erase(skipped_, k);
    }
  step_ = first_open();
  if (step_ >= demo_.gestures.size()) return {};
  const scenario::Gesture& step = demo_.gestures[step_];
  const std::string why = why_words(step, session.spec());
  if (step.kind != Kind::Action)
    return {.title = title_of(step),
            .how = how_words(step),
            .why = why,
            .so_far = so_far(step, session)};
  const scenario::Action* const action = action_of(session.spec(), step.action);
  return {.title = action->label, .why = why, .action = action->id, .phase = action->phase};
}

void Guidance::skip() {
  if (step_ >= status_.size()) return;
  status_[step_] = Status::Skipped;
  skipped_.push_back(step_);
}

void Guidance::unskip() {
  if (skipped_.empty()) return;
  status_[skipped_.back()] = Status::Open;
  skipped_.pop_back();
}

std::vector<ui::PhaseDone> Guidance::phases(const session::Session& session) const {
  const auto& phases = session.spec().phases;
  std::vector<int> steps(phases.size(), 0), done(phases.size(), 0);
  std::size_t phase = 0;
  for (std::size_t k = 0; k < status_.size(); ++k) {
    const scenario::Gesture& step = demo_.gestures[k];
    if (const scenario::Action* const action = action_of(session.spec(), step.action))
      for (std::size_t p = 0; p < phases.size(); ++p)
        if (phases[p].id == action->phase) phase = p;
    if (phase >= phases.size() || (step.kind != Kind::Action && !by_hand(step))) continue;
    ++steps[phase];
    done[phase] += status_[k] == Status::Done;
  }
  std::vector<ui::PhaseDone> out(phases.size(), ui::PhaseDone::Nothing);
  for (std::size_t p = 0; p < phases.size(); ++p)
    if (done[p] > 0) out[p] = done[p] == steps[p] ? ui::PhaseDone::All : ui::PhaseDone::Part;
  return out;
}

std::vector<sim::FingerDrawn> Guidance::ghost(const sim::Simulation& simulation) {
  if (step_ >= demo_.gestures.size() || !by_hand(demo_.gestures[step_])) {
    player_.reset();
    shown_ = static_cast<std::size_t>(-1);
    return {};
  }
  // the step's gesture over and over, on the skin as it is
  std::optional<input::InputFrame> frame;
  for (int attempt = 0; attempt < 2 && !frame; ++attempt) {
    if (!player_ || shown_ != step_ || attempt > 0) {
      scenario::Choreography one;
      one.title = demo_.title;
      one.gestures.push_back(demo_.gestures[step_]);
      player_ = std::make_unique<session::ChoreographyPlayer>(one, simulation);
      pose_ = {};
      shown_ = step_;
    }
    frame = player_->next(simulation, 0.0);
  }
  if (!frame) return {};
  std::vector<sim::FingerDrawn> drawn;
  const hand::HandPose pose =
      hand::pose(simulation.patient().hand, simulation.skin(), *frame, pose_);
  for (const hand::Finger& f : pose.finger) {
    const auto place = [](Vec3 v) {
      return std::array<float, 3>{static_cast<float>(v.x), static_cast<float>(v.y),
                                  static_cast<float>(v.z)};
    };
    const int h = f.id / 16;
    drawn.push_back({.id = f.id,
                     .hand = h,
                     .posture = frame->hands[static_cast<std::size_t>(h % 2)].posture,
                     .part = static_cast<int>(f.part),
                     .a_m = place(f.a_m),
                     .b_m = place(f.b_m),
                     .radius_m = static_cast<float>(f.radius_m)});
  }
  return drawn;
}

}  // namespace lac::app
