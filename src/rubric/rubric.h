#pragma once
#include <string>
#include <vector>

#include "sim/observation.h"
#include "technique/technique.h"

namespace lac::rubric {

enum class Kind { Gate, Order, Measure, Coverage, Rhythm, Limit, Outcome, Decision, Avoid };
enum class Domain { Communication, Assessment, Technique, Outcome, Safety };
enum class Grade { Rct, Observational, Guideline, Expert, Lay, Assumed };
enum class Seen { Seen, SecondHand, Unverified };

/// One row of a mark sheet (product.md §5). Which fields matter depends on `kind`.
struct Criterion {
  std::string id, text, why, instead;
  Domain domain = Domain::Technique;
  Kind kind = Kind::Measure;
  // what it looks at
  std::string technique;        // Measure, Coverage, Rhythm, Avoid: technique id
  std::string metric;           // Measure, Rhythm, Limit, Outcome: measure or observed quantity
  std::string first, then;      // Gate, Order: action or technique ids; `then` empty: by the end
  std::string decision;         // Decision: the action id that is right
  // credit: 1 inside [low, high], falling linearly to 0 at `falloff` outside it
  double low = 0.0, high = 0.0, falloff = 0.0;
  double within_s = 0.0;        // Order, Decision: time allowed; 0: any
  double weight = 0.0;
  bool critical = false;        // breaking it makes the run Not safe
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
  double value = 0.0;           // the measured value; NaN where nothing was measured
  std::string unit;
  double credit = 0.0;          // 0..1
  std::vector<Moment> moments;
  std::string explanation;      // one sentence in plain words
};

struct CriticalError {
  std::string id, text;
  double time_s = 0.0;
};

struct ScoreSheet {
  double total = 0.0;           // 100 sum w c / sum w
  bool safe = true;             // no critical error
  std::vector<CriticalError> critical_errors;
  std::vector<ScoreRow> rows;
  std::string formula;          // as shown in the report
};

/// Compact record of what marking needs beyond technique events; kept while the run goes on.
/// One sample a second plus every event.
struct Evidence {
  struct Sample {
    double time_s = 0.0;
    double step_s = 1.0;
    bool touching = false;
    double max_force_N = 0.0, max_mean_pressure_Pa = 0.0, max_slip_m_per_s = 0.0;
    double face = 0.0, mark_frac = 0.0, cup_m3 = 0.0, flow_m3_per_s = 0.0;
    double areola_compressible = 0.0, felt_stiffness_N_per_m = 0.0, pit_depth_m = 0.0;
    int spoken_nrs = -1;
  };
  struct Happening { double time_s = 0.0; std::string id; double value = 0.0; };
  std::vector<Sample> sample;
  std::vector<Happening> happening;
  double contact_without_consent_s = 0.0;
  double first_contact_s = -1.0;
};

/// Collects Evidence from Observations (and the critical-error watch: touch without consent, pain
/// ignored, injury).
class Watcher {
 public:
  void push(const sim::Observation& observation);
  void finish();
  const Evidence& evidence() const { return evidence_; }
  const std::vector<CriticalError>& critical_errors() const { return critical_; }

 private:
  Evidence evidence_;
  std::vector<CriticalError> critical_;
  // open second, and the running state of each watch
  Evidence::Sample open_;
  bool open_used_ = false, consented_ = false, told_no_consent_ = false;
  double stop_said_s_ = -1.0, baseline_nrs_ = -1.0, risen_s_ = -1.0, eased_from_N_ = 0.0;
  bool told_pain_ = false, told_injury_ = false;
};

/// Credit of a value in a band: 1 inside [low, high], linear to 0 at `falloff` outside, 0 for NaN.
double band_credit(double value, double low, double high, double falloff);

/// Marks a run. Rows in the order of `criteria`; unverified rows are shown and carry no weight.
ScoreSheet score(const std::vector<Criterion>& criteria,
                 const std::vector<technique::TechniqueEvent>& events, const Evidence& evidence,
                 const std::vector<CriticalError>& critical_errors);

/// Every metric a criterion may name, with unit and meaning.
struct MetricInfo { std::string name, unit, meaning; };
const std::vector<MetricInfo>& metric_table();

std::string_view name(Kind kind);
std::string_view name(Domain domain);
std::string_view name(Grade grade);
std::string_view name(Seen seen);

}  // namespace lac::rubric
