#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "study/runner.h"

namespace lac::study {

/// Mean, SD, median and extremes of one measure over the patients.
struct Summary {
  std::string arm, measure, unit;
  int occurrence = 0, index = 0;
  int n = 0, missing = 0;  // with a value; without one
  double mean = 0.0, sd = 0.0, median = 0.0, least = 0.0, most = 0.0;
};

std::vector<Summary> summarise(const std::vector<Row>& rows);
/// Of any numbers; NaN counts as missing.
Summary summary_of(std::vector<double> values);

std::string rows_csv(const std::vector<Row>& rows);
Expected<std::vector<Row>> read_rows(std::string_view csv, const std::string& file);
std::string summary_csv(const std::vector<Summary>& summary);
std::string traits_csv(const std::vector<Trait>& traits);

/// A cell: quoted where it holds a comma, a quote or a line break.
std::string cell(std::string_view text);
/// The cells of one line of CSV.
std::vector<std::string> split_csv(std::string_view line);
/// A cell's number; NaN where it is none, or more than one.
double number_of(std::string_view cell);

/// data.csv, summary.csv, patients.csv and the experiment's own text.
Outcome write_results(const std::filesystem::path& folder, const scenario::Experiment& experiment,
                      const Results& results);

}  // namespace lac::study
