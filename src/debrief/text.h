#pragma once
#include <string>
#include <string_view>

namespace lac::debrief {

/// Text from a scenario or a file, made safe inside HTML text and attribute values. Control
/// characters and broken UTF-8 become the replacement sign.
std::string escape(std::string_view text);

/// A number as people read it: three figures, no exponent, a minus sign; a dash for NaN, "no limit"
/// for infinities.
std::string number(double value);

/// Minutes and seconds: "2:05".
std::string clock_text(double time_s);

/// A value in the unit people use at the bedside: mm, mL, kPa, mm/s, N/mm, minutes.
struct Shown {
  double value = 0.0;
  std::string unit;
};
Shown shown(double in_si, std::string_view si_unit);

/// "18.2 mm"
std::string shown_text(double in_si, std::string_view si_unit);

/// Ends with exactly one full stop, and begins with a capital.
std::string sentence(std::string_view text);

/// "hand-expression" -> "Hand expression".
std::string title_case(std::string_view id);

}  // namespace lac::debrief
