#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "study/validate.h"

namespace lac::study {

/// What one parameter does to one result.
struct Effect {
  std::string parameter, result, unit;
  std::vector<double> value;  // [kFactors]
};

/// Times the parameter's value: +-30 %, a factor of two (physiology.md section 10).
inline constexpr double kFactors[] = {0.5, 0.7, 1.0, 1.3, 2.0};

/// A parameter and a result that it is asked of, with the experiment that answers.
struct Asked {
  std::string experiment, arm, parameter, measure;
};
std::vector<Asked> asked_effects();

/// Runs the validation's experiments again with one parameter scaled at a time, on few patients.
/// @param folder  of the experiments
/// @param only    one parameter alone; empty: all of them
Expected<std::vector<Effect>> sensitivity(const std::filesystem::path& folder,
                                          const RunOptions& options, std::string_view only = {});

std::string effects_csv(const std::vector<Effect>& effects);

}  // namespace lac::study
