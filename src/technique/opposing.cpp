#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {
namespace {

constexpr double kRising_frac = 1.05;  // a force that grows by less has arrived

/// How often expression went on to the other breast so far.
int alternations(Sink& sink) {
  const int side = static_cast<int>(sink.side);
  if (sink.memory.expressed_side >= 0 && sink.memory.expressed_side != side)
    ++sink.memory.alternations;
  sink.memory.expressed_side = side;
  return sink.memory.alternations;
}

/// The clock hour nearest to this direction, 0 for 12.
std::size_t hour_of(double clock_rad) {
  return static_cast<std::size_t>(std::lround(clock_rad * 6.0 / kPi)) % 12;
}

/// ": 2 with the pads at 12 and 6 o'clock, 1 with the pads at 3 and 9 o'clock": where the pads
/// stood; empty where nothing slid. A hand that moves as a whole slides on both sides, and it is by
/// both that its place is known.
Wording where_slid(const std::array<int, 12>& slid_at) {
  Wording words;
  for (std::size_t hour = 0; hour < 6; ++hour) {
    const int slid = slid_at[hour] + slid_at[hour + 6];
    if (slid == 0) continue;
    const Wording here = worded("{} with the pads at {} and {} o'clock", slid,
                                hour == 0 ? std::size_t{12} : hour, hour + 6);
    words = words.empty() ? here : worded("{}, {}", words, here);
  }
  return words;
}

}  // namespace

void OpposingTracker::begin(const HandLook& hand, double time_s) {
  loaded_ = true;
  start_s_ = time_s;
  peak_N_ = peak_press_N_ = peak_squeeze_N_ = lateral_frac_ = 0.0;
  gap_start_m_ = gap_least_m_ = hand.gap_m;
  way_ = {};
  side_way_ = {};
  side_rad_ = hand.side_clock_rad;
  late_slip_m_ = 0.0;
  x0_m_ = hand.x_m;
  y0_m_ = hand.y_m;
  centre_m_ = 0.0;
  contacts_ = hand.contacts;
  span_m_ = hand.r_m;
  axis_rad_ = hand.axis_rad;
  nipple_s_ = areola_s_ = seen_s_ = force_Ns_ = area_m2s_ = 0.0;
  u_hold_s_ = facing_rads_ = facing_s_ = 0.0;
  press_s_ = squeeze_s_ = time_s;
}

void OpposingTracker::load(const HandLook& hand, double time_s, double step_s) {
  // how hard, how much of it across, and which of the two came first
  peak_N_ = std::max(peak_N_, smooth_N_);
  if (hand.press_N > kRising_frac * peak_press_N_) press_s_ = time_s;
  peak_press_N_ = std::max(peak_press_N_, hand.press_N);
  if (hand.squeeze_N > kRising_frac * peak_squeeze_N_) squeeze_s_ = time_s;
  if (hand.squeeze_N > peak_squeeze_N_) {
    peak_squeeze_N_ = hand.squeeze_N;
    lateral_frac_ = hand.sum_N > 0.0 ? 2.0 * hand.squeeze_N / hand.sum_N : 0.0;
  }
  if (hand.form == Form::Opposing) gap_least_m_ = std::min(gap_least_m_, hand.gap_m);

  // where the contact went over the skin, and how much of that was slip; letting go does not count,
  // nor does the way back of pads that part and stay pressed back
  const bool parting =
      smooth_squeeze_N_ < kUnderLoad_frac * peak_squeeze_N_ && hand.gap_m > gap_least_m_ + kClose_m;
  if (smooth_N_ >= kUnderLoad_frac * peak_N_ && !parting) {
    way_.add(hand.radial_m_per_s * step_s, hand.slip_m_per_s * step_s);
    follow_sides(hand, step_s);
    if (time_s - start_s_ > kClosing_s) late_slip_m_ += hand.slip_m_per_s * step_s;
    const double dx = hand.x_m - x0_m_, dy = hand.y_m - y0_m_;
    if (hand.contacts == contacts_) centre_m_ = std::max(centre_m_, std::sqrt(dx * dx + dy * dy));
  }

  seen_s_ += step_s;
  nipple_s_ += hand.form == Form::Nipple ? step_s : 0.0;
  areola_s_ += hand.on_areola ? step_s : 0.0;
  force_Ns_ += hand.sum_N * step_s;
  area_m2s_ += hand.area_m2 * step_s;
  u_hold_s_ += hand.u_hold ? step_s : 0.0;
  if (hand.form == Form::Opposing) {
    facing_s_ += step_s;
    facing_rads_ += hand.facing_rad * step_s;
  }
}

// the sides keep their names although the arcs between them change places
void OpposingTracker::follow_sides(const HandLook& hand, double step_s) {
  if (hand.form != Form::Opposing) return;
  const bool swapped = cos(hand.side_clock_rad[0] - side_rad_[0]) < 0.0;
  for (std::size_t k = 0; k < 2; ++k) {
    const std::size_t seen = swapped ? 1 - k : k;
    side_way_[k].add(hand.side_radial_m_per_s[seen] * step_s,
                     hand.side_slip_m_per_s[seen] * step_s);
  }
}

// Travel without slip is roll. Slip that leads nowhere is shaking in place, not a slide; slip of
// one side is felt by the skin there, whatever the other side does.
OpposingTracker::Told OpposingTracker::told() const {
  const auto glide_m = [&](const Ways& w) {
    return std::min(w.longer().slip_m(), std::max(w.longer().most_m(), centre_m_));
  };
  Told t;
  t.slip_m = glide_m(way_);
  const double roll_m = std::max(0.0, way_.longer().most_m() - t.slip_m);
  const double a_m = glide_m(side_way_[0]), b_m = glide_m(side_way_[1]);
  const bool mostly = t.slip_m >= kRoll_m && t.slip_m > roll_m;
  t.roll_m = way_.forward() ? roll_m : -roll_m;
  t.slid = std::max({t.slip_m, a_m, b_m}) > kSlide_m || mostly;
  t.rolled = !t.slid && t.roll_m >= kRoll_m;
  t.slid_clock_rad = side_rad_[a_m >= b_m ? 0 : 1];
  return t;
}

void OpposingTracker::push(const HandLook& hand, const Look& look, Sink& sink) {
  hand_ = hand.hand;
  if (cycles_ > 0 && !loaded_ && look.time_s - last_end_s_ > kExpressionPause_s) end_bout(sink);

  // pads that slide on to the nipple stay the same load; a load cannot begin there
  const bool facing = hand.form == Form::Opposing || (loaded_ && hand.form == Form::Nipple);
  if (!facing) {
    lost_s_ += look.step_s;
    if (lost_s_ <= kContactGap_s) return;
    if (loaded_) end(last_seen_s_, sink);
    smooth_N_ = low_N_ = 0.0;
    return;
  }
  lost_s_ = 0.0;
  last_seen_s_ = look.time_s;
  smooth_N_ += (hand.mean_N - smooth_N_) * std::min(1.0, look.step_s / kSmooth_s);
  smooth_squeeze_N_ +=
      (hand.squeeze_N - smooth_squeeze_N_) * std::min(1.0, look.step_s / kSmooth_s);

  // a load begins with a rise above the lightest touch since the last one, and ends with a fall, or
  // where the pads let go of each other and stay pressed back
  if (!loaded_) {
    low_N_ = std::min(low_N_, smooth_N_);
    if (smooth_N_ < low_N_ + kCycleRise_N) return;
    begin(hand, look.time_s);
  }
  load(hand, look.time_s, look.step_s);
  const bool apart = hand.form == Form::Opposing && smooth_N_ < peak_N_ - kCycleRise_N &&
                     smooth_squeeze_N_ < kCycleFall_frac * peak_squeeze_N_;
  if (apart || smooth_N_ < low_N_ + kCycleFall_frac * (peak_N_ - low_N_)) {
    end(look.time_s, sink);
    low_N_ = smooth_N_;
  }
}

void OpposingTracker::end(double time_s, Sink& sink) {
  loaded_ = false;
  const double held_s = time_s - start_s_;
  bout_nipple_s_ += nipple_s_;
  bout_seen_s_ += seen_s_;
  const bool compressed = gap_start_m_ - gap_least_m_ >= kClose_m || lateral_frac_ >= kLateral_frac;
  if (held_s < kCycleShort_s || !compressed || nipple_s_ > 0.5 * seen_s_) return;

  if (held_s <= kCycleLong_s) {
    count_cycle(time_s, told(), sink);
  } else if (areola_s_ > 0.5 * seen_s_ && late_slip_m_ <= kSlide_m &&
             held_s >= kCompressionHold_s) {
    // pads may gather soft skin while they close; once closed they stay
    compression(time_s, sink);
  }
}

void OpposingTracker::count_cycle(double time_s, const Told& told, Sink& sink) {
  // rhythm: only intervals that are not pauses
  if (cycles_ == 0) {
    bout_start_s_ = start_s_;
  } else if (start_s_ - last_start_s_ < kCyclePause_s) {
    period_s_.add(start_s_ - last_start_s_);
    release_s_.add(start_s_ - last_end_s_);
  }
  last_start_s_ = start_s_;
  last_end_s_ = time_s;

  ++cycles_;
  Counts& counts = sink.memory.counts;
  ++counts.cycles;
  counts.rolled += told.rolled;
  counts.cycle_slid = told.slid;
  counts.cycle_r_m = span_m_;
  rolled_ += told.rolled;
  slid_ += told.slid;
  if (told.slid) ++slid_at_[hour_of(told.slid_clock_rad)];
  last_ = told;
  roll_m_.add(told.roll_m);
  slid_m_.add(told.slip_m);
  spans_m_.add(span_m_);
  press_N_.add(peak_press_N_);
  squeeze_N_.add(peak_squeeze_N_);
  most_N_ = std::max(most_N_, peak_N_);
  load_s_.add(time_s - start_s_);
  lead_s_.add(squeeze_s_ - press_s_);
  u_hold_.add(u_hold_s_ > 0.5 * seen_s_ ? 1.0 : 0.0);
  if (facing_s_ > 0.0) opposed_rad_.add(facing_rads_ / facing_s_);
  sink.covered.add_axis(axis_rad_);
}

void OpposingTracker::compression(double time_s, Sink& sink) {
  TechniqueEvent e{"areolar-compression", start_s_, time_s, sink.side, {}, {}};
  const double held_s = time_s - start_s_;
  e.measures = {{"hold_s", held_s},
                {"squeeze_N", peak_squeeze_N_},
                {"r_m", span_m_},
                {"mean_pressure_Pa", area_m2s_ > 0.0 ? force_Ns_ / area_m2s_ : 0.0},
                {"slip_m", told().slip_m},
                {"max_force_N", peak_N_}};
  e.because = worded(
      "Facing pads on the areola, {:.0f} mm from the nipple base, were pressed together and held "
      "for {:.0f} s.",
      1e3 * span_m_, held_s);
  e.nearest = nearest_of(
      {{"hand-expression", held_s, kCycleLong_s, "s of load"},
       {"reverse-pressure-softening", lateral_frac_, kLateral_frac, "of the load sideways"}});
  sink.add(std::move(e), only(hand_));
}

void OpposingTracker::end_bout(Sink& sink) {
  if (cycles_ >= kCyclesLeast) {
    const double n = cycles_;
    TechniqueEvent e{"hand-expression", bout_start_s_, last_end_s_, sink.side, {}, {}};
    e.measures = {{"cycles", n},
                  {"roll_m", roll_m_.value()},
                  {"slip_m", slid_m_.value()},
                  {"span_m", spans_m_.mean()},
                  {"press_N", press_N_.mean()},
                  {"squeeze_N", squeeze_N_.mean()},
                  {"max_force_N", most_N_},
                  {"positions", static_cast<double>(sink.covered.axes)},
                  {"opposed_rad", opposed_rad_.mean()},
                  {"press_lead_s", lead_s_.mean()},
                  {"u_hold_share", u_hold_.mean()},
                  {"nipple_share", bout_seen_s_ > 0.0 ? bout_nipple_s_ / bout_seen_s_ : 0.0},
                  {"alternations", static_cast<double>(alternations(sink))},
                  {"roll_share", rolled_ / n},
                  {"slide_share", slid_ / n}};
    if (period_s_.count > 0) {
      e.measures["period_s"] = period_s_.mean();
      e.measures["release_s"] = release_s_.mean();
    }
    if (period_s_.count > 1) e.measures["period_cv"] = period_s_.variation();
    if (slid_ > 0) {
      const auto most = std::max_element(slid_at_.begin(), slid_at_.end());
      e.measures["slide_clock_rad"] = static_cast<double>(most - slid_at_.begin()) * kPi / 6.0;
    }
    e.because = worded(
        slid_ > 0
            ? mark("Facing pads {:.0f} mm from the nipple base pressed together and let go {} "
                   "times; {} times they rolled, {} times they slid over the skin: {}.")
            : mark("Facing pads {:.0f} mm from the nipple base pressed together and let go {} "
                   "times; {} times they rolled, {} times they slid over the skin."),
        1e3 * spans_m_.mean(), cycles_, rolled_, slid_, where_slid(slid_at_));
    e.nearest = nearest_of(
        {{"areolar-compression", load_s_.mean(), kCompressionHold_s, "s of load"},
         {"nipple-touch", e.measures["nipple_share"], 0.5, "of the time on the nipple"}});
    sink.add(std::move(e), only(hand_));
  }
  cycles_ = rolled_ = slid_ = 0;
  last_end_s_ = -1e9;
  most_N_ = bout_nipple_s_ = bout_seen_s_ = 0.0;
  slid_at_ = {};
  last_ = {};
  roll_m_ = slid_m_ = {};
  period_s_ = spans_m_ = press_N_ = squeeze_N_ = release_s_ = Tally{};
  load_s_ = opposed_rad_ = lead_s_ = u_hold_ = Tally{};
}

void OpposingTracker::close(Sink& sink) {
  if (loaded_) end(last_seen_s_, sink);
  end_bout(sink);
  *this = OpposingTracker{};
}

std::string_view OpposingTracker::live(double time_s) const {
  if (loaded_ && time_s - start_s_ > kCompressionHold_s) return "areolar-compression";
  if (loaded_ || (cycles_ > 0 && time_s - last_end_s_ < kCyclePause_s)) return "hand-expression";
  return {};
}

Manner OpposingTracker::manner(double time_s) const {
  if (live(time_s) != "hand-expression") return Manner::None;
  if (!loaded_ && time_s - last_end_s_ > kToldAfter_s) return Manner::None;
  const Told now = loaded_ ? told() : last_;
  if (now.slid) return Manner::Sliding;
  if (now.rolled) return Manner::Rolling;
  return loaded_ ? Manner::None : Manner::Still;
}

}  // namespace lac::technique
