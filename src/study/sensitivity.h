#pragma once
#include <string>
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

/// Runs the validation's experiments again with one parameter scaled at a time, on few patients.
/// @param folder  of the experiments
Expected<std::vector<Effect>> sensitivity(const std::filesystem::path& folder,
                                          const RunOptions& options);

std::string effects_csv(const std::vector<Effect>& effects);

}  // namespace lac::study
