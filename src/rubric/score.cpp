#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/math.h"
#include "rubric/constants.h"
#include "rubric/metrics.h"
#include "rubric/rubric.h"
#include "rubric/words.h"

namespace lac::rubric {
namespace {

using technique::Over;
using technique::TechniqueEvent;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Run {
  const std::vector<TechniqueEvent>& events;
  const Evidence& evidence;
  std::span<const ActionLabel> labels;
  Wording called(std::string_view id) const { return rubric::called(id, labels); }
};

// ---- what happened --------------------------------------------------------------------------

bool same_id(std::string_view id, std::string_view wanted) {
  return id == wanted || (id.size() > wanted.size() && id.substr(0, wanted.size()) == wanted &&
                          id[wanted.size()] == ':');
}

// every time that an action, a technique or the first touch happened, by start
std::vector<Moment> occurrences(std::string_view id, const Run& run) {
  std::vector<Moment> found;
  if (id == "touch" && run.evidence.first_contact_s >= 0.0)
    found.push_back({run.evidence.first_contact_s, run.evidence.first_contact_s, "first touch"});
  for (const Evidence::Happening& h : run.evidence.happening)
    if (same_id(h.id, id)) found.push_back({h.time_s, h.time_s, h.id});
  for (const TechniqueEvent& e : run.events)
    if (e.id == id) found.push_back({e.start_s, e.end_s, e.because});
  std::stable_sort(found.begin(), found.end(),
                   [](const Moment& a, const Moment& b) { return a.start_s < b.start_s; });
  return found;
}

// the same of a row's `first` and of whatever stands for it
std::vector<Moment> first_occurrences(const Criterion& c, const Run& run) {
  std::vector<Moment> found = occurrences(c.first, run);
  for (const std::string& other : c.also)
    for (const Moment& m : occurrences(other, run)) found.push_back(m);
  std::stable_sort(found.begin(), found.end(),
                   [](const Moment& a, const Moment& b) { return a.start_s < b.start_s; });
  return found;
}

// which of `first` and what stands for it was done first, so that a row names what happened
const std::string& first_done(const Criterion& c, const Run& run) {
  const std::string* done = &c.first;
  double since_s = kInfinity;
  const auto look = [&](const std::string& id) {
    const std::vector<Moment> found = occurrences(id, run);
    if (found.empty() || found.front().start_s >= since_s) return;
    since_s = found.front().start_s;
    done = &id;
  };
  look(c.first);
  for (const std::string& other : c.also) look(other);
  return *done;
}

// one number of a measure over all events of a technique, as the measure's table row says
double over_events(const Criterion& c, std::string_view metric, const Run& run,
                   std::vector<Moment>& moments) {
  const technique::MeasureInfo* info = technique::find_measure(c.technique, metric);
  if (info == nullptr) return kNaN;
  double sum = 0.0, weight = 0.0, most = -kInfinity;
  for (const TechniqueEvent& e : run.events) {
    if (e.id != c.technique) continue;
    moments.push_back({e.start_s, e.end_s, e.because});
    const auto m = e.measures.find(std::string(metric));
    if (m == e.measures.end() || !std::isfinite(m->second)) continue;
    const double w = info->over == Over::Mean ? std::max(1e-3, e.end_s - e.start_s) : 1.0;
    weight += w;
    sum += w * m->second;
    most = std::max(most, m->second);
  }
  if (weight <= 0.0) return kNaN;
  if (info->over == Over::Most) return most;
  return info->over == Over::Sum ? sum : sum / weight;
}

// ---- kinds ----------------------------------------------------------------------------------

// Measure, Coverage, Rhythm, Limit, Outcome: a number in a band
void mark_band(ScoreRow& row, const Run& run) {
  const Criterion& c = row.criterion;
  double low = c.low, high = c.high < c.low ? kInfinity : c.high;
  if (c.kind == Kind::Coverage) high = kInfinity;
  if (c.kind == Kind::Limit) low = -kInfinity, high = c.high;

  // of a technique, or of the run
  const std::string metric =
      c.metric.empty() && c.kind == Kind::Rhythm ? std::string("period_cv") : c.metric;
  Wording meaning = metric;
  const MetricInfo* of_run = nullptr;
  if (!c.technique.empty()) {
    row.value = over_events(c, metric, run, row.moments);
    if (const auto* info = technique::find_measure(c.technique, metric))
      row.unit = info->unit, meaning = worded(info->meaning.c_str());
  } else {
    const Reading reading = read_metric(metric, run.evidence);
    row.value = reading.value;
    if ((of_run = find_metric(metric)) != nullptr)
      row.unit = of_run->unit, meaning = worded(of_run->meaning.c_str());
    if (!std::isnan(row.value)) row.moments.push_back({reading.time_s, reading.time_s, meaning});
  }
  row.credit = band_credit(row.value, low, high, c.falloff);

  // words; what a person reads of a meaning ends where its notes begin
  const Wording band = band_text(low, high, row.unit);
  meaning = std::move(meaning).up_to(';');
  if (of_run != nullptr && !of_run->yes.empty()) {
    const std::string& said = std::isnan(row.value) ? of_run->missing
                              : row.value >= 0.5    ? of_run->yes
                                                    : of_run->no;
    row.explanation = worded(said.empty() ? mark("Nothing was measured.") : said.c_str());
  } else if (!std::isnan(row.value)) {
    row.explanation = worded("{}: {}; wanted {}: {}.", meaning, readable(row.value, row.unit), band,
                             credit_text(row.credit));
  } else if (!c.technique.empty() && row.moments.empty()) {
    row.explanation = worded("Not recognised: {}; so there is nothing to measure ({}).",
                             run.called(c.technique), meaning);
  } else if (of_run != nullptr && !of_run->missing.empty()) {
    row.explanation = worded(of_run->missing.c_str());
  } else {
    row.explanation = worded("{}: nothing was measured; wanted {}.", meaning, band);
  }
}

// Gate: done before `then`, or by the end
void mark_gate(ScoreRow& row, const Run& run) {
  const Criterion& c = row.criterion;
  const std::vector<Moment> first = first_occurrences(c, run);
  const std::vector<Moment> then =
      c.then.empty() ? std::vector<Moment>{} : occurrences(c.then, run);
  row.unit = "s";
  row.value = first.empty() ? kNaN : first.front().start_s;
  if (!first.empty()) row.moments.push_back(first.front());
  if (!then.empty()) row.moments.push_back(then.front());
  const bool in_time =
      !first.empty() && (then.empty() || first.front().start_s <= then.front().start_s);
  row.credit = in_time ? 1.0 : 0.0;
  if (first.empty()) {
    row.explanation = worded("Not done: {}.", run.called(c.first));
  } else if (then.empty()) {
    row.explanation =
        worded("{} was done at {}.", run.called(first_done(c, run)), clock_text(row.value));
  } else {
    row.explanation = worded(in_time ? mark("{} was done at {}, before {} at {}.")
                                     : mark("{} was done at {}, only after {} at {}."),
                             run.called(first_done(c, run)), clock_text(row.value),
                             run.called(c.then), clock_text(then.front().start_s));
  }
}

// Order: `first` then `then`. Without a time the first `then` counts; with one, the best.
void mark_order(ScoreRow& row, const Run& run) {
  const Criterion& c = row.criterion;
  if (c.then.empty()) return mark_gate(row, run);
  const std::vector<Moment> first = first_occurrences(c, run), then = occurrences(c.then, run);
  row.unit = "s";
  row.value = kNaN;
  for (const Moment& t : then) {
    const Moment* before = nullptr;
    for (const Moment& f : first)
      if (f.start_s < t.start_s) before = &f;
    if (before != nullptr) {
      const double gap_s = std::max(0.0, t.start_s - before->end_s);
      const double credit = c.within_s > 0.0 ? band_credit(gap_s, 0.0, c.within_s, c.falloff) : 1.0;
      if (std::isnan(row.value) || credit > row.credit) {
        row.value = gap_s;
        row.credit = credit;
        row.moments = {*before, t};
      }
    }
    if (c.within_s <= 0.0) break;
  }

  // words
  if (!std::isnan(row.value)) {
    row.explanation =
        c.within_s > 0.0
            ? worded("{} came {:.0f} s after {}, wanted within {:.0f} s: {}.", run.called(c.then),
                     row.value, run.called(c.first), c.within_s, credit_text(row.credit))
            : worded("{} came {:.0f} s after {}: {}.", run.called(c.then), row.value,
                     run.called(c.first), credit_text(row.credit));
  } else if (first.empty() || then.empty()) {
    row.explanation = worded("Not done: {}.", run.called(first.empty() ? c.first : c.then));
  } else {
    row.moments = {then.front(), first.front()};
    row.explanation = worded("{} came before {}.", run.called(c.then), run.called(c.first));
  }
}

// every disposition that was made, by time, the row's own among them
std::vector<Moment> decisions(const Criterion& c, const Run& run) {
  std::vector<Moment> found = occurrences(c.decision, run);
  for (const ActionLabel& action : run.labels) {
    if (!action.decides || action.id == c.decision) continue;
    for (const Moment& m : occurrences(action.id, run)) found.push_back(m);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Moment& a, const Moment& b) { return a.start_s < b.start_s; });
  return found;
}

// Decision: the last disposition is the right one, in time
void mark_decision(ScoreRow& row, const Run& run) {
  const Criterion& c = row.criterion;
  const std::vector<Moment> all = decisions(c, run);
  row.unit = "s";
  row.value = kNaN;

  // the clock starts with `first` where the row names one
  double from_s = 0.0;
  if (!c.first.empty()) {
    const std::vector<Moment> first = first_occurrences(c, run);
    if (!first.empty()) from_s = first.front().end_s;
  }
  if (all.empty()) {
    row.explanation = worded("{} was not decided.", run.called(c.decision));
    return;
  }
  row.moments = {all.back()};
  const auto right =
      std::ranges::find_if(all, [&](const Moment& m) { return same_id(m.note, c.decision); });
  if (right == all.end() || !same_id(all.back().note, c.decision)) {
    row.explanation = worded("The decision was {}; {} was wanted.", run.called(all.back().note),
                             run.called(c.decision));
    return;
  }
  row.moments = {*right};
  row.value = std::max(0.0, right->start_s - from_s);
  row.credit = c.within_s > 0.0 ? band_credit(row.value, 0.0, c.within_s, c.falloff) : 1.0;
  const std::string when = clock_text(right->start_s);
  row.explanation = c.within_s > 0.0
                        ? worded("{} was decided at {}, wanted within {:.0f} s: {}.",
                                 run.called(c.decision), when, c.within_s, credit_text(row.credit))
                        : worded("{} was decided at {}: {}.", run.called(c.decision), when,
                                 credit_text(row.credit));
}

// what was seen of a technique that a row would have avoided, outside the band that counts
struct Spared {
  double start_s = 0.0, value = kNaN;
  int times = 0;
};

// It was done, though not in the way that counts: the row says both.
Wording spared_text(const Criterion& c, const Spared& spared, const Wording& what) {
  const technique::MeasureInfo* info = technique::find_measure(c.technique, c.metric);
  const std::string unit = info != nullptr ? info->unit : std::string();
  const double high = c.high < c.low ? kInfinity : c.high;
  return worded_n(
      "{1} was seen once, at {2}, but not in the way that counts here ({3}: {4}; counted: {5}): "
      "full credit.",
      "{1} was seen {0} times, first at {2}, but not in the way that counts here ({3}: {4}; "
      "counted: {5}): full credit.",
      spared.times, what, clock_text(spared.start_s),
      info != nullptr ? worded(info->meaning.c_str()).up_to(';') : Wording(c.metric),
      std::isnan(spared.value) ? worded("not measured") : readable(spared.value, unit),
      band_text(c.low, high, unit));
}

// Avoid: how often it was done; where a metric is named, only what lies in [low, high] counts
void mark_avoid(ScoreRow& row, const Run& run) {
  const Criterion& c = row.criterion;
  Spared spared;
  if (!c.technique.empty()) {
    for (const TechniqueEvent& e : run.events) {
      if (e.id != c.technique) continue;
      if (!c.metric.empty()) {
        const auto m = e.measures.find(c.metric);
        const double high = c.high < c.low ? kInfinity : c.high;
        if (m == e.measures.end() || !(m->second >= c.low && m->second <= high)) {
          if (spared.times++ == 0) spared.start_s = e.start_s;
          if (m != e.measures.end() && !(m->second <= spared.value)) spared.value = m->second;
          continue;
        }
      }
      row.moments.push_back({e.start_s, e.end_s, e.because});
    }
  } else {
    row.moments = first_occurrences(c, run);
  }
  row.value = static_cast<double>(row.moments.size());
  const double to_zero = c.metric.empty() ? c.falloff : 0.0;
  row.credit = band_credit(row.value, 0.0, 0.0, to_zero);
  const Wording what = run.called(c.technique.empty() ? c.first : c.technique);
  row.explanation =
      row.moments.empty()
          ? (spared.times > 0 ? spared_text(c, spared, what) : worded("{} was avoided.", what))
          : worded_n("{1} was done once, at {2}: {3}.",
                     "{1} was done {0} times, first at {2}: {3}.", row.moments.size(), what,
                     clock_text(row.moments.front().start_s), credit_text(row.credit));
}

void mark_kind(ScoreRow& row, const Run& run) {
  switch (row.criterion.kind) {
    case Kind::Gate:
      return mark_gate(row, run);
    case Kind::Order:
      return mark_order(row, run);
    case Kind::Decision:
      return mark_decision(row, run);
    case Kind::Avoid:
      return mark_avoid(row, run);
    default:
      return mark_band(row, run);
  }
}

// the row as one breast alone would earn it
ScoreRow mark_side(const Criterion& criterion, const Run& run, anatomy::Side side) {
  std::vector<TechniqueEvent> events;
  for (const TechniqueEvent& e : run.events)
    if (e.side == side) events.push_back(e);
  Evidence evidence = of_side(run.evidence, side);

  // what was said and done is of the whole room, except a result of the breast itself
  const bool of_run = criterion.kind == Kind::Outcome || criterion.kind == Kind::Limit;
  if (!of_run) evidence.happening = run.evidence.happening;
  ScoreRow row;
  row.criterion = criterion;
  mark_kind(row, {events, evidence, run.labels});
  return row;
}

// which breast counts; of both, the one that earns less
ScoreRow mark_row(const Criterion& criterion, const Run& run, anatomy::Side affected) {
  using anatomy::Side;
  const auto across = [](Side s) { return s == Side::Left ? Side::Right : Side::Left; };
  ScoreRow row;
  row.criterion = criterion;
  switch (criterion.breast) {
    case Breast::Any:
      mark_kind(row, run);
      return row;
    case Breast::Affected:
    case Breast::Other:
      return mark_side(criterion, run,
                       criterion.breast == Breast::Affected ? affected : across(affected));
    case Breast::Left:
    case Breast::Right:
      return mark_side(criterion, run, criterion.breast == Breast::Left ? Side::Left : Side::Right);
    case Breast::Both: {
      ScoreRow left = mark_side(criterion, run, Side::Left);
      ScoreRow right = mark_side(criterion, run, Side::Right);
      const bool left_less = left.credit <= right.credit;
      row = left_less ? left : right;
      row.explanation = worded("Left: {} Right: {}", std::move(left.explanation).capitalised(),
                               std::move(right.explanation).capitalised());
      return row;
    }
  }
  return row;
}

// ---- weights and total ------------------------------------------------------------------------

// unverified rows weigh nothing; assumed rows together at most their share of all
void weigh(std::vector<ScoreRow>& rows) {
  double firm = 0.0, assumed = 0.0;
  for (ScoreRow& row : rows) {
    const Criterion& c = row.criterion;
    row.weight_used =
        row.arose && c.seen != Seen::Unverified && c.weight > 0.0 && std::isfinite(c.weight)
            ? c.weight
            : 0.0;
    (c.grade == Grade::Assumed ? assumed : firm) += row.weight_used;
  }
  const double room = firm * kAssumedShare_frac / (1.0 - kAssumedShare_frac);
  if (firm <= 0.0 || assumed <= room) return;
  for (ScoreRow& row : rows)
    if (row.criterion.grade == Grade::Assumed) row.weight_used *= room / assumed;
}

void add_up(ScoreSheet& sheet) {
  double sum = 0.0, weight = 0.0;
  std::string terms;
  for (const ScoreRow& row : sheet.rows) {
    sum += row.weight_used * row.credit;
    weight += row.weight_used;
    if (row.weight_used <= 0.0) continue;
    terms +=
        fmt::format("{}{:.4g} x {:.2f}", terms.empty() ? "" : " + ", row.weight_used, row.credit);
  }
  sheet.total = weight > 0.0 ? 100.0 * sum / weight : 0.0;
  sheet.formula =
      weight > 0.0
          ? fmt::format("100 x sum(weight x credit) / sum(weight) = 100 x ({}) / {:.4g} = {:.1f}",
                        terms, weight, sheet.total)
          : "no row carries weight";
}

}  // namespace

double band_credit(double value, double low, double high, double falloff) {
  if (std::isnan(value) || std::isnan(low) || std::isnan(high)) return 0.0;
  const double outside = value < low ? low - value : value > high ? value - high : 0.0;
  if (outside <= 0.0) return 1.0;
  if (!(falloff > 0.0)) return 0.0;
  return std::max(0.0, 1.0 - outside / falloff);
}

ScoreSheet score(const std::vector<Criterion>& criteria, const std::vector<TechniqueEvent>& events,
                 const Evidence& evidence, const std::vector<CriticalError>& critical_errors,
                 anatomy::Side affected, std::span<const ActionLabel> labels) {
  ScoreSheet sheet;
  sheet.critical_errors = critical_errors;
  const Run run{events, evidence, labels};
  for (const Criterion& criterion : criteria) {
    ScoreRow row = mark_row(criterion, run, affected);
    row.arose = criterion.when.empty() || !occurrences(criterion.when, run).empty();
    if (!row.arose) {
      row.explanation =
          worded("Not done: {}; so this did not come up.", run.called(criterion.when));
      row.credit = 0.0;
    }
    row.explanation = std::move(row.explanation).capitalised();
    sheet.rows.push_back(std::move(row));
  }
  weigh(sheet.rows);
  add_up(sheet);

  // a critical row without credit is a critical error, unless its number is assumed or unverified
  const double end_s = evidence.sample.empty() ? 0.0 : evidence.sample.back().time_s;
  for (const ScoreRow& row : sheet.rows) {
    const Criterion& c = row.criterion;
    if (!c.critical || !row.arose || row.credit > 0.0) continue;
    if (c.grade == Grade::Assumed || c.seen == Seen::Unverified) continue;

    // what a gate guards never came, so nothing was done without what it asks for
    const bool guards = (c.kind == Kind::Gate || c.kind == Kind::Order) && !c.then.empty();
    if (guards && occurrences(c.then, run).empty()) continue;
    const double time_s = row.moments.empty() ? end_s : row.moments.front().start_s;
    sheet.critical_errors.push_back(
        {c.id, worded(c.text.ends_with('.') ? "{} {}" : "{}. {}", c.text, row.explanation),
         time_s});
  }
  sheet.safe = sheet.critical_errors.empty();
  return sheet;
}

std::string check(const Criterion& c) {
  const auto& ids = technique::technique_ids();
  if (!c.technique.empty() && std::find(ids.begin(), ids.end(), c.technique) == ids.end())
    return fmt::format("unknown technique `{}`", c.technique);
  if (!(c.weight >= 0.0) || !std::isfinite(c.weight)) return "weight must be a number from 0 up";
  const bool banded = c.kind == Kind::Measure || c.kind == Kind::Coverage ||
                      c.kind == Kind::Rhythm || c.kind == Kind::Limit || c.kind == Kind::Outcome;
  if (banded && c.metric.empty() && c.kind != Kind::Rhythm) return "a metric is needed";
  if (!c.metric.empty()) {
    const bool known = c.technique.empty()
                           ? find_metric(c.metric) != nullptr
                           : technique::find_measure(c.technique, c.metric) != nullptr;
    if (!known && (banded || c.kind == Kind::Avoid))
      return c.technique.empty() ? fmt::format("unknown metric `{}`", c.metric)
                                 : fmt::format("`{}` has no measure `{}`", c.technique, c.metric);
  }
  if (c.kind == Kind::Rhythm && c.technique.empty()) return "rhythm needs a technique";
  if ((c.kind == Kind::Gate || c.kind == Kind::Order) && c.first.empty())
    return "`first` is needed";
  if (c.kind == Kind::Decision && c.decision.empty()) return "`decision` is needed";
  if (c.kind == Kind::Avoid && c.technique.empty() && c.first.empty())
    return "avoid needs a technique or an action in `first`";
  if (c.critical && (c.grade == Grade::Assumed || c.seen == Seen::Unverified))
    return "a row on an assumed or unverified number cannot be critical";
  return {};
}

}  // namespace lac::rubric
