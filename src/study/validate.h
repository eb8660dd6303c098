#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "study/runner.h"

namespace lac::study {

/// One published figure that the models are held against: a row of tests/validation/*.csv.
struct Target {
  std::string id, item;  // item: the number in physiology.md section 10; or its row alone
  std::string title, unit;
  std::string published, spread, kind, n;  // as printed; kind: sd, se, range, own, direction, none
  std::string source, row;                 // key of sources.toml; row of physiology.md
  bool required = false, fast = false;
  std::string experiment;     // file beside the table
  std::string reading;        // arm:measure[occurrence.index], [*]: all of them
  std::string against, form;  // a second reading; form: ratio, difference or r2
  // mean, median, sd, cv (%), least, most; cv-within: the mean over patients of each one's own
  std::string statistic;
  double low = 0.0, high = 0.0;
  std::string basis;                       // why this range
  std::string recorded, recorded_verdict;  // as last written down
  std::string file;                        // of the table
};

enum class Verdict : std::uint8_t { Within, Misses, NotRun };

struct Checked {
  Target target;
  Verdict verdict = Verdict::NotRun;
  double value = 0.0, sd = 0.0;
  int n = 0;
  std::string why;  // NotRun
};

struct Validation {
  std::vector<Checked> rows;
  std::map<std::string, Results> results;  // by experiment file
  bool good() const;                       // no required row misses or was not run
};

/// Reads every *.csv of the folder, by name. Every problem at once.
Expected<std::vector<Target>> read_targets(const std::filesystem::path& folder);

/// Low, high and basis follow from what is printed; a test holds every row to it.
/// own: published +- spread; se: +- 2 SE; sd of a population with n: +- 2 SD/sqrt(n); sd of one
/// patient: +- 1 SD; range: the printed range; direction, none: what the row says.
bool range_follows(const Target& target);

struct ValidateOptions {
  std::filesystem::path folder;  // tables and experiments
  RunOptions run;
  bool fast = false;  // only the fast rows
};
Expected<Validation> validate(const ValidateOptions& options);

/// The tables again with what was simulated now, for keeping.
std::map<std::string, std::string> targets_csv(const std::vector<Checked>& rows);

/// A reading of a result: its values over the patients.
Expected<std::vector<double>> values_of(const Results& results, const std::string& reading);

}  // namespace lac::study
