#include "rubric/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/technique.h"

namespace lac::rubric {

std::string readable(double value, std::string_view unit) {
  if (std::isnan(value)) return "nothing measured";
  double scale = 1.0;
  std::string_view shown = unit;
  if (unit == "m") scale = 1e3, shown = "mm";
  if (unit == "m/s") scale = 1e3, shown = "mm/s";
  if (unit == "Pa") scale = 1e-3, shown = "kPa";
  if (unit == "rad") scale = 180.0 / kPi, shown = "degrees";
  return shown.empty() ? fmt::format("{:.3g}", value * scale)
                       : fmt::format("{:.3g} {}", value * scale, shown);
}

std::string band_text(double low, double high, std::string_view unit) {
  if (std::isinf(low) && std::isinf(high)) return "anything";
  if (std::isinf(low)) return "at most " + readable(high, unit);
  if (std::isinf(high)) return "at least " + readable(low, unit);
  return readable(low, unit) + " to " + readable(high, unit);
}

std::string credit_text(double credit) {
  if (credit >= 1.0) return "full credit";
  if (credit <= 0.0) return "no credit";
  return fmt::format("{:.0f} % of the credit", 100.0 * credit);
}

std::string clock_text(double time_s) {
  const int s = static_cast<int>(std::floor(std::max(0.0, time_s)));
  return fmt::format("{}:{:02d}", s / 60, s % 60);
}

std::string called(std::string_view id, std::span<const ActionLabel> labels) {
  if (id == "touch") return "the first touch";

  // as the button says it, then as the technique is called; else the id's own words
  for (const ActionLabel& action : labels)
    if (action.id == id && !action.label.empty()) return "\u201c" + action.label + "\u201d";
  std::string text(technique::plain_name(id));
  if (!text.empty()) return text;
  text = id;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }, ' ');
  return text;
}

std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace lac::rubric
