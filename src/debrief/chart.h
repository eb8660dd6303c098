#pragma once
#include <string>
#include <vector>

namespace lac::debrief {

/// A stretch of the run that is shaded behind every curve.
struct Span {
  double start_s = 0.0, end_s = 0.0;
  std::string label;
};

/// A moment with a word: let-down, a phase, a critical error.
struct Mark {
  double time_s = 0.0;
  std::string label;
  bool alarm = false;
};

/// One curve over time, with what the reader should know without seeing it.
struct Curve {
  std::string id, title, unit, about;
  std::string colour;  // CSS variable
  std::vector<double> time_s, value;
  double full_scale = 0.0;  // 0: from the data
  bool assumed = false;     // the number rests on an assumption
  std::string empty = "Nothing was measured.";
};

/// What is common to all curves of a report: the same time axis, so that they can be read together.
/// A wait is drawn narrower than the same time at the bedside, and says so.
struct Timeline {
  double end_s = 0.0;
  std::vector<Span> spans;  // techniques
  std::vector<Span> waits;  // apart, in order
  std::vector<Mark> marks;
  /// Place on the axis, 0..1.
  double share(double time_s) const;
};

/// 1, 2 or 5 times a power of ten, so that at most `most` steps cover the range.
double nice_step(double range, int most);

/// The techniques as labelled bars above the curves.
std::string technique_strip(const Timeline& timeline);
/// A figure: heading, sentence, SVG with axes, table of the same numbers.
std::string figure(const Curve& curve, const Timeline& timeline);

/// Band against measured value as one small bar; `low`/`high` may be infinite. Unit texts are
/// shown.
std::string band_bar(double low, double high, double falloff, double value,
                     const std::string& text);

}  // namespace lac::debrief
