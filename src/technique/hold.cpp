// One hand still while the other works: hold-behind-plug.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/beats.h"
#include "technique/constants.h"

namespace lac::technique {

void HoldTracker::push(const HandLook& hand, const HandLook& other, const Look& look, Sink& sink) {
  hand_ = hand.hand;
  const double now = look.time_s, dt = look.step_s;

  // the other hand works when the load of its fingers swings or its place moves on
  const bool worker = other.contacts > 0 && !other.palm && other.form != Form::Palm;
  const double load_N = worker ? other.sum_N : 0.0;
  smooth_N_ += (load_N - smooth_N_) * std::min(1.0, dt / kSmooth_s);
  low_N_ = std::min(low_N_, smooth_N_);
  high_N_ = std::max(high_N_, smooth_N_);
  if (worker) other_m_ += dt * other.velocity_m_per_s;
  const bool swings = high_N_ - low_N_ >= std::max<double>(kBusySwing_N, kBusySwing_frac * high_N_);
  if (swings || norm(other_m_ - other_far_m_) >= kBusyMove_m) {
    work_s_ = now;
    other_far_m_ = other_m_;
    low_N_ = high_N_ = smooth_N_;
  }
  const bool broad_below = hand.below && (hand.palm || hand.form == Form::Palm);
  const bool holds = (hand.form == Form::Cluster || hand.form == Form::Palm) && !broad_below &&
                     !hand.fist && hand.r_m >= kHoldRadius_m && hand.max_N >= kLoad_N;
  if (!holds) {
    lost_s_ += dt;
    if (holding_ && lost_s_ > kRingPause_s) end_hold(sink);
    return;
  }
  if (!holding_) {
    holding_ = true;
    start_s_ = now - dt;
    held_s_ = busy_s_ = force_Ns_ = area_m2s_ = r_ms_ = x_ms_ = y_ms_ = most_N_ = drift_m_ = 0.0;
    moved_m_ = settled_m_ = {};
  }
  lost_s_ = 0.0;
  end_s_ = now;

  // where it is, with tremor averaged out
  moved_m_ += dt * hand.velocity_m_per_s;
  settled_m_ += std::min(1.0, dt / kSettle_s) * (moved_m_ - settled_m_);
  drift_m_ = std::max(drift_m_, norm(settled_m_));
  held_s_ += dt;
  busy_s_ += now - work_s_ <= kBusyMemory_s ? dt : 0.0;
  force_Ns_ += hand.sum_N * dt;
  area_m2s_ += hand.area_m2 * dt;
  r_ms_ += hand.r_m * dt;
  x_ms_ += hand.x_m * dt;
  y_ms_ += hand.y_m * dt;
  most_N_ = std::max(most_N_, hand.max_N);
  if (drift_m_ > kHoldDrift_m) {
    drift_m_ = kHoldDrift_m;
    end_hold(sink);
  }
}

bool HoldTracker::beside_work() const {
  return holding_ && held_s_ > kPressShort_s && busy_s_ > kHoldBusy_frac * held_s_;
}

void HoldTracker::end_hold(Sink& sink) {
  holding_ = false;
  const double busy = held_s_ > 0.0 ? busy_s_ / held_s_ : 0.0;
  if (held_s_ < kHoldLeast_s || busy < kHoldBusy_frac) return;
  TechniqueEvent e{"hold-behind-plug", start_s_, end_s_, sink.side, {}, {}};
  const double r_m = r_ms_ / held_s_;
  e.measures = {{"hold_s", held_s_},
                {"r_m", r_m},
                {"mean_force_N", force_Ns_ / held_s_},
                {"max_force_N", most_N_},
                {"mean_pressure_Pa", area_m2s_ > 0.0 ? force_Ns_ / area_m2s_ : 0.0},
                {"drift_m", drift_m_},
                {"work_share", busy}};

  // against the lump that was felt: beyond it, and on its line to the nipple
  Wording place = worded("no lump had been felt before");
  if (sink.memory.lump_felt) {
    const double lx = sink.memory.lump_x_m, ly = sink.memory.lump_y_m;
    const double lump_r_m = std::sqrt(lx * lx + ly * ly);
    const double x = x_ms_ / held_s_, y = y_ms_ / held_s_;
    const double off_rad = std::fabs(atan2(x * ly - y * lx, x * lx + y * ly));
    e.measures["behind_m"] = r_m - lump_r_m;
    e.measures["line_error_rad"] = off_rad;
    const double way_mm = 1e3 * std::fabs(r_m - lump_r_m), off_deg = off_rad * 180.0 / kPi;
    place = r_m >= lump_r_m
                ? worded("{:.0f} mm beyond the lump, {:.0f} degrees off its line", way_mm, off_deg)
                : worded("{:.0f} mm before the lump, {:.0f} degrees off its line", way_mm, off_deg);
  }
  e.because = worded(
      "One hand lay still {:.0f} mm from the nipple base for {:.0f} s while the other worked; {}.",
      1e3 * r_m, held_s_, place);
  e.nearest = nearest_of({{"pitting", busy, 0.0, "of the time beside work"},
                          {"circular-massage", drift_m_, kHoldDrift_m, "mm of travel", 1e3}});
  sink.add(std::move(e), only(hand_));
}

void HoldTracker::close(Sink& sink) {
  if (holding_) end_hold(sink);
  *this = HoldTracker{};
}

}  // namespace lac::technique
