#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {

namespace {

bool is_sides(RingHand hand) {
  return hand == RingHand::StraightFingers || hand == RingHand::TwoThumbs;
}

}  // namespace

void RingTracker::start(const RingLook& ring, double time_s) {
  *this = RingTracker{};
  open_ = true;
  sides_ = is_sides(ring.hand);
  start_s_ = time_s;
  x0_m_ = ring.x_m;
  y0_m_ = ring.y_m;
}

void RingTracker::push(const Look& look, Sink& sink) {
  const RingLook& ring = look.ring;
  const bool held =
      ring.tips > 0 && ring.sum_N >= kLoad_N * ring.tips && ring.inward_share >= kInward_frac;

  // a short gap is forgiven, a longer one ends the hold
  if (!held) {
    if (!open_) return;
    lost_s_ += look.step_s;
    if (lost_s_ > kRingPause_s) close(sink);
    return;
  }
  // another pair of hands, or the other quadrants, is another hold
  if (open_ && (is_sides(ring.hand) != sides_ || turned(ring))) close(sink);
  if (!open_) {
    start(ring, look.time_s - look.step_s);
    axis_rad_ = ring.axis_rad;
    follow(look, 1.0);
    side_x0_m_ = side_x_m_;
    side_y0_m_ = side_y_m_;
  }

  // a ring that wanders over the skin is a new hold; hands beside the nipple each stay in place
  follow(look, std::min(1.0, look.step_s / kSettle_s));
  const double away_m = away(ring);
  if (away_m > (sides_ ? kSidesDrift_m : kRingDrift_m)) {
    close(sink);
    start(ring, look.time_s - look.step_s);
    axis_rad_ = ring.axis_rad;
    follow(look, 1.0);
    side_x0_m_ = side_x_m_;
    side_y0_m_ = side_y_m_;
  } else {
    drift_m_ = std::max(drift_m_, away_m);
  }

  // sums over the hold
  const double dt = look.step_s;
  lost_s_ = 0.0;
  last_s_ = look.time_s;
  held_s_ += dt;
  sink.memory.counts.ring_s = held_s_;
  sink.memory.counts.ring_to_s = last_s_;
  force_Ns_ += ring.sum_N * dt;
  area_m2s_ += ring.area_m2 * dt;
  r_ms_ += ring.r_m * dt;
  inward_s_ += ring.inward_share * dt;
  hand_s_[static_cast<std::size_t>(ring.hand)] += dt;
  tips_s_[static_cast<std::size_t>(ring.tips)] += dt;
  for (int i = 0; i < ring.tips; ++i) {
    const auto k = static_cast<std::size_t>(i);
    most_N_ = std::max(most_N_, ring.force_N[k]);
    int slot = 0;
    while (slot < ids_ && id_[static_cast<std::size_t>(slot)] != ring.id[k]) ++slot;
    if (slot == kMostContacts) continue;
    if (slot == ids_) id_[static_cast<std::size_t>(ids_++)] = ring.id[k];
    tip_Ns_[static_cast<std::size_t>(slot)] += ring.force_N[k] * dt;
  }
}

bool RingTracker::turned(const RingLook& ring) const {
  const double d = std::fabs(ring.axis_rad - axis_rad_);
  return sides_ && std::min(d, kPi - d) > kQuarter_rad;
}

void RingTracker::follow(const Look& look, double share) {
  for (std::size_t h = 0; h < 2; ++h) {
    side_x_m_[h] += share * (look.hand[h].x_m - side_x_m_[h]);
    side_y_m_[h] += share * (look.hand[h].y_m - side_y_m_[h]);
  }
}

double RingTracker::away(const RingLook& ring) const {
  if (!sides_) {
    const double dx = ring.x_m - x0_m_, dy = ring.y_m - y0_m_;
    return std::sqrt(dx * dx + dy * dy);
  }
  double most_m = 0.0;
  for (std::size_t h = 0; h < 2; ++h) {
    const double dx = side_x_m_[h] - side_x0_m_[h], dy = side_y_m_[h] - side_y0_m_[h];
    most_m = std::max(most_m, std::sqrt(dx * dx + dy * dy));
  }
  return most_m;
}

void RingTracker::close(Sink& sink) {
  if (!open_) return;
  open_ = false;
  if (held_s_ < kRingHold_s) return;

  // the usual number of tips, and how evenly they bore
  const auto usual = std::max_element(tips_s_.begin(), tips_s_.end());
  const auto tips = static_cast<double>(usual - tips_s_.begin());
  double least_Ns = ids_ > 0 ? tip_Ns_[0] : 0.0, sum_Ns = 0.0;
  for (int i = 0; i < ids_; ++i) {
    least_Ns = std::min(least_Ns, tip_Ns_[static_cast<std::size_t>(i)]);
    sum_Ns += tip_Ns_[static_cast<std::size_t>(i)];
  }
  const double even = sum_Ns > 0.0 ? least_Ns * ids_ / sum_Ns : 0.0;
  const double pressure_Pa = area_m2s_ > 0.0 ? force_Ns_ / area_m2s_ : 0.0;

  // which of the leaflets' hands it was, and whether both steps of a two-step one were done
  const auto hand = std::max_element(hand_s_.begin(), hand_s_.end()) - hand_s_.begin();
  if (sides_) sink.covered.add_ring_axis(axis_rad_);
  ++sink.covered.ring_holds;
  static constexpr std::array kHands{mark("fingers"), mark("tips of one hand"), mark("tips"),
                                     mark("straight fingers"), mark("thumbs")};
  TechniqueEvent e{"reverse-pressure-softening", start_s_, last_s_, sink.side, {}, {}};
  e.measures = {{"hold_s", held_s_},
                {"variant", static_cast<double>(hand)},
                {"steps", sides_ ? static_cast<double>(sink.covered.ring_axes) : 1.0},
                {"holds", static_cast<double>(sink.covered.ring_holds)},
                {"ring_tips", tips},
                {"evenness_frac", even},
                {"mean_pressure_Pa", pressure_Pa},
                {"inward_share", inward_s_ / held_s_},
                {"r_m", r_ms_ / held_s_},
                {"drift_m", drift_m_},
                {"max_force_N", most_N_}};
  e.because = worded(
      sides_ ? mark("{:.0f} {} stood on two sides of the nipple base, {:.0f} mm out, pressing for "
                    "{:.0f} s with {:.0f} mm of drift.")
             : mark("{:.0f} {} stood all round the nipple base, {:.0f} mm out, pressing for {:.0f} "
                    "s with {:.0f} mm of drift."),
      tips, worded(kHands[static_cast<std::size_t>(hand)]), 1e3 * r_ms_ / held_s_, held_s_,
      1e3 * drift_m_);
  e.nearest = nearest_of(
      {{"areolar-compression", 1.0 - inward_s_ / held_s_, kLateral_frac, "of the load sideways"},
       {"palpation", held_s_, kPressLong_s, "s of hold"}});
  sink.add(std::move(e), kBothHands);
}

}  // namespace lac::technique
