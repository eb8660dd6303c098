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
    beside_ = false;
    landed_s_ = now;
    held_ = told_ = {};
    drift_m_ = 0.0;
    moved_m_ = settled_m_ = {};
  }
  lost_s_ = 0.0;

  // where it is, with tremor averaged out
  moved_m_ += dt * hand.velocity_m_per_s;
  settled_m_ += std::min(1.0, dt / kSettle_s) * (moved_m_ - settled_m_);
  drift_m_ = std::max(drift_m_, norm(settled_m_));

  // who has laid one hand on takes a while to take up the other, and to lift again: what counts
  // lies between the other hand's first work and its last; what it did before, a ring of both hands
  // that was let go, is no work beside this hold
  const bool busy = work_s_ >= landed_s_ && now - work_s_ <= kBusyMemory_s;
  if (busy && !beside_) {
    beside_ = true;
    start_s_ = now - dt;
  }
  if (beside_) {
    held_.end_s = now;
    held_.held_s += dt;
    held_.busy_s += busy ? dt : 0.0;
    held_.force_Ns += hand.sum_N * dt;
    held_.area_m2s += hand.area_m2 * dt;
    held_.r_ms += hand.r_m * dt;
    held_.x_ms += hand.x_m * dt;
    held_.y_ms += hand.y_m * dt;
    held_.most_N = std::max(held_.most_N, hand.max_N);
    if (busy) told_ = held_;
  }
  if (drift_m_ > kHoldDrift_m) {
    drift_m_ = kHoldDrift_m;
    end_hold(sink);
  }
}

bool HoldTracker::beside_work() const {
  return holding_ && held_.held_s > kPressShort_s && held_.busy_s > kHoldBusy_frac * held_.held_s;
}

void HoldTracker::end_hold(Sink& sink) {
  holding_ = false;
  const Held h = told_;
  const double busy = h.held_s > 0.0 ? h.busy_s / h.held_s : 0.0;
  if (h.held_s < kHoldLeast_s || busy < kHoldBusy_frac) return;
  TechniqueEvent e{"hold-behind-plug", start_s_, h.end_s, sink.side, {}, {}};
  const double r_m = h.r_ms / h.held_s;
  e.measures = {{"hold_s", h.held_s},
                {"r_m", r_m},
                {"mean_force_N", h.force_Ns / h.held_s},
                {"max_force_N", h.most_N},
                {"mean_pressure_Pa", h.area_m2s > 0.0 ? h.force_Ns / h.area_m2s : 0.0},
                {"drift_m", drift_m_},
                {"work_share", busy}};

  // against the lump that was felt: beyond it, and on its line to the nipple
  Wording place = worded("no lump had been felt before");
  if (sink.memory.lump_felt) {
    const double lx = sink.memory.lump_x_m, ly = sink.memory.lump_y_m;
    const double lump_r_m = std::sqrt(lx * lx + ly * ly);
    const double x = h.x_ms / h.held_s, y = h.y_ms / h.held_s;
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
      1e3 * r_m, h.held_s, place);
  e.nearest = nearest_of({{"pitting", busy, 0.0, "of the time beside work"},
                          {"circular-massage", drift_m_, kHoldDrift_m, "mm of travel", 1e3}});
  sink.add(std::move(e), only(hand_));
}

void HoldTracker::close(Sink& sink) {
  if (holding_) end_hold(sink);
  *this = HoldTracker{};
}

}  // namespace lac::technique
