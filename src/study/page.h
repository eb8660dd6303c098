#pragma once
#include <filesystem>
#include <string>

#include "study/sensitivity.h"
#include "study/validate.h"

namespace lac::study {

/// One self-contained page: the table row by row, plots, sensitivity. Nothing from elsewhere.
std::string validation_html(const Validation& validation, const std::vector<Effect>& effects,
                            const std::filesystem::path& data, const std::string& build);

/// "90 to 150", "below 10", "above 1".
std::string range_words(double low, double high);

}  // namespace lac::study
