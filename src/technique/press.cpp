#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {

namespace {

double lasted_s(const PressTracker::Press& press) { return press.end_s - press.start_s; }

Touch told_as(const PressTracker::Press& press, Verdict verdict, double seen, double needed) {
  return {.verdict = verdict,
          .from_s = press.start_s,
          .end_s = press.end_s,
          .x_m = press.x_m,
          .y_m = press.y_m,
          .held_s = lasted_s(press),
          .seen = seen,
          .needed = needed};
}

}  // namespace

void PressTracker::push(const HandLook& hand, const Look& look, bool claimed, Sink& sink) {
  const double now = look.time_s;
  now_s_ = now;
  hand_ = hand.hand;

  // a ring or a pair of pads near in time owns these fingers
  if (hand.form == Form::Ring || hand.form == Form::Opposing || hand.form == Form::Nipple) {
    other_form_s_ = now;
    by_nipple_ = hand.form == Form::Nipple;
    spoilt_ = true;
    if (pending_ && now - last_.end_s < kOtherFormNear_s) pending_ = false;
    // other work has begun: what is pressed after it is felt anew
    if (presses_ > 0 && !pending_ && hand.form != Form::Nipple && hand.max_N >= kLoad_N)
      end_palpation(sink);
  }
  watch_contact(hand, look, sink);

  // the dent after a held press: until it is filled, hidden by a new touch, or long watched
  if (watching_) {
    if (now - pit_press_.end_s <= kPitSettle_s) pit_m_ = std::max(pit_m_, look.pit_depth_m);
    const bool flat = look.pit_depth_m <= std::max<double>(kPitSeen_m, kPitFilled_frac * pit_m_);
    const bool settled = now - pit_press_.end_s > kPitSettle_s;
    if (settled && flat) {
      end_pit(now, true, sink);
    } else if (settled && (look.any_contact || now - pit_press_.end_s > kPitWatch_s)) {
      end_pit(now, false, sink);
    }
  }

  // the press itself
  const bool down = hand.form == Form::Cluster && hand.max_N >= kLoad_N;
  if (down) {
    if (!pressing_) {
      settle(sink);
      pressing_ = true;
      travelled_ = false;
      spoilt_ = now - other_form_s_ < kOtherFormNear_s;
      press_ = {.start_s = now - look.step_s, .x_m = hand.x_m, .y_m = hand.y_m};
      moved_m_ = {};
      pit_seen_m_ = 0.0;
    }
    lost_s_ = 0.0;
    press_.end_s = now;
    press_.peak_N = std::max(press_.peak_N, hand.max_N);
    press_.depth_m = std::max(press_.depth_m, hand.depth_m);
    moved_m_ += look.step_s * hand.velocity_m_per_s;
    travelled_ |= norm(moved_m_) > kPressDrift_m;
    if (travelled_ || claimed || hand.fist || hand.palm) spoilt_ = true;
    if (press_.peak_N >= kPressPeak_N) {
      press_.lump |= hand.lump;
      press_.firmness = std::max(press_.firmness, hand.firmness);
    }
  } else if (pressing_) {
    lost_s_ += look.step_s;
    pit_seen_m_ = std::max(pit_seen_m_, look.pit_depth_m);
    if (hand.form == Form::Palm || hand.form == Form::Scattered) spoilt_ = true;
    if (lost_s_ > kContactGap_s) finish_press(sink);
  }
  if (pending_ && now - last_.end_s >= kOtherFormNear_s) settle(sink);
  if (presses_ > 0 && !pressing_ && !pending_ && now - end_s_ > kPalpationPause_s)
    end_palpation(sink);
}

// The touch as a whole, from landing to lifting, however lightly: one too light for a press is told
// as that, not as the short moments in which it was a little heavier.
void PressTracker::watch_contact(const HandLook& hand, const Look& look, Sink& sink) {
  if (hand.form == Form::Cluster && hand.max_N > 0.0) {
    if (!touching_) {
      touching_ = true;
      touch_ = {.start_s = look.time_s - look.step_s, .x_m = hand.x_m, .y_m = hand.y_m};
      touch_moved_m_ = {};
      touch_far_m_ = 0.0;
      touch_went_ = brief_ = false;
    }
    touch_gap_s_ = 0.0;
    touch_.end_s = look.time_s;
    touch_.peak_N = std::max(touch_.peak_N, hand.max_N);
    touch_moved_m_ += look.step_s * hand.velocity_m_per_s;
    touch_far_m_ = std::max(touch_far_m_, norm(touch_moved_m_));
    touch_went_ |= touch_far_m_ > kPressDrift_m || hand.fist || hand.palm;
    return;
  }
  if (!touching_) return;
  touch_went_ |= hand.form != Form::None;
  touch_gap_s_ += look.step_s;
  if (touch_gap_s_ <= kContactGap_s) return;
  end_touch(sink);
}

// The touch is over: where no press came of it, it is told as a whole.
void PressTracker::end_touch(Sink& sink) {
  touching_ = false;
  if (sink.memory.touch.end_s >= touch_.start_s) return;
  if (!brief_ && (touch_went_ || lasted_s(touch_) < kPressShort_s)) return;
  sink.memory.touch = told_brief();
}

// What a touch was whose press was too short: one that went on lay there too lightly, however firm
// it was for a moment; a firm one no longer than a tap was a tap.
Touch PressTracker::told_brief() const {
  if (touch_far_m_ > kPressDrift_m)
    return told_as(touch_, Verdict::Travelled, touch_far_m_, kPressDrift_m);
  const double tap_s = touch_.peak_N < kPressPeak_N ? kPressShort_s : kTapLong_s;
  if (lasted_s(touch_) >= tap_s)
    return told_as(touch_, Verdict::TooLight, touch_.peak_N, kPressPeak_N);
  return told_as(last_, Verdict::TooShort, lasted_s(last_), kPressShort_s);
}

// Why the press that just ended counts, or does not.
Touch PressTracker::told() const {
  const double held_s = lasted_s(last_);
  if (travelled_) return told_as(last_, Verdict::Travelled, norm(moved_m_), kPressDrift_m);
  if (spoilt_) {
    const bool nipple = by_nipple_ && last_.start_s - other_form_s_ < kOtherFormNear_s;
    return told_as(last_, Verdict::NotAlone, nipple, 0.0);
  }
  if (held_s < kPressShort_s) return told_brief();
  if (last_.peak_N < kPressPeak_N)
    return told_as(last_, Verdict::TooLight, last_.peak_N, kPressPeak_N);
  if (held_s > kPitLongest_s) return told_as(last_, Verdict::TooLong, held_s, kPitLongest_s);
  return told_as(last_, Verdict::Press, 0.0, 0.0);
}

// A press that stayed in place waits a moment: it may still turn out to be part of something else.
void PressTracker::finish_press(Sink& sink) {
  pressing_ = false;
  last_ = press_;
  const double held_s = lasted_s(last_);
  pending_ = !spoilt_ && press_.peak_N >= kPressPeak_N && held_s >= kPressShort_s &&
             held_s <= kPitLongest_s;
  // while the fingers lie on, a short press was but a moment of their touch
  brief_ = touching_ && !spoilt_ && held_s < kPressShort_s;
  if (brief_) return;
  // a stroke that ended with this touch says more of it
  const Touch touch = told();
  if (touch.verdict != Verdict::Travelled || sink.memory.touch.end_s < press_.start_s)
    sink.memory.touch = touch;
  // held, it is a test for pits too; it felt the place all the same
  if (pending_ && held_s >= kPressLong_s && press_.peak_N <= kPitMost_N) {
    watching_ = true;
    pit_press_ = last_;
    pit_m_ = pit_seen_m_;
  }
}

void PressTracker::settle(Sink& sink) {
  if (!pending_) return;
  pending_ = false;
  if (presses_ == 0) {
    first_s_ = last_.start_s;
    most_N_ = depth_m_ = firmness_ = 0.0;
    lumps_ = 0;
    hold_s_ = Tally{};
  }
  firmness_ = std::max(firmness_, last_.firmness);
  if (last_.lump) {
    ++lumps_;
    Memory& memory = sink.memory;
    if (!memory.lump_felt || last_.firmness > memory.lump_firmness) {
      memory.lump_felt = true;
      memory.lump_x_m = last_.x_m;
      memory.lump_y_m = last_.y_m;
      memory.lump_firmness = last_.firmness;
    }
  }
  ++presses_;
  ++sink.memory.counts.presses;
  end_s_ = last_.end_s;
  most_N_ = std::max(most_N_, last_.peak_N);
  depth_m_ = std::max(depth_m_, last_.depth_m);
  hold_s_.add(last_.end_s - last_.start_s);
  sink.covered.add_place(last_.x_m, last_.y_m);
}

void PressTracker::end_pit(double time_s, bool refilled, Sink& sink) {
  watching_ = false;
  TechniqueEvent e{"pitting", pit_press_.start_s, time_s, sink.side, {}, {}};
  const double held_s = pit_press_.end_s - pit_press_.start_s;
  const double watched_s = time_s - pit_press_.end_s;
  e.measures = {{"hold_s", held_s},
                {"pit_depth_m", pit_m_},
                {"watched_s", watched_s},
                {"max_force_N", pit_press_.peak_N}};

  // the time to refill is known only if it was seen to the end
  Wording end = worded("the dent was covered or left before it filled");
  if (refilled) {
    e.measures["refill_s"] = pit_m_ > kPitSeen_m ? watched_s : 0.0;
    end = pit_m_ > kPitSeen_m ? worded("the dent was watched until it filled")
                              : worded("no dent stayed");
  }
  e.because = worded("One spot was pressed for {:.0f} s and let go: {:.1f} mm deep, {}.", held_s,
                     1e3 * pit_m_, end);
  e.nearest = nearest_of({{"palpation", held_s, kPressLong_s, "s of press"},
                          {"hold-behind-plug", 0.0, kHoldBusy_frac, "of the time beside work"}});
  sink.add(std::move(e), only(hand_));
}

void PressTracker::end_palpation(Sink& sink) {
  if (presses_ >= kPressesLeast) {
    TechniqueEvent e{"palpation", first_s_, end_s_, sink.side, {}, {}};
    e.measures = {{"places", static_cast<double>(sink.covered.places)},
                  {"presses", static_cast<double>(presses_)},
                  {"max_force_N", most_N_},
                  {"hold_s", hold_s_.mean()},
                  {"max_depth_m", depth_m_},
                  {"lumps", static_cast<double>(lumps_)},
                  {"firmness", firmness_}};
    e.because = worded("{} short presses in place, {:.1f} s each, with at most {:.1f} N.", presses_,
                       hold_s_.mean(), most_N_);
    e.nearest = nearest_of({{"pitting", hold_s_.mean(), kPressLong_s, "s of press"},
                            {"tapping", hold_s_.mean(), kTapLong_s, "s of touch"}});
    sink.add(std::move(e), only(hand_));
  }
  presses_ = 0;
}

void PressTracker::close(Sink& sink) {
  if (pressing_) finish_press(sink);
  if (touching_) end_touch(sink);
  settle(sink);
  if (watching_) end_pit(now_s_, false, sink);
  end_palpation(sink);
  *this = PressTracker{};
}

std::string_view PressTracker::live(double time_s) const {
  // named once it counts as one: it may yet be too light, or a tap
  if (pressing_ && !spoilt_ && press_.peak_N >= kPressPeak_N &&
      time_s - press_.start_s >= kPressShort_s)
    return time_s - press_.start_s >= kPressLong_s ? "pitting" : "palpation";
  if (watching_) return "pitting";
  if (presses_ > 0 && time_s - end_s_ < kOtherFormNear_s) return "palpation";
  return {};
}

}  // namespace lac::technique
