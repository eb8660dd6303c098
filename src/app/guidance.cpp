#include "app/guidance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/live_view.h"

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
  std::string title = ui::technique_title(technique_of(step));
  const int clock = static_cast<int>(std::lround(step.clock_rad * 6.0 / std::numbers::pi)) % 12;
  if (step.kind == Kind::Ring || step.kind == Kind::Pump) return title;
  return say("{}, at {} o'clock", title, clock == 0 ? 12 : clock);
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

bool Guidance::fulfilled(const scenario::Gesture& step, const session::Session& session) const {
  if (step.kind == Kind::Action)
    return session.done(step.action) || action_of(session.spec(), step.action) == nullptr;
  if (!by_hand(step)) return true;
  // done by hand: seen since this step was the next one; a pitting test is a palpation too
  const std::string wanted = technique_of(step);
  return std::any_of(session.techniques().begin(), session.techniques().end(),
                     [&](const technique::TechniqueEvent& e) {
                       return e.end_s > since_s_ &&
                              (e.id == wanted || (wanted == "palpation" && e.id == "pitting"));
                     });
}

Guidance::Next Guidance::next(const session::Session& session) {
  while (step_ < demo_.gestures.size() && fulfilled(demo_.gestures[step_], session)) {
    ++step_;
    since_s_ = session.time_s();
  }
  if (step_ >= demo_.gestures.size()) return {};
  const scenario::Gesture& step = demo_.gestures[step_];
  if (step.kind != Kind::Action) return {.title = title_of(step)};
  const scenario::Action* const action = action_of(session.spec(), step.action);
  return {.title = action->label, .action = action->id, .phase = action->phase};
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
