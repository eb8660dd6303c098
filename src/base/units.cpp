#include "base/units.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "base/math.h"

namespace lac {
namespace {

struct Unit {
  std::string_view text;
  double factor;
  double offset = 0.0;
};
struct DimensionUnits {
  Dimension dimension;
  std::string_view accepted;
  std::array<Unit, 6> unit;  // the first with text "" is the bare number's
};

// clang-format off
constexpr DimensionUnits kUnits[] = {
    {Dimension::None,        "a bare number",           {{{"", 1.0}}}},
    {Dimension::Fraction,    "a bare number or %",      {{{"", 1.0}, {"%", 0.01}}}},
    {Dimension::Percent,     "% or a bare number",      {{{"", 1.0}, {"%", 1.0}}}},
    {Dimension::Length,      "m, cm or mm",             {{{"", 1.0}, {"m", 1.0}, {"cm", 1e-2}, {"mm", 1e-3}}}},
    {Dimension::Area,        "m2, cm2 or mm2",          {{{"", 1.0}, {"m2", 1.0}, {"cm2", 1e-4}, {"mm2", 1e-6}}}},
    {Dimension::Volume,      "m3, L or mL",             {{{"", 1.0}, {"m3", 1.0}, {"L", 1e-3}, {"mL", 1e-6}, {"ml", 1e-6}}}},
    {Dimension::Time,        "s, ms, min, h or d",      {{{"", 1.0}, {"s", 1.0}, {"ms", 1e-3}, {"min", 60.0}, {"h", 3600.0}, {"d", 86400.0}}}},
    {Dimension::Mass,        "kg or g",                 {{{"", 1.0}, {"kg", 1.0}, {"g", 1e-3}}}},
    {Dimension::Force,       "N",                       {{{"", 1.0}, {"N", 1.0}}}},
    {Dimension::Pressure,    "Pa, kPa or mmHg",         {{{"", 1.0}, {"Pa", 1.0}, {"kPa", kPascalPerKPa}, {"mmHg", kPascalPerMmHg}}}},
    {Dimension::Angle,       "rad, deg or o'clock",     {{{"", 1.0}, {"rad", 1.0}, {"deg", kPi / 180.0}, {"o'clock", kPi / 6.0}}}},
    {Dimension::Frequency,   "Hz or /min",              {{{"", 1.0}, {"Hz", 1.0}, {"/min", 1.0 / 60.0}}}},
    {Dimension::Velocity,    "m/s, cm/s or mm/s",       {{{"", 1.0}, {"m/s", 1.0}, {"cm/s", 1e-2}, {"mm/s", 1e-3}}}},
    {Dimension::FlowRate,    "m3/s, mL/s or mL/h",      {{{"", 1.0}, {"m3/s", 1.0}, {"mL/s", 1e-6}, {"mL/min", 1e-6 / 60.0}, {"mL/h", 1e-6 / 3600.0}}}},
    {Dimension::Temperature, "degC",                    {{{"", 1.0}, {"degC", 1.0}, {"°C", 1.0}}}},
    {Dimension::Stiffness,   "N/m or N/mm",             {{{"", 1.0}, {"N/m", 1.0}, {"N/mm", 1e3}}}},
};
// clang-format on

const DimensionUnits* units_of(Dimension dimension) {
  for (const DimensionUnits& row : kUnits)
    if (row.dimension == dimension) return &row;
  return nullptr;
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

}  // namespace

std::optional<double> parse_quantity(std::string_view text, Dimension dimension) {
  const DimensionUnits* row = units_of(dimension);
  text = trim(text);
  if (row == nullptr || text.empty()) return std::nullopt;

  // the number, with an optional plus sign that from_chars does not take
  if (text.front() == '+') text.remove_prefix(1);
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;

  // the unit, which must be one of this dimension's
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(end - text.data())));
  for (const Unit& u : row->unit) {
    if (u.factor == 0.0 || u.text != unit) continue;
    const double value = number * u.factor + u.offset;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
  return std::nullopt;
}

std::string_view accepted_units(Dimension dimension) {
  const DimensionUnits* row = units_of(dimension);
  return row == nullptr ? std::string_view("a bare number") : row->accepted;
}

}  // namespace lac
