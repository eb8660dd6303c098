// What every touch is told with: how hard, how it felt, where it went.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/constants.h"
#include "technique/course.h"

namespace lac::technique {
namespace {

constexpr double kBin_s = 0.5;
constexpr std::size_t kBins = 7200;  // an hour

int ring_of(double r_m) { return r_m < kMapInner_m ? 0 : r_m < kMapOuter_m ? 1 : 2; }

int sector_of(double x_m, double y_m) {
  const double turn = atan2(x_m, y_m) / (2.0 * kPi);
  const int sector = static_cast<int>(std::floor((turn - std::floor(turn)) * kMapSectors));
  return std::min(sector, kMapSectors - 1);
}

/// Correlation of nearness to the nipple with time: 1 goes inward, -1 outward.
struct Order {
  double n = 0.0, t = 0.0, r = 0.0, tt = 0.0, rr = 0.0, tr = 0.0;
  void add(double time_s, double r_m) {
    ++n;
    t += time_s, r += r_m, tt += time_s * time_s, rr += r_m * r_m, tr += time_s * r_m;
  }
  double inward() const {
    const double vt = n * tt - t * t, vr = n * rr - r * r;
    return n < 3.0 || vt <= 1e-12 || vr <= 1e-12
               ? 0.0
               : clamp((t * r - n * tr) / std::sqrt(vt * vr), -1.0, 1.0);
  }
};

}  // namespace

Course::Course() { bin_.resize(kBins); }

void Course::push(const sim::Observation& o, const Look& look) {
  // a new bin every half second; waits make longer ones
  if (used_ == 0 || bin_[(next_ + kBins - 1) % kBins].seen_s >= kBin_s - 0.5 * o.step_s) {
    bin_[next_] = {};
    bin_[next_].start_s = o.time_s - o.step_s;
    next_ = (next_ + 1) % kBins;
    used_ = std::min(used_ + 1, kBins);
  }
  Bin& bin = bin_[(next_ + kBins - 1) % kBins];
  bin.seen_s += o.step_s;

  // her face against what it was at rest; a number said counts as it is said
  const double shown = std::isfinite(o.face) ? o.face : 0.0;
  if (rest_pain_ < 0.0 || (!look.any_contact && shown < rest_pain_)) rest_pain_ = shown;
  const double rise = std::max(shown, static_cast<double>(o.spoken_nrs)) - rest_pain_;
  bin.most_rise = std::max(bin.most_rise, rise);
  if (look.any_contact && rise >= kPainRise) bin.pain_s += o.step_s;
  for (const sim::Event& e : o.events) bin.stopped |= e.id == "stop-word" || e.id == "says:stop";

  // what each hand did
  for (std::size_t h = 0; h < 2; ++h) {
    const HandLook& hand = look.hand[h];
    if (hand.contacts == 0) continue;
    Hand& mine = bin.hand[h];
    mine.touch_s += o.step_s;
    mine.force_Ns += hand.sum_N * o.step_s;
    mine.area_m2s += hand.area_m2 * o.step_s;
    mine.x_ms += hand.x_m * o.step_s;
    mine.y_ms += hand.y_m * o.step_s;
    mine.coached_s += o.coached[h] ? o.step_s : 0.0;
  }
}

void Course::tell(unsigned hands, TechniqueEvent& event) const {
  if (hands == 0) return;
  double touch_s = 0.0, force_Ns = 0.0, area_m2s = 0.0, coached_s = 0.0, pain_s = 0.0, rise = 0.0;
  bool stopped = false;
  std::vector<double> map_s(static_cast<std::size_t>(kMapRings * kMapSectors), 0.0);
  Order order;
  for (std::size_t i = 0; i < used_; ++i) {
    const Bin& bin = bin_[(next_ + kBins - used_ + i) % kBins];
    if (bin.start_s + bin.seen_s <= event.start_s || bin.start_s >= event.end_s) continue;
    pain_s += bin.pain_s;
    rise = std::max(rise, bin.most_rise);
    stopped |= bin.stopped;
    for (std::size_t h = 0; h < 2; ++h) {
      const Hand& hand = bin.hand[h];
      if ((hands & only(static_cast<int>(h))) == 0 || hand.touch_s <= 0.0) continue;
      touch_s += hand.touch_s;
      force_Ns += hand.force_Ns;
      area_m2s += hand.area_m2s;
      coached_s += hand.coached_s;
      const double x_m = hand.x_ms / hand.touch_s, y_m = hand.y_ms / hand.touch_s;
      const double r_m = std::sqrt(x_m * x_m + y_m * y_m);
      const int cell = ring_of(r_m) * kMapSectors + sector_of(x_m, y_m);
      map_s[static_cast<std::size_t>(cell)] += hand.touch_s;
      order.add(bin.start_s - event.start_s, r_m);
    }
  }
  if (touch_s <= 0.0) return;

  // the class of pressure: what she says first, then force over area
  const double pressure_Pa = area_m2s > 0.0 ? force_Ns / area_m2s : 0.0;
  const bool painful = stopped || pain_s >= kPainLasts_s;
  event.measures["pressure_class"] = painful                          ? 4.0
                                     : pressure_Pa <= kSkinStretch_Pa ? 1.0
                                     : pressure_Pa <= kGentle_Pa      ? 2.0
                                                                      : 3.0;
  event.measures["pain_rise"] = std::max(0.0, rise);
  event.measures["coached_share"] = coached_s / touch_s;
  event.measures["inward_order"] = order.inward();
  const auto covered = std::count_if(map_s.begin(), map_s.end(),
                                     [](double spent_s) { return spent_s >= kMapDwell_s; });
  event.measures["cells_frac"] = static_cast<double>(covered) / static_cast<double>(map_s.size());
  event.map_s = std::move(map_s);
}

std::string nearest_of(std::initializer_list<Other> others) {
  const Other* nearest = nullptr;
  double least = 1e9;
  for (const Other& other : others) {
    const double size = std::max({std::fabs(other.needed), std::fabs(other.seen), 1e-12});
    const double missing = std::fabs(other.needed - other.seen) / size;
    if (missing < least) least = missing, nearest = &other;
  }
  if (nearest == nullptr) return {};
  return fmt::format(
      "Nearest other: {}, which needs {} {:.3g} {}; seen {:.3g}.", plain_name(nearest->id),
      nearest->seen < nearest->needed ? "at least" : "at most", nearest->scale * nearest->needed,
      nearest->what, nearest->scale * nearest->seen);
}

}  // namespace lac::technique
