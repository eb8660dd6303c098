#include "study/collect.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/math.h"

namespace lac::study {
namespace {

using Take = scenario::Measure::Take;

// where the two times of a creep are looked for
constexpr double kFastFrom_s = 0.5, kFastTo_s = 12.0, kSlowFrom_s = 8.0, kSlowTo_s = 200.0;
constexpr double kGrid = 1.03;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Place in the readings of the last one at or before this time.
std::size_t at_time(const Readings& r, double time_s) {
  const auto next = std::upper_bound(r.time_s.begin(), r.time_s.end(), time_s + 1e-9);
  return next == r.time_s.begin() ? 0 : static_cast<std::size_t>(next - r.time_s.begin()) - 1;
}

/// What happened between two readings: the change of a sum, the pooled ratio, the mean of a level.
double between(const Readings& r, QuantityKind kind, std::size_t a, std::size_t b) {
  if (kind == QuantityKind::Total) return r.value[b] - r.value[a];
  if (kind == QuantityKind::Ratio) {
    const double per = r.per[b] - r.per[a];
    return per > 0.0 ? (r.value[b] - r.value[a]) / per : kNone;
  }
  // time-weighted, each value standing since the reading before
  double sum = 0.0;
  for (std::size_t i = a + 1; i <= b; ++i) sum += r.value[i] * (r.time_s[i] - r.time_s[i - 1]);
  const double span_s = r.time_s[b] - r.time_s[a];
  return span_s > 0.0 ? sum / span_s : r.value[b];
}

double spread_over_mean(const std::vector<double>& values) {
  double mean = 0.0, square = 0.0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) square += (v - mean) * (v - mean);
  return values.size() > 1 && mean != 0.0
             ? std::sqrt(square / static_cast<double>(values.size() - 1)) / mean
             : 0.0;
}

std::vector<Point> by_ejection(const Readings& r, QuantityKind kind, bool share) {
  std::vector<Point> out;
  const std::size_t last = r.time_s.size() - 1;
  const double all = between(r, kind, 0, last);
  for (std::size_t k = 0; k < r.ejection_s.size(); ++k) {
    const std::size_t a = at_time(r, r.ejection_s[k]);
    const std::size_t b = k + 1 < r.ejection_s.size() ? at_time(r, r.ejection_s[k + 1]) : last;
    const double part = b > a ? between(r, kind, a, b) : kNone;
    out.push_back({r.ejection_s[k], share ? part / all : part});
  }
  return out;
}

std::vector<Point> by_interval(const Readings& r, QuantityKind kind, double every_s) {
  std::vector<Point> out;
  for (double from_s = r.time_s.front(); from_s + every_s <= r.time_s.back() + 1e-6;
       from_s += every_s) {
    const std::size_t a = at_time(r, from_s), b = at_time(r, from_s + every_s);
    if (b > a) out.push_back({r.time_s[b], between(r, kind, a, b)});
  }
  return out;
}

/// The first or last so much milk: `per` is the milk.
Point milk_sample(const Readings& r, double sample_m3, bool first) {
  const std::size_t last = r.per.size() - 1;
  std::size_t a = 0, b = last;
  // sums of readings end a round-off short of a whole sample
  const double enough_m3 = sample_m3 * (1.0 - 1e-9);
  if (first)
    while (b > 1 && r.per[b - 1] - r.per[0] >= enough_m3) --b;
  else
    while (a + 2 <= last && r.per[last] - r.per[a + 1] >= enough_m3) ++a;
  return {r.time_s[b], between(r, QuantityKind::Ratio, a, b)};
}

double reach_s(const Readings& r, double level) {
  const bool up = r.value.front() < level;
  for (std::size_t i = 0; i < r.value.size(); ++i)
    if (up ? r.value[i] >= level : r.value[i] <= level) return r.time_s[i] - r.time_s.front();
  return kNone;
}

}  // namespace

std::vector<Climb> climbs(const std::vector<double>& time_s, const std::vector<double>& value,
                          double least, double apart_s) {
  std::vector<Climb> out;
  std::size_t foot = 0, peak = 0;
  bool climbing = false;
  const auto close = [&] {
    const double height = value[peak] - value[foot];
    if (!out.empty() && time_s[peak] - out.back().peak_s < apart_s) return;
    out.push_back({time_s[foot], time_s[peak], height});
  };
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!climbing) {
      if (value[i] <= value[foot]) foot = i;
      if (value[i] - value[foot] >= least && value[i] > value[foot]) climbing = true, peak = i;
      continue;
    }
    if (value[i] > value[peak]) peak = i;
    // over when it has fallen by half of what it rose, or by as much as makes a rise
    const double over = 0.5 * (value[peak] - value[foot]);
    if (value[peak] - value[i] >= (least > 0.0 ? std::min(over, least) : over)) {
      close();
      climbing = false;
      foot = i;
    }
  }
  if (climbing) close();
  return out;
}

double half_life_s(const std::vector<double>& time_s, const std::vector<double>& value,
                   double floor) {
  double n = 0.0, t = 0.0, y = 0.0, tt = 0.0, ty = 0.0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const double above = value[i] - floor;
    if (above <= 0.0) break;
    const double log_above = log(above);
    n += 1.0, t += time_s[i], y += log_above;
    tt += time_s[i] * time_s[i], ty += time_s[i] * log_above;
  }
  const double slope = n > 2.0 ? (n * ty - t * y) / (n * tt - t * t) : 0.0;
  return slope < 0.0 ? -log(2.0) / slope : kNone;
}

CreepFit fit_creep(const std::vector<double>& time_s, const std::vector<double>& value,
                   double ramp_s) {
  // share of a sudden load's creep that is still to come when a ramp ends
  const auto left = [&](double tau_s) {
    const double r = ramp_s / tau_s;
    return r > 0.0 ? (1.0 - exp(-r)) / r : 1.0;
  };
  CreepFit best{kNone, kNone, kNone, kNone};
  if (value.size() < 8) return best;
  double least = std::numeric_limits<double>::infinity();
  // both times over a grid of 3 %, the amplitudes by least squares
  const auto grid = [](double from_s, double to_s) {
    std::vector<double> out;
    while (from_s <= to_s) {
      out.push_back(from_s);
      from_s *= kGrid;
    }
    return out;
  };
  const std::vector<double> slow = grid(kSlowFrom_s, kSlowTo_s);
  for (const double fast_s : grid(kFastFrom_s, kFastTo_s))
    for (const double slow_s : slow) {
      if (slow_s < 2.0 * fast_s) continue;
      // normal equations of  d = a - b_1 u - b_2 v
      double m[3][4] = {};
      for (std::size_t i = 0; i < value.size(); ++i) {
        const double t_s = time_s[i] - time_s.front();
        const double basis[3] = {1.0, -exp(-t_s / fast_s), -exp(-t_s / slow_s)};
        for (int r = 0; r < 3; ++r) {
          for (int c = 0; c < 3; ++c) m[r][c] += basis[r] * basis[c];
          m[r][3] += basis[r] * value[i];
        }
      }
      for (int k = 0; k < 3; ++k)
        for (int r = 0; r < 3; ++r) {
          if (r == k) continue;
          const double factor = m[r][k] / m[k][k];
          for (int c = k; c < 4; ++c) m[r][c] -= factor * m[k][c];
        }
      const double a = m[0][3] / m[0][0], b1 = m[1][3] / m[1][1], b2 = m[2][3] / m[2][2];
      double off = 0.0;
      for (std::size_t i = 0; i < value.size(); ++i) {
        const double t_s = time_s[i] - time_s.front();
        const double d = value[i] - a + b1 * exp(-t_s / fast_s) + b2 * exp(-t_s / slow_s);
        off += d * d;
      }
      if (!(off < least)) continue;
      least = off;
      const double viscous = b1 / left(fast_s) + b2 / left(slow_s);
      best = {fast_s, slow_s, a - viscous, viscous};
    }
  return best;
}

namespace {

/// Climbs of a level, or of what a sum gained in each interval.
std::vector<Climb> rises(const scenario::Measure& m, QuantityKind kind, const Readings& r) {
  const double least = m.rise / r.unit_factor;
  if (kind == QuantityKind::Level || m.every_s <= 0.0)
    return climbs(r.time_s, r.value, least, m.apart_s);
  std::vector<double> time_s, gained;
  for (const Point& p : by_interval(r, kind, m.every_s)) {
    if (!std::isfinite(p.value)) continue;
    time_s.push_back(p.time_s);
    gained.push_back(p.value);
  }
  return climbs(time_s, gained, least, m.apart_s);
}

}  // namespace

std::vector<Point> reduce(const scenario::Measure& m, QuantityKind kind, const Readings& r) {
  std::vector<Point> out;
  if (r.value.empty()) return out;
  const std::size_t last = r.value.size() - 1;
  const double start_s = r.time_s.front(), end_s = r.time_s.back();
  const auto one = [&](double time_s, double value) { out.push_back({time_s, value}); };
  const bool ratio = kind == QuantityKind::Ratio;
  const auto least = std::min_element(r.value.begin(), r.value.end()) - r.value.begin();
  const auto most = std::max_element(r.value.begin(), r.value.end()) - r.value.begin();
  const double f = r.unit_factor;
  switch (m.take) {
    case Take::Start:
      one(start_s, f * r.value.front());
      break;
    case Take::End:
      one(end_s, f * (ratio ? between(r, kind, 0, last) : r.value[last]));
      break;
    case Take::Change:
      one(end_s, f * (ratio ? between(r, kind, 0, last) : r.value[last] - r.value[0]));
      break;
    case Take::Mean:
      one(end_s, f * between(r, kind == QuantityKind::Total ? QuantityKind::Level : kind, 0, last));
      break;
    case Take::Most:
      one(r.time_s[most], f * r.value[most]);
      break;
    case Take::Least:
      one(r.time_s[least], f * r.value[least]);
      break;
    case Take::Cv:
      one(end_s, spread_over_mean(r.value));
      break;
    case Take::Sampled:
      if (ratio) {
        out = by_interval(r, kind, m.every_s);
        for (Point& p : out) p.value *= f;
      } else {
        for (std::size_t i = 0; i <= last; ++i) one(r.time_s[i], f * r.value[i]);
      }
      break;
    case Take::Interval:
      out = by_interval(r, kind, m.every_s);
      for (Point& p : out) p.value *= f;
      break;
    case Take::Ejection:
    case Take::Share:
      out = by_ejection(r, kind, m.take == Take::Share);
      if (m.take == Take::Ejection)
        for (Point& p : out) p.value *= f;
      break;
    case Take::Rises:
      one(end_s, static_cast<double>(rises(m, kind, r).size()));
      break;
    case Take::FirstRise: {
      const std::vector<Climb> found = rises(m, kind, r);
      one(end_s, found.empty() ? kNone : found.front().from_s - start_s);
      break;
    }
    case Take::Rise:
      for (const Climb& c : rises(m, kind, r)) one(c.peak_s, f * c.height);
      break;
    case Take::Reach:
      one(end_s, reach_s(r, m.level / f));
      break;
    case Take::HalfLife:
      one(end_s, half_life_s(r.time_s, r.value, m.level / f));
      break;
    case Take::Creep: {
      const CreepFit fit = fit_creep(r.time_s, r.value, m.from_s);
      one(end_s, fit.fast_s);
      one(end_s, fit.slow_s);
      one(end_s, fit.viscous / fit.elastic);
      break;
    }
    case Take::FirstSample:
    case Take::LastSample:
      if (!ratio || last < 1) {
        one(end_s, kNone);
      } else {
        const Point p = milk_sample(r, m.sample_m3, m.take == Take::FirstSample);
        one(p.time_s, f * p.value);
      }
      break;
  }
  return out;
}

}  // namespace lac::study
