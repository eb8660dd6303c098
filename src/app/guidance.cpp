#include "app/guidance.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/hands.h"
#include "app/step_words.h"
#include "base/math.h"
#include "technique/constants.h"

namespace lac::app {
namespace {

using Kind = scenario::Gesture::Kind;

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
  if (step.kind == Kind::LetGo) return tr("Take the resting hand away");
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
    default:
      return {};
  }
}

std::size_t phase_named(const scenario::ScenarioSpec& spec, const std::string& id) {
  for (std::size_t p = 0; p < spec.phases.size(); ++p)
    if (spec.phases[p].id == id) return p;
  return spec.phases.size();
}

}  // namespace

std::vector<std::size_t> phase_of_steps(const scenario::Choreography& demo,
                                        const scenario::ScenarioSpec& spec) {
  const std::size_t none = spec.phases.size();
  const auto own = [&](const scenario::Gesture& g) {
    const scenario::Action* const a = action_of(spec, g.action);
    return a == nullptr ? none : phase_named(spec, a->phase);
  };
  std::vector<std::size_t> out;
  std::size_t now = 0;
  for (std::size_t k = 0; k < demo.gestures.size(); ++k) {
    const std::size_t mine = own(demo.gestures[k]);
    if (mine < none) now = mine;
    out.push_back(now);
    if (!by_hand(demo.gestures[k])) continue;
    std::size_t later = none;
    for (std::size_t j = k + 1; j < demo.gestures.size() && later == none; ++j)
      if (const std::size_t p = own(demo.gestures[j]); p > now) later = p;
    for (std::size_t p = now + 1; p < later && later < none && out[k] == now; ++p)
      if (std::none_of(spec.actions.begin(), spec.actions.end(),
                       [&](const scenario::Action& a) { return a.phase == spec.phases[p].id; }))
        out[k] = p;
  }
  return out;
}

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
    : demo_(std::move(demo)),
      status_(demo_.gestures.size(), Status::Open),
      after_s_(demo_.gestures.size(), -1.0) {}

// An action that the demonstration does again is done again: after the hands' last step.
bool Guidance::fulfilled_action(std::size_t at, const session::Session& session) const {
  const std::string& id = demo_.gestures[at].action;
  if (action_of(session.spec(), id) == nullptr) return true;
  const double done_s = session.done_at_s(id);
  return done_s >= 0.0 && done_s >= after_s_[at];
}

bool Guidance::fulfilled(const scenario::Gesture& step, const session::Session& session) {
  if (step.kind == Kind::LetGo) return down_ == 0;
  if (!by_hand(step)) return true;
  if (step.kind == Kind::Hold) return rests_so(step, session);
  if (step.kind == Kind::Circle) {
    // what goes on from the place before is not of this one
    if (carried_) begin_circles(session);
    watch_circles(step, session);
  }
  if (step.kind == Kind::Ring) watch_ring(step, session);
  if (step.kind == Kind::Express) watch_cycles(step, session);
  if (step.kind == Kind::Tap) watch_taps(step, session);
  if (step.kind == Kind::Roll) watch_roll(session);
  watch_touch(step, session);
  if (step.kind == Kind::Press && step.posture != "support") return presses_ >= step.repeats;
  if (step.kind == Kind::Express) return good_cycles_ >= step.repeats;
  if (const Progress p = counted(step, before_, session.counts()); p.of > 0) {
    // of a row of circles the first is not seen whole, the demonstration's own neither
    const bool row = step.kind == Kind::Circle && p.of > technique::kCirclesLeast;
    return p.done - wide_circles_ >= (row ? p.of - 1 : p.of);
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
  if (step.kind == Kind::Ring && now.ring_to_s > since_s_ && now.ring_s > 1.0) {
    if (now.ring_s >= step.hold_s)
      return say("Held {:.0f} s: long enough. Lift all fingers.", now.ring_s);
    const std::string held = say("Held {:.0f} of {:.0f} s", now.ring_s, step.hold_s);
    return too_light(step, session.done_frame()) ? held + ". " + more_press_words() : held;
  }
  if (step.kind == Kind::Press && step.hold_s >= kHeldPress_s &&
      too_light(step, session.done_frame()))
    return more_press_words();
  if (step.kind == Kind::Express)
    return good_cycles_ > 0 ? say("{} of {}", good_cycles_, step.repeats) : std::string();
  if (step.kind == Kind::Tap && now.taps > 1)
    return say("{} of {}", std::min(now.taps, step.repeats), step.repeats);
  if (step.kind == Kind::Ring && came_back_)
    return tr("The baby slipped off. Soften once more, then offer again.");
  if (step.kind == Kind::Press && step.repeats > 1) return say("{} of {}", presses_, step.repeats);
  const Progress p = counted(step, before_, now);
  const int done = p.done - wide_circles_;
  return p.of > 1 && done > 0 ? say("{} of {}", done, p.of) : std::string();
}

void Guidance::begin_circles(const session::Session& session) {
  before_ = session.counts();
  seen_circles_ = whole_circles_ = before_.circles + before_.node_circles;
  wide_circles_ = 0;
  taps_ = before_.taps;
  cycles_ = before_.cycles;
  rolled_ = before_.rolled;
  good_cycles_ = 0;
}

void Guidance::begin_step(const session::Session& session) {
  since_s_ = session.time_s();
  begin_circles(session);
  presses_ = 0;
  carried_ = on_skin_;
  rests_since_s_ = -1.0;
  lacks_.clear();
  // the same action earlier in the demonstration: this is another one
  const scenario::Gesture& step = demo_.gestures[step_];
  strokes_ = step.kind == Kind::Sweep ? before_.sweeps : before_.nippleward;
  const auto here = demo_.gestures.begin() + static_cast<std::ptrdiff_t>(step_);
  const bool again = step.kind == Kind::Action &&
                     std::any_of(demo_.gestures.begin(), here,
                                 [&](const auto& g) { return g.action == step.action; });
  if (again) after_s_[step_] = std::max(after_s_[step_], hands_done_s_);
}

// A baby who slipped off cannot feed: soften and offer once more; a second time, go on without.
void Guidance::come_back_after_slip(const session::Session& session) {
  const scenario::Action* const action = action_of(session.spec(), demo_.gestures[step_].action);
  if (action == nullptr || (action->does.empty() ? action->id : action->does) != "baby-feeds")
    return;
  const session::Session::LatchSeen latch = session.last_latch();
  if (latch.ok || latch.time_s <= slip_s_) return;
  slip_s_ = latch.time_s;
  std::size_t ring = step_, offer = step_;
  for (std::size_t k = 0; k < step_; ++k) {
    if (demo_.gestures[k].kind == Kind::Ring) ring = k;
    if (demo_.gestures[k].action == action->needs) offer = k;
  }
  if (came_back_ || ring == step_ || offer == step_) return skip();
  came_back_ = true;
  for (const std::size_t k : {ring, offer}) {
    status_[k] = Status::Open;
    std::erase(skipped_, k);
  }
  after_s_[offer] = latch.time_s;
}

bool Guidance::wants_touch_words() const {
  if (step_ >= demo_.gestures.size()) return true;
  return !by_hand(demo_.gestures[step_]);
}

Guidance::Next Guidance::next(const session::Session& session, const HandNow& hand) {
  watch_hands(session);
  if (phase_.empty()) phase_ = phase_of_steps(demo_, session.spec());
  // the first that is neither done nor left out
  const auto first_open = [&] {
    return static_cast<std::size_t>(std::find(status_.begin(), status_.end(), Status::Open) -
                                    status_.begin());
  };
  for (std::size_t at = first_open(); at < status_.size(); at = first_open()) {
    const bool new_here = std::exchange(step_, at) != at || since_s_ < 0.0;
    if (new_here) begin_step(session);
    const bool acts = demo_.gestures[at].kind == Kind::Action;
    if (acts ? fulfilled_action(at, session) : fulfilled(demo_.gestures[at], session)) {
      status_[at] = Status::Done;
      if (by_hand(demo_.gestures[at])) hands_done_s_ = session.time_s();
      continue;
    }
    if (acts) come_back_after_slip(session);
    if (status_[at] == Status::Open && first_open() == at) break;
  }
  // said or done after it was left out: it is done all the same
  for (std::size_t k = 0; k < status_.size(); ++k)
    if (status_[k] == Status::Skipped && demo_.gestures[k].kind == Kind::Action &&
        fulfilled_action(k, session)) {
      status_[k] = Status::Done;
      std::erase(skipped_, k);
    }
  step_ = first_open();
  if (step_ >= demo_.gestures.size()) return {};
  const scenario::Gesture& step = demo_.gestures[step_];
  const std::string why = why_words(step, session.spec());
  const auto& phases = session.spec().phases;
  if (step.kind != Kind::Action)
    return {.title = title_of(step),
            .how = how_words(step, hand),
            .why = why,
            .so_far = so_far(step, session),
            .phase = phase_[step_] < phases.size() ? phases[phase_[step_]].id : std::string()};
  const scenario::Action* const action = action_of(session.spec(), step.action);
  // what it needs may have been left out: said before it is tried in vain
  std::string first;
  if (!action->needs.empty() && !session.done(action->needs))
    if (const scenario::Action* const needed = action_of(session.spec(), action->needs))
      first = say("First: \u201c{}\u201d.", needed->label);
  return {.title = action->label,
          .why = why,
          .so_far = std::move(first),
          .action = action->id,
          .phase = action->phase};
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
  for (std::size_t k = 0; k < phase_.size(); ++k) {
    const scenario::Gesture& step = demo_.gestures[k];
    if (phase_[k] >= phases.size() || (step.kind != Kind::Action && !by_hand(step))) continue;
    ++steps[phase_[k]];
    done[phase_[k]] += status_[k] == Status::Done;
  }
  std::vector<ui::PhaseDone> out(phases.size(), ui::PhaseDone::Nothing);
  for (std::size_t p = 0; p < phases.size(); ++p)
    if (done[p] > 0) out[p] = done[p] == steps[p] ? ui::PhaseDone::All : ui::PhaseDone::Part;
  return out;
}

std::vector<ui::SkinPlace> Guidance::places(const anatomy::SurfaceView& skin) const {
  std::vector<ui::SkinPlace> out;
  if (step_ >= demo_.gestures.size()) return out;
  const scenario::Gesture& step = demo_.gestures[step_];
  const bool beside = step.kind == Kind::Circle && !step.node.empty();
  if (!by_hand(step) || step.r_m <= 0.0 || beside || lies_round_nipple(posture_of(step)))
    return out;
  const auto add = [&](double clock_rad, double r_m) {
    const anatomy::SkinPoint p = skin.at({clock_rad, r_m});
    const auto narrow = [](Vec3 v) {
      return std::array<float, 3>{static_cast<float>(v.x), static_cast<float>(v.y),
                                  static_cast<float>(v.z)};
    };
    out.push_back({narrow(p.position_m), narrow(p.normal)});
  };
  add(step.clock_rad, step.r_m);
  if (step.to_r_m > 0.0) add(step.to_clock_rad, step.to_r_m);
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
