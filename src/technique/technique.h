#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "anatomy/params.h"
#include "sim/observation.h"

namespace lac::technique {

/// One manoeuvre that was recognised from Observations alone.
struct TechniqueEvent {
  std::string id;                // family, kebab-case: hand-expression, palpation, ... (decisions.md)
  double start_s = 0.0, end_s = 0.0;
  anatomy::Side side = anatomy::Side::Left;
  std::map<std::string, double> measures;  // name -> SI value; names and units in measure_units()
  std::string because;           // one sentence: what was seen that made it this
};

/// What a measure means: for `lactasim metrics`, packs' checking and reports.
struct MeasureInfo {
  std::string technique, name, unit, meaning;
};
const std::vector<MeasureInfo>& measure_table();
const std::vector<std::string>& technique_ids();

/// Watches Observations and tells what was done. Online: events come when they end; `finish` closes
/// what is still open. Holds a bounded history. Same Observations, same events.
class Recogniser {
 public:
  Recogniser();
  ~Recogniser();
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;
  void push(const sim::Observation& observation);
  void finish();
  const std::vector<TechniqueEvent>& events() const;  // by end time
  /// The technique that is going on now, or empty; for the live guide.
  std::string current() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lac::technique
