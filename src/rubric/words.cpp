#include "rubric/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "technique/technique.h"

namespace lac::rubric {

Wording readable(double value, std::string_view unit) {
  struct Shown {
    std::string_view unit;
    double scale;
    const char* text;
  };
  static constexpr std::array kShown{
      Shown{"m", 1e3, mark("mm")},    Shown{"m/s", 1e3, mark("mm/s")},
      Shown{"Pa", 1e-3, mark("kPa")}, Shown{"rad", 180.0 / kPi, mark("degrees")},
      Shown{"m3", 1e6, mark("mL")},   Shown{"s", 1.0, mark("s")},
      Shown{"N", 1.0, mark("N")},     Shown{"Hz", 1.0, mark("Hz")},
      Shown{"mL", 1.0, mark("mL")},   Shown{"mL/s", 1.0, mark("mL/s")}};
  if (std::isnan(value)) return worded("nothing measured");
  for (const Shown& shown : kShown)
    if (shown.unit == unit) return worded("{:.3g} {}", value * shown.scale, worded(shown.text));
  return unit.empty() ? worded("{:.3g}", value) : worded("{:.3g} {}", value, unit);
}

Wording band_text(double low, double high, std::string_view unit) {
  if (std::isinf(low) && std::isinf(high)) return worded("anything");
  if (std::isinf(low)) return worded("at most {}", readable(high, unit));
  if (std::isinf(high)) return worded("at least {}", readable(low, unit));
  return worded("{} to {}", readable(low, unit), readable(high, unit));
}

Wording credit_text(double credit) {
  if (credit >= 1.0) return worded("full credit");
  if (credit <= 0.0) return worded("no credit");
  return worded("{:.0f} % of the credit", 100.0 * credit);
}

std::string clock_text(double time_s) {
  const int s = static_cast<int>(std::floor(std::max(0.0, time_s)));
  return fmt::format("{}:{:02d}", s / 60, s % 60);
}

Wording called(std::string_view id, std::span<const ActionLabel> labels) {
  if (id == "touch") return worded("the first touch");

  // as the button says it, then as the technique is called; else the id's own words
  for (const ActionLabel& action : labels)
    if (action.id == id && !action.label.empty()) return worded("\u201c{}\u201d", action.label);
  if (const char* const name = technique::plain_name(id); *name != '\0') return worded(name);
  std::string text(id);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }, ' ');
  return text;
}

}  // namespace lac::rubric
