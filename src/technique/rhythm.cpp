// Touches that are told by their beat: tapping, kneading, roll.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/beats.h"
#include "technique/constants.h"

namespace lac::technique {

// ---- tapping ----------------------------------------------------------------------------------

void TapTracker::push(const HandLook& hand, const Look& look, Sink& sink) {
  hand_ = hand.hand;
  const double now = look.time_s, dt = look.step_s;
  const bool touches = hand.contacts > 0;
  if (touches) {
    if (!down_) {
      down_ = true;
      down_s_ = now - dt;
      touch_N_ = 0.0;
      moved_m_ = {};
      spoilt_ = false;
    }
    lost_s_ = 0.0;
    up_s_ = now;
    touch_N_ = std::max(touch_N_, hand.max_N);
    moved_m_ += dt * hand.velocity_m_per_s;
    spoilt_ |= hand.palm || hand.fist || hand.form == Form::Palm || hand.form == Form::Opposing;
    on_nipple_ = hand.form == Form::Nipple;
  } else if (down_) {
    end_touch(sink);
  }
  if (taps_ > 0 && !down_ && now - end_s_ > kTapGap_s) end_taps(sink);
}

void TapTracker::end_touch(Sink& sink) {
  down_ = false;
  const double held_s = up_s_ - down_s_;
  if (held_s > kTapLong_s || spoilt_ || norm(moved_m_) > kTapTravel_m) return end_taps(sink);
  if (taps_ > 0 && down_s_ - last_down_s_ > kTapGap_s) end_taps(sink);
  if (taps_ == 0) {
    first_s_ = down_s_;
    most_N_ = 0.0;
  } else {
    period_s_.add(down_s_ - last_down_s_);
  }
  sink.memory.counts.taps = ++taps_;
  last_down_s_ = down_s_;
  end_s_ = up_s_;
  most_N_ = std::max(most_N_, touch_N_);
  touch_s_.add(held_s);
  peak_N_.add(touch_N_);
}

void TapTracker::end_taps(Sink& sink) {
  if (taps_ >= kTapsLeast && period_s_.mean() * kTapFast_Hz >= 1.0) {
    TechniqueEvent e{"tapping", first_s_, end_s_, sink.side, {}, {}};
    e.measures = {{"taps", static_cast<double>(taps_)},
                  {"rate_Hz", 1.0 / period_s_.mean()},
                  {"period_cv", period_s_.variation()},
                  {"touch_s", touch_s_.mean()},
                  {"tap_N", peak_N_.mean()},
                  {"max_force_N", most_N_},
                  {"on_nipple", on_nipple_ ? 1.0 : 0.0}};
    e.because =
        worded("{} touches of {:.2f} s each, {:.1f} a second, with the hand off the skin between.",
               taps_, touch_s_.mean(), 1.0 / period_s_.mean());
    e.nearest = nearest_of({{"palpation", touch_s_.mean(), kTapLong_s, "s of touch"},
                            {"kneading", static_cast<double>(peak_N_.mean()), kPushRise_N,
                             "N pushed without lifting"}});
    sink.add(std::move(e), only(hand_));
  }
  if (taps_ > 0) sink.memory.counts.taps = 0;
  taps_ = 0;
  touch_s_ = period_s_ = peak_N_ = Tally{};
}

void TapTracker::close(Sink& sink) {
  if (down_) end_touch(sink);
  end_taps(sink);
  *this = TapTracker{};
}

std::string_view TapTracker::live(double time_s) const {
  if (taps_ >= kTapsLeast && time_s - end_s_ < kTapGap_s) return "tapping";
  return {};
}

// ---- kneading ---------------------------------------------------------------------------------

void KneadTracker::push(const HandLook& hand, const Look& look, bool rolls, Sink& sink) {
  hand_ = hand.hand;

  // a palm also bears what the breast does under it: carried between two, held up, or worked on by
  // the other hand it does not push
  const HandLook& other = look.hand[static_cast<std::size_t>(1 - hand.hand)];
  const bool palm = hand.palm && !hand.below && other.form != Form::Opposing;
  if (rolls && palm) {
    pushes_ = 0;
    pushing_ = false;
    end_bout(sink);
  }
  const double now = look.time_s, dt = look.step_s;
  now_s_ = now;
  if (pushes_ > 0 && !pushing_ && now - end_s_ > kPushGap_s) end_bout(sink);
  if (hand.contacts == 0 || !(hand.fist || (palm && !rolls))) {
    lost_s_ += dt;
    if (lost_s_ <= kContactGap_s) return;
    if (pushing_) end_push(now - lost_s_);
    smooth_N_ = low_N_ = 0.0;
    return;
  }
  if (lost_s_ > kContactGap_s) ++lifts_;
  lost_s_ = 0.0;
  smooth_N_ += (hand.sum_N - smooth_N_) * std::min(1.0, dt / kSmooth_s);
  if (!pushing_) {
    low_N_ = std::min(low_N_, smooth_N_);
    if (smooth_N_ < low_N_ + kPushRise_N) return;
    pushing_ = true;
    start_s_ = now;
    fist_ = hand.fist;
    peak_N_ = slip_m_ = 0.0;
    moved_m_ = {};
  }
  peak_N_ = std::max(peak_N_, smooth_N_);
  most_N_ = std::max(most_N_, hand.max_N);
  moved_m_ += dt * hand.velocity_m_per_s;
  rock_now_m_ = std::max(rock_now_m_, norm(moved_m_));
  slip_m_ += dt * hand.slip_m_per_s;
  if (smooth_N_ < low_N_ + kCycleFall_frac * (peak_N_ - low_N_)) {
    end_push(now);
    low_N_ = smooth_N_;
  }
}

void KneadTracker::end_push(double time_s) {
  pushing_ = false;
  const double held_s = time_s - start_s_;
  const double rock_m = rock_now_m_;
  rock_now_m_ = 0.0;
  if (held_s > kPushLong_s || held_s < kCycleShort_s || rock_m > kPushTravel_m) return;
  if (pushes_ == 0) {
    first_s_ = start_s_;
    lifts_ = fists_ = 0;
  } else {
    period_s_.add(start_s_ - last_start_s_);
  }
  ++pushes_;
  fists_ += fist_;
  last_start_s_ = start_s_;
  end_s_ = time_s;
  push_s_.add(held_s);
  push_N_.add(peak_N_);
  rock_m_.add(rock_m);
  glide_m_.add(std::min(slip_m_, rock_m));
}

void KneadTracker::end_bout(Sink& sink) {
  if (pushes_ >= kPushesLeast) {
    TechniqueEvent e{"kneading", first_s_, end_s_, sink.side, {}, {}};
    e.measures = {{"pushes", static_cast<double>(pushes_)},
                  {"fist_share", static_cast<double>(fists_) / pushes_},
                  {"period_s", period_s_.mean()},
                  {"period_cv", period_s_.variation()},
                  {"push_s", push_s_.mean()},
                  {"push_N", push_N_.mean()},
                  {"max_force_N", most_N_},
                  {"rock_m", rock_m_.mean()},
                  {"slip_m", glide_m_.mean()}};
    e.because = worded(
        2 * fists_ >= pushes_
            ? mark("The backs of the fingers pushed {} times, {:.1f} s each, one every {:.1f} s, "
                   "and eased between.")
            : mark("The palm pushed {} times, {:.1f} s each, one every {:.1f} s, and eased "
                   "between."),
        pushes_, push_s_.mean(), period_s_.mean());
    e.nearest = nearest_of(
        {{"palpation", static_cast<double>(lifts_) / pushes_, 1.0, "lifts for each push"},
         {"circular-massage", rock_m_.mean(), kCircleSmall_m, "mm of travel in a turn", 1e3}});
    sink.add(std::move(e), only(hand_));
  }
  pushes_ = lifts_ = 0;
  most_N_ = 0.0;
  push_s_ = period_s_ = push_N_ = rock_m_ = glide_m_ = Tally{};
}

void KneadTracker::close(Sink& sink) {
  if (pushing_) end_push(now_s_);
  end_bout(sink);
  *this = KneadTracker{};
}

std::string_view KneadTracker::live(double time_s) const {
  if (pushes_ > 0 && time_s - end_s_ < kPushGap_s) return "kneading";
  return {};
}

// ---- roll -------------------------------------------------------------------------------------

namespace {

bool broad(const HandLook& hand) {
  return hand.contacts > 0 && (hand.palm || hand.form == Form::Palm);
}

/// As seen from the front: on a dome palms that part or close also sink or rise together.
Vec3 from_front(Vec3 v) { return {v.x, v.y, 0.0}; }

double apart_rad(double a, double b) {
  const double d = std::fabs(a - b);
  return d > kPi ? 2.0 * kPi - d : d;
}

}  // namespace

void RollTracker::push(const Look& look, Sink& sink) {
  const HandLook &a = look.hand[0], &b = look.hand[1];
  const double now = look.time_s, dt = look.step_s;
  now_s_ = now;
  if (ways_ > 0 && now - end_s_ > kRollWay_s) end_bout(sink);
  // a roll begins with the palms on two sides; on its way they may come near the nipple
  const bool on_two_sides = a.r_m >= kRollRadius_m && b.r_m >= kRollRadius_m &&
                            apart_rad(a.clock_rad, b.clock_rad) >= kRollSides_rad;
  if (!broad(a) || !broad(b) || (!on_ && !on_two_sides)) {
    lost_s_ += dt;
    if (lost_s_ > kContactGap_s) on_ = false;
    return;
  }
  if (!on_) {
    on_ = true;
    common_m_ = apart_m_ = farthest_m_ = {};
    slip_m_ = apart_most_m_ = 0.0;
    way_start_s_ = farthest_s_ = now;
  }
  lost_s_ = 0.0;
  seen_s_ += dt;
  force_Ns_ += (a.sum_N + b.sum_N) * dt;
  area_m2s_ += (a.area_m2 + b.area_m2) * dt;

  // how the pair goes as a whole, and against each other, since the last turn
  common_m_ += (0.5 * dt) * from_front(a.velocity_m_per_s + b.velocity_m_per_s);
  apart_m_ += (0.5 * dt) * from_front(a.velocity_m_per_s - b.velocity_m_per_s);
  apart_most_m_ = std::max(apart_most_m_, norm(apart_m_));
  slip_m_ += 0.5 * dt * (a.slip_m_per_s + b.slip_m_per_s);
  if (dot(common_m_, common_m_) >= dot(farthest_m_, farthest_m_)) {
    farthest_m_ = common_m_;
    farthest_s_ = now;
  }
  const double back_m = norm(farthest_m_) - dot(common_m_, unit(farthest_m_));
  if (back_m > kRollTurn_m) turn(now);
}

void RollTracker::turn(double time_s) {
  const double way_m = norm(farthest_m_), way_s = farthest_s_ - way_start_s_;
  const bool together = apart_most_m_ <= way_m;
  if (way_m >= kRollWay_m && way_s <= kRollWay_s && together) {
    if (ways_ == 0) {
      first_s_ = way_start_s_;
      force_Ns_ = area_m2s_ = seen_s_ = 0.0;
    }
    ++ways_;
    end_s_ = time_s;
    upright_ += std::fabs(farthest_m_.y) >= kUpright_cos * way_m;
    way_m_.add(way_m);
    way_s_.add(way_s);
    glide_.add(clamp(slip_m_ / way_m, 0.0, 1.0));
  }
  common_m_ -= farthest_m_;
  apart_m_ = {};
  farthest_m_ = common_m_;
  slip_m_ = apart_most_m_ = 0.0;
  way_start_s_ = farthest_s_;
  farthest_s_ = time_s;
}

void RollTracker::end_bout(Sink& sink) {
  if (ways_ >= kRollWaysLeast) {
    TechniqueEvent e{"roll", first_s_, end_s_, sink.side, {}, {}};
    const double n = ways_, upright = upright_ / n;
    e.measures = {{"rolls", 0.5 * n},
                  {"way_m", way_m_.mean()},
                  {"rate_Hz", 0.5 / way_s_.mean()},
                  {"period_cv", way_s_.variation()},
                  {"top_bottom_share", upright},
                  {"slip_share", glide_.mean()},
                  {"mean_pressure_Pa", area_m2s_ > 0.0 ? force_Ns_ / area_m2s_ : 0.0},
                  {"contact_share", std::min(1.0, seen_s_ / std::max(1e-9, end_s_ - first_s_))}};
    e.because = worded(
        upright >= 0.5
            ? mark("Palms on two sides went the same way {} times, {:.0f} mm up or down in {:.1f} "
                   "s, and turned back; {:.0f} % of it glided over the skin.")
            : mark("Palms on two sides went the same way {} times, {:.0f} mm sideways in {:.1f} s, "
                   "and turned back; {:.0f} % of it glided over the skin."),
        ways_, 1e3 * way_m_.mean(), way_s_.mean(), 1e2 * glide_.mean());
    e.nearest = nearest_of({{"stroke-nippleward", glide_.mean(), 1.0, "of the way gliding"},
                            {"support", way_m_.mean(), kSupportDrift_m, "mm of travel", 1e3}});
    sink.add(std::move(e), kBothHands);
  }
  ways_ = upright_ = 0;
  way_m_ = way_s_ = glide_ = Tally{};
}

void RollTracker::close(Sink& sink) {
  if (on_) turn(now_s_);
  end_bout(sink);
  *this = RollTracker{};
}

bool RollTracker::live(double time_s) const {
  return on_ && ways_ > 0 && time_s - end_s_ < kRollWay_s;
}

}  // namespace lac::technique
