// What the guide sees of the learner's hands: whether a touch was one that its step asks for.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/guidance.h"
#include "base/math.h"
#include "technique/constants.h"

namespace lac::app {
namespace {

using Kind = scenario::Gesture::Kind;

// All assumed; effect: when the guide goes on to its next step. No mark rests on them.
constexpr double kSamePlace_m = 0.025;   // a press nearer than this to the step's place is there
constexpr double kDentRadius_m = 0.005;  // and a test for a dent no farther out or in than this
constexpr double kTooWide = 1.75;        // times a circle's width: wider is told, and not counted
constexpr double kRingSeen_s = 3.0;      // fingertips that are no ring by then lack something
constexpr double kAlone_s = 3.0;         // a palm that rolls alone so long is told so
constexpr double kRests_s = 1.0;         // a hand that lay so long where it shall rest, rests there

}  // namespace

// Whether a press was one of this step: at its place, and held as long where the length matters.
bool Guidance::pressed_so(const scenario::Gesture& step, const technique::Touch& touch) {
  lacks_.clear();
  if (touch.verdict != technique::Verdict::Press) {
    lacks_ = press_words(touch);
    return false;
  }
  const double dx = touch.x_m - step.r_m * lac::sin(step.clock_rad),
               dy = touch.y_m - step.r_m * lac::cos(step.clock_rad);
  // a dent comes only where there is swelling, and that ends with the areola
  const double off_m = std::sqrt(touch.x_m * touch.x_m + touch.y_m * touch.y_m) - step.r_m;
  const bool beside = step.hold_s >= kHeldPress_s && std::fabs(off_m) > kDentRadius_m;
  if (beside || std::sqrt(dx * dx + dy * dy) > kSamePlace_m) {
    const double clock_rad = lac::atan2(touch.x_m, touch.y_m);
    lacks_ = say("That press was at {} o'clock, {:.0f} mm from the nipple.", clock_hour(clock_rad),
                 1e3 * std::sqrt(touch.x_m * touch.x_m + touch.y_m * touch.y_m));
    return false;
  }
  if (touch.held_s < kHoldShare * step.hold_s) {
    lacks_ = step.hold_s >= kHeldPress_s
                 ? say("Held {:.0f} s: stay about {:.0f} s, so that a dent can come.", touch.held_s,
                       step.hold_s)
                 : say("Held {:.1f} s: stay about {:.3g} s, to feel what lies there.", touch.held_s,
                       step.hold_s);
    return false;
  }
  return true;
}

// Whether a touch is going on: another hand may rest on the skin all the while.
void Guidance::watch_hands(const session::Session& session) {
  const auto& hands = session.done_frame().hands;
  const auto down = static_cast<int>(
      std::count_if(hands.begin(), hands.end(), [](const auto& h) { return h.touching; }));
  if (down > down_) on_skin_ = true, carried_ = false, down_s_ = session.time_s();
  if (down < down_) on_skin_ = false;
  down_ = down;
}

// Circles as they come: one that is much wider than asked for is told at once.
void Guidance::watch_circles(const scenario::Gesture& step, const session::Session& session) {
  const technique::Counts& now = session.counts();
  const int whole = now.circles + now.node_circles;
  if (whole == seen_circles_) return;
  const bool wide = step.span_m > 0.0 && now.circle_m > kTooWide * step.span_m;
  lacks_ = wide ? wide_circle_words(step, now.circle_m) : "";
  if (wide) wide_circles_ += whole - seen_circles_;
  seen_circles_ = whole;
}

// Fingertips that are no ring for a while: what they lack, and that stays to be read once they
// left.
void Guidance::watch_ring(const scenario::Gesture& step, const session::Session& session) {
  if (session.counts().ring_to_s >= down_s_ && session.counts().ring_to_s > since_s_) {
    lacks_.clear();
  } else if (on_skin_ && session.time_s() - down_s_ > kRingSeen_s) {
    lacks_ =
        too_light(step, session.done_frame())
            ? more_press_words()
            : tr("No ring is seen yet: the fingertips stand all round the nipple, close to it.");
  }
}

// Cycles of expression as they end: one that did not roll, or elsewhere, is told and not counted.
void Guidance::watch_cycles(const scenario::Gesture& step, const session::Session& session) {
  const technique::Counts& now = session.counts();
  if (now.cycles == cycles_) return;
  const bool rolled = now.rolled > rolled_;
  cycles_ = now.cycles;
  rolled_ = now.rolled;
  const bool there = step.span_m <= 0.0 || std::fabs(now.cycle_r_m - step.span_m) <= kSpanOff_m;
  good_cycles_ += rolled && there;
  lacks_ = rolled && there ? "" : cycle_words(step, now);
}

// Taps too far apart count anew each time, and would do so without a word.
void Guidance::watch_taps(const scenario::Gesture& step, const session::Session& session) {
  const int taps = session.counts().taps, before = std::exchange(taps_, taps);
  if (taps > 1) lacks_.clear();
  if (taps < before && before < step.repeats) lacks_ = slow_tap_words();
}

// Rolling takes a palm on each side: one that moves alone is told so.
void Guidance::watch_roll(const session::Session& session) {
  const auto& hands = session.done_frame().hands;
  const bool alone =
      hands[0].posture == input::Posture::None || hands[1].posture == input::Posture::None;
  if (!alone) lacks_.clear();
  if (alone && down_ == 1 && session.time_s() - down_s_ > kAlone_s) lacks_ = one_palm_words();
}

// A hand of this step lies at its place and the other one was taken up: so it can be left there.
bool Guidance::rests_so(const scenario::Gesture& step, const session::Session& session) {
  lacks_.clear();
  const auto& hands = session.done_frame().hands;
  const input::Posture wanted = posture_of(step);
  for (int h = 0; h < 2; ++h) {
    const auto& hand = hands[static_cast<std::size_t>(h)];
    if (!hand.touching || hand.posture != wanted) continue;
    double x_m = 0.0, y_m = 0.0;
    int fingers = 0;
    for (const sim::FingerSeen& f : session.seen().finger)
      if (f.hand == h)
        x_m += f.r_m * lac::sin(f.clock_rad), y_m += f.r_m * lac::cos(f.clock_rad), ++fingers;
    if (fingers == 0) continue;
    x_m /= fingers, y_m /= fingers;
    const double dx = x_m - step.r_m * lac::sin(step.clock_rad),
                 dy = y_m - step.r_m * lac::cos(step.clock_rad);
    if (std::sqrt(dx * dx + dy * dy) > kSamePlace_m) {
      lacks_ = say("The hand lies at {} o'clock, {:.0f} mm from the nipple.",
                   clock_hour(lac::atan2(x_m, y_m)), 1e3 * std::sqrt(x_m * x_m + y_m * y_m));
      continue;
    }
    if (rests_since_s_ < 0.0) rests_since_s_ = session.time_s();
    if (session.time_s() - rests_since_s_ < kRests_s) return false;
    if (hands[static_cast<std::size_t>(1 - h)].posture != input::Posture::None) return true;
    lacks_ = tr("It lies there. Let it rest (P, or Rest hand), then choose the other hand.");
    return false;
  }
  rests_since_s_ = -1.0;
  return false;
}

// What became of the touch that ended last, in words that belong to what this step asks for.
void Guidance::watch_touch(const scenario::Gesture& step, const session::Session& session) {
  const technique::Touch& touch = session.last_touch();
  // a new try: what the last one lacked is read (of taps it is told only between them)
  if (on_skin_ && down_s_ == session.time_s() && step.kind != Kind::Tap) lacks_.clear();
  if (touch.end_s <= std::max(told_s_, since_s_)) return;
  // a press and circles are judged whole: what moves while they last is no stroke
  const bool as_a_whole =
      step.kind == Kind::Press || step.kind == Kind::Circle || step.kind == Kind::Tap;
  if (as_a_whole && on_skin_) return;
  told_s_ = touch.end_s;
  // a touch that had begun before belongs to the step before
  if (touch.from_s < since_s_ || carried_) return;
  const technique::Counts& now = session.counts();
  switch (step.kind) {
    case Kind::Press:
      // as each press ends, not when the whole palpation does
      if (step.posture != "support" && pressed_so(step, touch)) ++presses_;
      break;
    case Kind::Stroke:
    case Kind::Sweep: {
      const int strokes = step.kind == Kind::Sweep ? now.sweeps : now.nippleward;
      const bool right = std::exchange(strokes_, strokes) < strokes;
      lacks_ = right ? "" : stroke_words(step, touch);
      // after a longer pause they count anew, here as in the marks
      if (right && touch.seen < 1.5) {
        before_ = now;
        --(step.kind == Kind::Sweep ? before_.sweeps : before_.nippleward);
      }
      break;
    }
    case Kind::Circle: {
      const int whole = now.circles + now.node_circles;
      if (whole == whole_circles_) lacks_ = circle_words(step);
      whole_circles_ = whole;
      break;
    }
    case Kind::Tap:
      lacks_ = touch.held_s > technique::kTapLong_s ? tap_words(touch.held_s) : "";
      break;
    default:
      break;
  }
}

}  // namespace lac::app
