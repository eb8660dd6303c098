#include "debrief/text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace lac::debrief {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// Length of the well-formed UTF-8 sequence at `at`; 0 where it is broken.
std::size_t sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t size = first < 0x80       ? 1
                           : first >> 5 == 6  ? 2
                           : first >> 4 == 14 ? 3
                           : first >> 3 == 30 ? 4
                                              : 0;
  if (size == 0 || at + size > text.size()) return 0;
  std::uint32_t code = size == 1 ? first : first & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (byte(at + i) >> 6 != 2) return 0;
    code = code << 6 | (byte(at + i) & 0x3fu);
  }

  // shortest form only, no surrogates, inside Unicode
  constexpr std::array<std::uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < kLeast[size] || surrogate || code > 0x10ffff ? 0 : size;
}

struct UnitRow {
  std::string_view si;
  double per_si;
  std::string_view unit;
};
constexpr std::array<UnitRow, 12> kUnits = {{{"m", 1e3, "mm"},
                                             {"m/s", 1e3, "mm/s"},
                                             {"m_per_s", 1e3, "mm/s"},
                                             {"m3", 1e6, "mL"},
                                             {"m3/s", 1e6, "mL/s"},
                                             {"Pa", 1e-3, "kPa"},
                                             {"N/m", 1e-3, "N/mm"},
                                             {"m2", 1e4, "cm\u00b2"},
                                             {"frac", 100.0, "%"},
                                             {"rad", 57.29577951308232, "\u00b0"},
                                             {"1", 1.0, ""},
                                             {"1/s", 60.0, "per min"}}};

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = sequence(text, i);
    const char c = text[i];
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    if (size == 0 || control || c == 0x7f) {
      out += kReplacement;
      ++i;
      continue;
    }
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.append(text.substr(i, size));
    }
    i += size;
  }
  return out;
}

std::string number(double value) {
  if (std::isnan(value)) return "\u2013";
  if (std::isinf(value) || std::fabs(value) >= 1e9) return "no limit";
  const double size = std::fabs(value);
  const int digits = size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 0.995 ? 2 : 3;
  std::string text = fmt::format("{:.{}f}", size, digits);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return value < 0.0 && text != "0" ? "\u2212" + text : text;
}

std::string clock_text(double time_s) {
  if (!std::isfinite(time_s)) return "\u2013";
  const auto seconds = static_cast<long long>(std::floor(std::fmax(0.0, time_s)));
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

Shown shown(double in_si, std::string_view si_unit) {
  if (si_unit == "s" && std::fabs(in_si) >= 600.0) return {in_si / 60.0, "min"};
  for (const UnitRow& row : kUnits) {
    if (row.si == si_unit) return {in_si * row.per_si, std::string(row.unit)};
  }
  return {in_si, std::string(si_unit)};
}

std::string shown_text(double in_si, std::string_view si_unit) {
  const Shown s = shown(in_si, si_unit);
  std::string text = number(s.value);
  if (s.unit.empty() || text == "no limit" || text == "\u2013") return text;
  return text + (s.unit == "%" || s.unit == "\u00b0" ? "" : "\u00a0") + s.unit;
}

std::string sentence(std::string_view text) {
  std::string out(text);
  if (out.empty()) return out;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] -= 'a' - 'A';
  while (!out.empty() && out.back() == '.') out.pop_back();
  return out.ends_with('?') || out.ends_with('!') ? out : out + ".";
}

std::string title_case(std::string_view id) {
  std::string text(id);
  for (char& c : text) {
    if (c == '-' || c == '_') c = ' ';
  }
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] -= 'a' - 'A';
  return text;
}

}  // namespace lac::debrief
