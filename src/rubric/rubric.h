#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sourced.h"
#include "rubric/evidence.h"
#include "technique/technique.h"

namespace lac::rubric {

enum class Kind { Gate, Order, Measure, Coverage, Rhythm, Limit, Outcome, Decision, Avoid };
enum class Domain { Communication, Assessment, Technique, Outcome, Safety };
enum class Grade { Rct, Observational, Guideline, Expert, Lay, Assumed };
enum class Seen { Seen, SecondHand, Unverified };
/// Which breast a row looks at. Affected: the one the case is about. Both: the worse one counts.
enum class Breast { Any, Affected, Other, Both, Left, Right };

/// One row of a mark sheet (product.md §5). Which fields matter depends on `kind` (MODEL.md).
/// Ids in `first`, `then` and `decision` are action ids, technique ids or "touch" (first contact);
/// "latch" also stands for "latch:ok" and the like.
struct Criterion {
  std::string id, text, why, instead;
  Domain domain = Domain::Technique;
  Kind kind = Kind::Measure;
  // what it looks at
  std::string technique;          // Measure, Coverage, Rhythm, Avoid, Limit: technique id
  std::string metric;             // Measure, Rhythm, Limit, Outcome: measure or observed quantity
  std::string first, then;        // Gate, Order: action or technique ids; `then` empty: by the end
  std::vector<std::string> also;  // Gate, Order, Decision: what counts as `first` as well
  std::string decision;           // Decision: the action id that is right
  std::string when;               // counts only in runs where this was done; empty: always
  std::vector<std::string> applies_to;  // conditions of the case; empty: every case
  Breast breast = Breast::Any;          // where it was done, or measured
  // credit: 1 inside [low, high], falling linearly to 0 at `falloff` outside it.
  // high < low: no upper bound. Coverage has no upper, Limit no lower bound.
  double low = 0.0, high = 0.0, falloff = 0.0;
  double within_s = 0.0;  // Order, Decision: time allowed; 0: any
  double weight = 0.0;
  bool critical = false;        // no credit makes the run Not safe; never for assumed or unverified
  std::string source, edition;  // key of sources.toml; empty with Grade::Assumed
  Grade grade = Grade::Expert;
  Seen seen = Seen::Seen;
};

/// A stretch of the run that a row rests on.
struct Moment {
  double start_s = 0.0, end_s = 0.0;
  std::string note;
};

struct ScoreRow {
  Criterion criterion;
  double value = 0.0;  // the measured value; NaN where nothing was measured
  std::string unit;
  double credit = 0.0;       // 0..1
  double weight_used = 0.0;  // after the rules for unverified and assumed rows
  bool arose = true;         // false: what the row is about did not come up, so it weighs nothing
  std::vector<Moment> moments;
  Wording explanation;  // one sentence in plain words
};

struct ScoreSheet {
  double total = 0.0;  // 100 sum w c / sum w
  bool safe = true;    // no critical error
  std::vector<CriticalError> critical_errors;
  std::vector<ScoreRow> rows;
  std::string formula;  // as shown in the report
};

/// What a case's button says, and whether it is a disposition, which ends the run.
struct ActionLabel {
  std::string id, label;
  bool decides = false;
};

/// Credit of a value in a band: 1 inside [low, high], linear to 0 at `falloff` outside, 0 for NaN.
/// @param falloff  > 0; else nothing outside the band earns credit
double band_credit(double value, double low, double high, double falloff);

/// Marks a run. Rows in the order of `criteria`; unverified rows are shown and carry no weight, and
/// rows on assumed numbers carry at most a tenth of all weight together (decisions.md "Marks").
/// @param affected  the breast the case is about, for rows that say which
/// @param labels    what explanations call the case's actions, and which of them are decisions
ScoreSheet score(const std::vector<Criterion>& criteria,
                 const std::vector<technique::TechniqueEvent>& events, const Evidence& evidence,
                 const std::vector<CriticalError>& critical_errors,
                 anatomy::Side affected = anatomy::Side::Left,
                 std::span<const ActionLabel> labels = {});

/// Every metric a criterion may name without a technique, with unit and meaning.
struct MetricInfo {
  std::string name, unit, meaning;
  // what a row says instead of the number: of a metric that is 1 or 0, and where nothing was
  // measured
  std::string yes = {}, no = {}, missing = {};
};
/// The least and the most that a metric or measure can be, so that a band outside is noticed.
struct Range {
  double least = 0.0, most = 0.0;
};
Range possible_range(std::string_view name, std::string_view unit);
/// A bound as it is written in a pack, for the reference: "60 s" for s, "8 mm" for m, ...
std::string example_bound(std::string_view unit);
const std::vector<MetricInfo>& metric_table();

/// What is wrong with a criterion (unknown metric, technique, negative weight...); empty: nothing.
std::string check(const Criterion& criterion);

std::string_view name(Kind kind);
std::string_view name(Domain domain);
std::string_view name(Grade grade);
std::string_view name(Seen seen);
std::string_view name(Breast breast);

/// The thresholds of marking, for the reference page and the sources check.
std::span<const NamedConstant> named_constants();

}  // namespace lac::rubric
