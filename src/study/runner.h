#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "study/collect.h"
#include "study/person.h"

namespace lac::study {

struct RunOptions {
  std::filesystem::path data;   // assets and patients
  std::filesystem::path cache;  // patients that are done are kept here; empty: nothing is kept
  std::string build;            // what the program is: a kept patient serves the same build alone
  int threads = 1;              // patients at a time; the results are the same
  std::function<bool(double)> progress;  // told 0..1; false: stop after the patients in hand
};

struct Trait {
  int patient = 0;
  std::string arm, name;
  double value = 0.0;
};

struct Results {
  std::vector<Row> rows;  // by arm, patient, then as the measures were made
  std::vector<Trait> traits;
  int wanted = 0, done = 0, kept = 0;  // patients times arms; kept: taken from the cache
  bool stopped = false;                // before all were done, as asked
};

/// Runs an experiment. Deterministic: the rows depend on the experiment and the build alone, not on
/// threads, on what was kept or on where a run was broken off.
Expected<Results> run(const scenario::Experiment& experiment, const RunOptions& options);

/// One patient in one arm.
Expected<std::vector<Row>> run_one(const scenario::Experiment& experiment, const scenario::Arm& arm,
                                   const Person& person, const RunOptions& options);

/// Name of a patient's file in the cache: hash of experiment, build, patient and arm.
std::string cache_key(const scenario::Experiment& experiment, const std::string& arm, int patient,
                      const std::string& build);

}  // namespace lac::study
