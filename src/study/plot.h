#pragma once
#include <string>
#include <vector>

namespace lac::study {

/// One series of a plot.
struct Line {
  std::string label;
  std::vector<double> x, y;
  std::string colour = "--force";  // variable of the report's style sheet
  bool dots = false, joined = true, dashed = false;
  std::vector<double> low, high;  // whiskers; empty: none
};

/// A figure with both axes in numbers: heading, sentence, SVG, and the same numbers as a table.
struct Plot {
  std::string id, title, about, x_label, y_label;
  std::vector<Line> lines;
  bool from_zero = true;  // of the y axis
};

std::string draw(const Plot& plot);

}  // namespace lac::study
