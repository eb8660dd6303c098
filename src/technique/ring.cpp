#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {

void RingTracker::start(const RingLook& ring, double time_s) {
  *this = RingTracker{};
  open_ = true;
  start_s_ = time_s;
  x0_m_ = ring.x_m;
  y0_m_ = ring.y_m;
}

void RingTracker::push(const Look& look, Sink& sink) {
  const RingLook& ring = look.ring;
  const bool held = ring.tips > 0 && ring.sum_N >= kLoad_N * ring.tips;

  // a short gap is forgiven, a longer one ends the hold
  if (!held) {
    if (!open_) return;
    lost_s_ += look.step_s;
    if (lost_s_ > kRingPause_s) close(sink);
    return;
  }
  if (!open_) start(ring, look.time_s - look.step_s);

  // a ring that wanders over the skin is a new hold
  const double dx = ring.x_m - x0_m_, dy = ring.y_m - y0_m_;
  const double away_m = std::sqrt(dx * dx + dy * dy);
  if (away_m > kRingDrift_m) {
    close(sink);
    start(ring, look.time_s - look.step_s);
  } else {
    drift_m_ = std::max(drift_m_, away_m);
  }

  // sums over the hold
  const double dt = look.step_s;
  lost_s_ = 0.0;
  last_s_ = look.time_s;
  held_s_ += dt;
  force_Ns_ += ring.sum_N * dt;
  area_m2s_ += ring.area_m2 * dt;
  r_ms_ += ring.r_m * dt;
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

  TechniqueEvent e{"reverse-pressure-softening", start_s_, last_s_, sink.side, {}, {}};
  e.measures = {{"hold_s", held_s_},      {"ring_tips", tips},
                {"evenness_frac", even},  {"mean_pressure_Pa", pressure_Pa},
                {"r_m", r_ms_ / held_s_}, {"drift_m", drift_m_},
                {"max_force_N", most_N_}};
  e.because = fmt::format(
      "{:.0f} tips stood all round the nipple base, {:.0f} mm out, pressing for {:.0f} s with "
      "{:.0f} mm of drift.",
      tips, 1e3 * r_ms_ / held_s_, held_s_, 1e3 * drift_m_);
  sink.events.add(std::move(e));
}

}  // namespace lac::technique
