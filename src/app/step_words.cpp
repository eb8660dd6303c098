#include "app/step_words.h"

#include <algorithm>
#include <cmath>

#include "app/constants.h"
#include "app/hands.h"
#include "base/math.h"
#include "technique/constants.h"
#include "ui/panels.h"

namespace lac::app {
namespace {

// Assumed; no mark rests on it: of the demonstration's press, less is told meanwhile.
constexpr double kNearPress_frac = 0.85;

using Kind = scenario::Gesture::Kind;

constexpr long kWorthTelling = 2;         // notches: one is a nuance
constexpr double kUsualCircle_m = 0.025;  // across, where a step does not say (relayhealth-2013)

double mm(double m) { return 1e3 * m; }

std::string at_words(double clock_rad, double r_m) {
  return say("at {} o'clock, {:.0f} mm from the nipple", clock_hour(clock_rad), mm(r_m));
}

std::string node_words(const std::string& node) {
  return node == "clavicle"      ? tr("the collarbone")
         : node == "parasternum" ? tr("the breastbone")
                                 : tr("the armpit");
}

std::string where_words(const scenario::Gesture& g) {
  switch (g.kind) {
    case Kind::Ring:
      return say("all round the nipple, {:.0f} mm from its middle",
                 mm(g.span_m > 0.0 ? g.span_m : 0.014));
    case Kind::Express:
    case Kind::Compress:
      return say("thumb at {} o'clock, fingers opposite, {:.0f} mm from the nipple",
                 clock_hour(g.clock_rad), mm(g.span_m));
    case Kind::Sweep:
      return say("from {} o'clock, {:.0f} mm from the nipple, toward {}", clock_hour(g.clock_rad),
                 mm(g.r_m), node_words(g.node));
    case Kind::Circle:
      if (!g.node.empty()) return say("over the lymph nodes at {}", node_words(g.node));
      break;
    case Kind::Nipple:
    case Kind::Pump:
      return tr("on the nipple");
    case Kind::Roll:
      return say("one hand on either side, {:.0f} mm from the nipple", mm(g.r_m));
    default:
      break;
  }
  if (g.to_r_m <= 0.0) return at_words(g.clock_rad, g.r_m);
  if (clock_hour(g.clock_rad) == clock_hour(g.to_clock_rad))
    return say("at {} o'clock, from {:.0f} to {:.0f} mm from the nipple", clock_hour(g.clock_rad),
               mm(g.r_m), mm(g.to_r_m));
  return say("from {} to {} o'clock, {:.0f} mm from the nipple", clock_hour(g.clock_rad),
             clock_hour(g.to_clock_rad), mm(g.r_m));
}

std::string count_words(const scenario::Gesture& g) {
  const auto times = static_cast<unsigned long>(std::max(1, g.repeats));
  switch (g.kind) {
    case Kind::Press:
    case Kind::Ring:
    case Kind::Hold:
      return g.hold_s > 0.0 ? say("Hold {:.3g} s.", g.hold_s) : std::string();
    case Kind::Compress:
      return say("Hold {:.3g} s, {} times.", g.hold_s, times);
    case Kind::Express:
      return say("Press back, compress, roll, release: {} times.", times);
    case Kind::Stroke:
    case Kind::Sweep:
      return say_n("{} stroke.", "{} strokes.", times);
    case Kind::Circle:
      return g.span_m > 0.0 ? say("{} circles, {:.0f} mm across.", times, mm(g.span_m))
                            : say_n("{} circle.", "{} circles.", times);
    case Kind::Knead:
    case Kind::Tap:
    case Kind::Roll:
      return say_n("{} time.", "{} times.", times);
    case Kind::Pump:
    case Kind::Vibrate:
      return g.seconds > 0.0 ? say("For {:.0f} s.", g.seconds) : std::string();
    default:
      return {};
  }
}

// How hard, against what this hand presses now, or what it would begin with; empty: about so.
std::string force_words(const scenario::Gesture& g, input::Posture posture, const HandNow& hand) {
  const bool in_use = hand.posture == posture && hand.press_N > 0.0;
  const double from_N = in_use ? hand.press_N : start_press_N(posture);
  if (g.press_N <= 0.0 || from_N <= 0.0) return {};
  // no more is asked for than the wheel can do
  const double to_N = clamp(g.press_N, kLeastPress_N, kMostPress_N);
  const long notches = std::lround(std::log(to_N / from_N) / std::log(kPressStep.value));
  if (in_use && notches >= kWorthTelling) return say("Firmer: wheel up {} notches, or W.", notches);
  if (in_use && notches <= -kWorthTelling)
    return say("Lighter: wheel down {} notches, or S.", -notches);
  if (notches >= kWorthTelling)
    return say("Firmer than it begins: wheel up {} notches, or W.", notches);
  if (notches <= -kWorthTelling)
    return say("Lighter than it begins: wheel down {} notches, or S.", -notches);
  return {};
}

}  // namespace

int clock_hour(double clock_rad) {
  const int hour = static_cast<int>(std::lround(clock_rad * 6.0 / kPi)) % 12;
  return hour <= 0 ? hour + 12 : hour;
}

input::Posture posture_of(const scenario::Gesture& step) {
  if (!step.posture.empty())
    if (const auto named = input::posture_named(step.posture)) return *named;
  for (const ui::BuilderKind& kind : ui::builder_kinds())
    if (kind.gesture == step.kind) return ui::posture_of(kind);
  return step.kind == Kind::Hold ? input::Posture::Support : input::Posture::None;
}

std::string how_words(const scenario::Gesture& step, const HandNow& now) {
  if (step.kind == Kind::LetGo)
    return tr("Lift the hand that rests on the skin: P, or the button Hand rests.");
  const input::Posture posture = posture_of(step);
  if (posture == input::Posture::None) return {};
  const auto key = static_cast<int>(posture);
  std::string hand = ui::posture_name(posture);
  if (key <= 9) hand = say("{} (key {})", hand, key);
  if (step.coached) hand = say("The parent's own hand: {}", hand);
  std::string words = say("{}, {}.", hand, where_words(step));
  if (const std::string count = count_words(step); !count.empty()) words += " " + count;
  if (const std::string force = force_words(step, posture, now); !force.empty())
    words += " " + force;
  if (!step.breast.empty())
    words += std::string(" ") +
             (step.breast == "left" ? tr("On the left breast.") : tr("On the right breast."));
  if (step.kind == Kind::Hold)
    words += std::string(" ") + tr("Let it rest there (P), then take up the other hand.");
  if (step.kind == Kind::Roll)
    words += std::string(" ") +
             tr("Let the first hand rest there (P), lay the other opposite, and roll with it.");
  if (step.kind == Kind::Express)
    words += std::string(" ") +
             tr("The right button, or C, compresses while held; dragging, or V, rolls.");
  if (step.both) words += std::string(" ") + tr("The other hand does the same opposite.");
  return words;
}

bool too_light(const scenario::Gesture& step, const input::InputFrame& frame) {
  double most_N = 0.0;
  for (const input::HandInput& hand : frame.hands)
    if (hand.touching) most_N = std::max(most_N, hand.press_N);
  return most_N > 0.0 && most_N < kNearPress_frac * step.press_N;
}

std::string press_words(const technique::Touch& touch) {
  using technique::Verdict;
  if (touch.verdict < Verdict::Stroke) return ui::touch_words(touch);
  // a finger that is pressed in moves a little too
  if (touch.verdict == Verdict::ShortStroke)
    return touch.seen <= technique::kPressDrift_m
               ? std::string()
               : say("The hand went {:.0f} mm: a press stays within {:.0f} mm.", mm(touch.seen),
                     mm(technique::kPressDrift_m));
  return tr("The hand went over the skin: a press stays in one place.");
}

std::string stroke_words(const scenario::Gesture& step, const technique::Touch& touch) {
  using technique::Verdict;
  switch (touch.verdict) {
    case Verdict::ShortStroke:
    case Verdict::CrookedStroke:
      return ui::touch_words(touch);
    case Verdict::Stroke:
    case Verdict::AstrayStroke:
      return step.kind == Kind::Sweep
                 ? say("That stroke led another way: go straight toward {}.", node_words(step.node))
                 : tr("That stroke led another way: go straight toward the nipple.");
    case Verdict::Travelled:
      if (touch.seen >= technique::kStrokeLength_m)
        return tr(
            "The hand did not go the way that is asked for: one straight line, without a "
            "stop.");
      [[fallthrough]];
    case Verdict::NotAlone:
      if (touch.verdict == Verdict::NotAlone && touch.seen > 0.0) return ui::touch_words(touch);
      [[fallthrough]];
    default:
      return say("No stroke was seen: go on straight for {:.0f} mm or more, without a stop.",
                 mm(technique::kStrokeLength_m));
  }
}

std::string wide_circle_words(const scenario::Gesture& step, double seen_m) {
  return say("That circle was {:.0f} mm across: {:.0f} mm is asked for, about a coin.", mm(seen_m),
             mm(step.span_m));
}

std::string circle_words(const scenario::Gesture& step) {
  return say(
      "No whole circle was seen. Go all the way round to where you began, about {:.0f} mm across, "
      "in less than {:.0f} s, before you move on.",
      mm(step.span_m > 0.0 ? step.span_m : kUsualCircle_m), double(technique::kCircleLong_s));
}

std::string tap_words(double held_s) {
  return say(
      "That touch lasted {:.1f} s: a tap leaves again within {:.1f} s, and the next comes within a "
      "second. Click, do not hold.",
      held_s, double(technique::kTapLong_s));
}

std::string cycle_words(const scenario::Gesture& step, const technique::Counts& now) {
  if (step.span_m > 0.0 && std::fabs(now.cycle_r_m - step.span_m) > kSpanOff_m)
    return now.cycle_r_m < step.span_m
               ? say("That was {:.0f} mm from the nipple: farther out, about {:.0f} mm.",
                     mm(now.cycle_r_m), mm(step.span_m))
               : say("That was {:.0f} mm from the nipple: closer in, about {:.0f} mm.",
                     mm(now.cycle_r_m), mm(step.span_m));
  return now.cycle_slid
             ? tr("The fingers slid over the skin: let them stay on it and take it along.")
             : tr("Pressed together, not rolled: while compressed, bring thumb and fingers a "
                  "little toward the nipple.");
}

std::string slow_tap_words() {
  return say("The taps came more than {:.0f} s apart, so they begin anew: two or three a second.",
             double(technique::kTapGap_s));
}

std::string one_palm_words() {
  return tr(
      "One palm alone does not roll: let it rest at its place (P), lay the other opposite, "
      "and move that one to and fro.");
}

std::string more_press_words() {
  return tr("A little more press, as long as it stays comfortable: wheel up, or W.");
}

std::string why_words(const scenario::Gesture& step, const scenario::ScenarioSpec& spec) {
  for (const std::string& id : step.lowers)
    for (const rubric::Criterion& c : spec.criteria)
      if (c.id == id && !c.why.empty()) return c.why;
  return {};
}

}  // namespace lac::app
