#pragma once
#include <string>

namespace lac::cli {

struct ExperimentOptions {
  std::string file, out;
  int threads = 2;
};
/// Runs a study and writes its tables; Ctrl-C keeps what is done, the next call goes on from there.
int run_experiment(const ExperimentOptions& options);

struct ValidateModelOptions {
  std::string out, targets;
  int threads = 2;
  bool fast = false, no_sensitivity = false, record = false;
};
/// Holds the models against published figures, row by row; a page and tables.
int validate_model(const ValidateModelOptions& options);

/// Quantities, spreads and parameters that an experiment may name.
int print_experiment_metrics(bool json);

}  // namespace lac::cli
