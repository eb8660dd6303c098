// What the learner says and chooses: each action's reply, its wait, and what the body is told of
// it.
#include <algorithm>

#include "base/units.h"
#include "session/carry_on.h"
#include "session/constants.h"
#include "session/feeding.h"
#include "session/session_impl.h"

namespace lac::session {
namespace {

constexpr std::string_view kCarryOn = "carry-on", kBabyFeeds = "baby-feeds", kCupFeed = "cup-feed";
constexpr double kCarryOn_min = 1.0, kFeed_min = 15.0;  // where neither case nor learner says

// A reply in quotation marks is the patient speaking; anything else is what was found.
LogLine reply_line(double time_s, const std::string& reply) {
  for (const std::string_view open : {"\"", "\u201c"}) {
    const std::string_view close = open == "\"" ? "\"" : "\u201d";
    if (reply.size() >= open.size() + close.size() && reply.starts_with(open) &&
        reply.ends_with(close)) {
      return {time_s, "patient",
              reply.substr(open.size(), reply.size() - open.size() - close.size())};
    }
  }
  return {time_s, "finding", reply};
}

/// The command behind an action: its own name where the case gives no other.
std::string_view what_it_does(const scenario::Action& action) {
  return action.does.empty() ? action.id : action.does;
}

// What an action does to the body, as commands of the simulation.
std::vector<input::Command> effects(const scenario::Action& action, double minutes,
                                    anatomy::Side affected) {
  std::vector<input::Command> out;
  if (action.stress >= 0.0) out.push_back({.id = "stress", .value = action.stress});
  if (action.noise >= 0.0) out.push_back({.id = "noise", .value = action.noise});
  if (action.cue >= 0.0) out.push_back({.id = "cue", .value = action.cue});
  std::string does = action.does;
  if (does.empty() || does == action.id) return out;
  const bool left = (affected == anatomy::Side::Left) == (does == "breast:affected");
  if (does == "breast:affected" || does == "breast:other")
    does = left ? "breast:left" : "breast:right";
  out.push_back({.id = does, .value = minutes});
  return out;
}

}  // namespace

void Session::Impl::enter_phase(std::string_view id) {
  for (int p = 0; p < static_cast<int>(spec.phases.size()); ++p) {
    if (spec.phases[p].id != id || p == phase) continue;
    phase = p;
    say("phase", spec.phases[p].title);
  }
}

// The program repeats their own last cycles, and says so.
void Session::Impl::carry_on(double minutes) {
  cycle = last_cycles(frames.all());
  cycle_at = 0;
  carry_left_s = 0.0;
  if (cycle.empty()) {
    say("finding", worded("There is nothing yet to carry on with: do it a few times first."));
    return;
  }
  carry_left_s = 60.0 * minutes;
  say("finding", worded("The last {:.0f} s of your own hands are repeated for {:.3g} min. What you "
                        "did yourself is marked, the repetition is not.",
                        static_cast<double>(cycle.size()) * kTick_s, minutes));
}

// Whether the baby that latched is still at the breast in hand.
bool Session::Impl::stays_on() const {
  return time_s() <= stays_on_until_s && latched_side == simulation->state().side;
}

// Whether the baby feeds: one that holds on goes on, any other has to latch first.
bool Session::Impl::baby_takes(double minutes) {
  if (!stays_on()) {
    latches.push_back("baby-feeds");
    if (!simulation->try_latch().ok) return false;
  }
  wait_left_s = 60.0 * minutes;
  at_breast = true;
  before_feed_m3 = simulation->state().fed_m3;
  return true;
}

// What is in the cup, for the baby; an empty one is not given.
bool Session::Impl::give_cup() {
  const double milk_m3 = simulation->state().cup_m3 - simulation->state().given_m3;
  say("finding", cup_fed_words(milk_m3));
  return worth_giving(milk_m3);
}

void Session::Impl::do_action(const scenario::Action& action, double minutes) {
  // an action of a later phase takes the run there; going back for something forgotten does not
  for (int p = phase + 1; p < static_cast<int>(spec.phases.size()); ++p) {
    if (spec.phases[p].id == action.phase) enter_phase(action.phase);
  }
  say("you", action.label.empty() ? action.id : action.label);
  if (!action.reply.empty()) lines.push_back(reply_line(time_s(), action.reply));
  if (what_it_does(action) == kCarryOn)
    carry_on(minutes > 0.0 ? minutes : kCarryOn_min);
  else if (what_it_does(action) != kBabyFeeds && action.minutes > 0.0)
    wait_left_s = action.minutes * 60.0;
  if (action.id == "latch") latches.push_back(action.id);
  if (!action.finds.empty()) finds.push_back(action.finds);

  // a disposition ends the run
  decided = decided || action.decides;
}

/// Whether something was already said on this topic.
bool Session::Impl::answered(std::string_view topic) const {
  return std::any_of(spec.actions.begin(), spec.actions.end(), [&](const scenario::Action& a) {
    return a.choice_of == topic && is_done(a.id);
  });
}

// What the instructor lets happen. Said to be the instructor's: the run is to be judged with it.
void Session::Impl::inject(std::string_view id) {
  constexpr std::string_view kSays = "says:";
  for (const Event& event : events()) {
    if (id != event.id) continue;
    say("finding", worded(event.happens));
    frame.commands.push_back({.id = "stress", .value = event.stress});
  }
  for (std::size_t k = 0; k < spec.utterances.size(); ++k)
    if (id.starts_with(kSays) && spec.utterances[k].id == id.substr(kSays.size()))
      told.push_back(k);
}

/// @return true when the simulation shall see the command
bool Session::Impl::take(input::Command& command) {
  if (command.id.starts_with(kPhaseCommand)) {
    enter_phase(std::string_view(command.id).substr(kPhaseCommand.size()));
    return false;
  }
  if (command.id == kBuilderCommand) {
    say("you", worded("Used the gesture builder"));
    return false;
  }
  if (command.id == kInstructorCommand) {
    say("finding", worded("The instructor's view was opened."));
    return false;
  }
  if (command.id.starts_with(kInjectCommand)) {
    inject(std::string_view(command.id).substr(kInjectCommand.size()));
    return false;
  }
  const auto action = std::find_if(spec.actions.begin(), spec.actions.end(),
                                   [&](const auto& a) { return a.id == command.id; });
  // which breast is in hand may change in any case
  if (action == spec.actions.end()) return command.id.starts_with("breast:");
  if (!action->needs.empty() && !is_done(action->needs)) {
    // what is missing, by the name on its button
    std::string first = action->needs;
    for (const scenario::Action& a : spec.actions) {
      if (a.id == first && !a.label.empty()) first = a.label;
    }
    say("you", worded("Not yet: \u201c{}\u201d. First: \u201c{}\u201d.", action->label, first));
    return false;
  }
  if (!action->choice_of.empty() && answered(action->choice_of)) {
    say("you", worded("\u201c{}\u201d: something was said on this already.", action->label));
    return false;
  }
  // an action that takes minutes says so to the body too: a pack lies that long
  if (command.value == 0.0) command.value = action->minutes;
  do_action(*action, command.value);
  if (what_it_does(*action) == kBabyFeeds &&
      !baby_takes(command.value > 0.0 ? command.value : kFeed_min))
    return false;
  if (what_it_does(*action) == kCupFeed && !give_cup()) return false;
  const auto known = std::find(done_ids.begin(), done_ids.end(), action->id);
  done_s.resize(done_ids.size() + (known == done_ids.end()));
  done_s[static_cast<std::size_t>(known - done_ids.begin())] = time_s();
  if (known == done_ids.end()) done_ids.push_back(action->id);
  return true;
}

void Session::Impl::take_commands(const input::InputFrame& given) {
  frame.kind = given.kind;
  frame.hands = given.hands;
  frame.device = given.device;
  frame.commands.clear();
  latches.clear();
  finds.clear();
  for (input::Command command : given.commands) {
    if (!take(command)) continue;
    const auto action = std::find_if(spec.actions.begin(), spec.actions.end(),
                                     [&](const auto& a) { return a.id == command.id; });
    frame.commands.push_back(command);
    if (action == spec.actions.end()) continue;
    for (input::Command& effect : effects(*action, command.value, spec.patient.breast.side))
      frame.commands.push_back(std::move(effect));
  }
}

}  // namespace lac::session
