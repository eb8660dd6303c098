#include "scenario/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "scenario/lexical.h"

namespace lac::scenario {
namespace {

std::string what_it_takes(Dimension dimension) {
  const std::string units(accepted_units(dimension));
  return dimension == Dimension::None ? units : "a finite number in " + units;
}

constexpr std::size_t kLongestName = 64;
constexpr double kMillimetresPerMetre = 1000.0;
constexpr std::size_t kLongestShown = 40;
constexpr double kRangeSlack = 1e-9;  // relative: a bound converted from its unit and back

std::string_view dimension_name(Dimension dimension) {
  switch (dimension) {
    case Dimension::Length:
      return "a length";
    case Dimension::Area:
      return "an area";
    case Dimension::Volume:
      return "a volume";
    case Dimension::Time:
      return "a time";
    case Dimension::Mass:
      return "a mass";
    case Dimension::Force:
      return "a force";
    case Dimension::Pressure:
      return "a pressure";
    case Dimension::Angle:
      return "an angle";
    case Dimension::Frequency:
      return "a frequency";
    case Dimension::Velocity:
      return "a speed";
    case Dimension::FlowRate:
      return "a flow";
    case Dimension::Temperature:
      return "a temperature";
    case Dimension::Stiffness:
      return "a stiffness";
    default:
      return "a number";
  }
}

/// The unit that people think in where a metric's own is another: a bare number would be taken for
/// it. Empty: a bare number is plain.
std::string_view spoken_unit(std::string_view unit) {
  struct Spoken {
    std::string_view unit, spoken;
  };
  constexpr Spoken kSpoken[] = {{"Pa", "kPa"}, {"m", "mm"},    {"m/s", "mm/s"}, {"m2", "cm2"},
                                {"m3", "mL"},  {"rad", "deg"}, {"m3/s", "mL/s"}};
  for (const Spoken& row : kSpoken)
    if (row.unit == unit) return row.spoken;
  return {};
}

std::string_view kind_name(Item::Kind kind) {
  switch (kind) {
    case Item::Kind::Text:
      return "a text";
    case Item::Kind::Whole:
    case Item::Kind::Number:
      return "a number";
    case Item::Kind::Flag:
      return "true or false";
    case Item::Kind::List:
      return "a list";
    case Item::Kind::Table:
    case Item::Kind::Tables:
      return "a table";
    default:
      return "a date or time";
  }
}

std::string shortened(std::string_view text) {
  return text.size() <= kLongestShown ? std::string(text)
                                      : std::string(text.substr(0, kLongestShown)) + "...";
}

bool complain_kind(Document& document, const Item& item, std::string_view wanted) {
  document.complain(item.at,
                    fmt::format("\"{}\" needs {}, not {}", item.key, wanted, kind_name(item.kind)));
  return false;
}

/// Names what a word processor put into a quantity or name; true if it did.
bool complain_lookalike(Document& document, const Item& item) {
  int column = 0;
  const char32_t c = find_lookalike(item.text, &column);
  if (c == 0) return false;
  document.complain(
      {item.at.line, item.at.column + 1 + column, 1},
      fmt::format("{} (often pasted from a word processor) inside \"{}\"; type it anew",
                  lookalike_name(c), item.key));
  return true;
}

/// "2,5 kPa" as "2.5 kPa"; nothing if no comma stands between two digits.
std::optional<std::string> with_decimal_point(const std::string& text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != ',' || !digit(i - 1) || !digit(i + 1)) continue;
    std::string out = text;
    out[i] = '.';
    return out;
  }
  return std::nullopt;
}

/// Names a slip inside a quantity's text: a look-alike, a decimal comma. True if there was one.
bool complain_quantity(Document& document, const Item& item) {
  if (complain_lookalike(document, item)) return true;
  const std::optional<std::string> better = with_decimal_point(item.text);
  if (!better) return false;
  document.complain(item.at, fmt::format("\"{}\" has a decimal comma; write \"{}\"",
                                         shortened(item.text), shortened(*better)));
  return true;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// A quoted number and nothing else, where it would be taken for SI units; 0 is 0 in all of them.
bool lacks_unit(const Document& document, const Item& item) {
  const auto number = parse_quantity(item.text, Dimension::None);
  return !document.recorded && number.has_value() && *number != 0.0;
}

double unit_factor(const FieldSpec& spec) {
  if (spec.unit.empty()) return 1.0;
  return parse_quantity("1 " + std::string(spec.unit), spec.dimension).value_or(1.0);
}

bool in_range(Document& document, const Item& item, const FieldSpec& spec, double value) {
  const double factor = unit_factor(spec);
  const double in_unit = value / factor;
  const double slack = kRangeSlack * std::fabs(in_unit);
  if (in_unit >= spec.low - slack && in_unit <= spec.high + slack) return true;
  document.complain(item.at,
                    fmt::format("\"{}\" is {:g}{}{}; it must be {}", item.key, in_unit,
                                spec.unit.empty() ? "" : " ", spec.unit, range_text(spec)));
  return false;
}

bool convert_quantity(Document& document, const Item& item, const FieldSpec& spec, Value& value) {
  // a bare number is in the documented unit
  if (item.kind == Item::Kind::Whole || item.kind == Item::Kind::Number) {
    if (!std::isfinite(item.number)) {
      document.complain(item.at, fmt::format("\"{}\" is not a finite number", item.key));
      return false;
    }
    value.number = item.number * unit_factor(spec);
    return in_range(document, item, spec, value.number);
  }
  if (item.kind != Item::Kind::Text)
    return complain_kind(document, item,
                         spec.unit.empty()
                             ? "a number"
                             : fmt::format("{} such as \"{} {}\"", dimension_name(spec.dimension),
                                           spec.high, spec.unit));

  // a text carries its own unit
  if (!spec.unit.empty() && lacks_unit(document, item)) {
    document.complain(item.at, fmt::format("\"{0}\" has no unit; write \"{1} {2}\", or {1} without "
                                           "quotes, which means {2}",
                                           shortened(item.text), trimmed(item.text), spec.unit));
    return false;
  }
  const std::optional<double> parsed = parse_quantity(item.text, spec.dimension);
  if (parsed) {
    value.number = *parsed;
    return in_range(document, item, spec, value.number);
  }
  if (complain_quantity(document, item)) return false;
  document.complain(item.at, fmt::format("\"{}\" is not {}; \"{}\" takes {}", shortened(item.text),
                                         dimension_name(spec.dimension), item.key,
                                         what_it_takes(spec.dimension)));
  return false;
}

bool convert_text(Document& document, const Item& item, const FieldSpec& spec, Value& value) {
  if (item.kind != Item::Kind::Text) return complain_kind(document, item, "a text in quotes");
  value.text = item.text;
  std::size_t length = 0;
  for (std::size_t at = 0; at < value.text.size(); ++length) next_character(value.text, at);
  if (spec.low > 0 && value.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    document.complain(item.at, fmt::format("\"{}\" is empty", item.key));
    return false;
  }
  if (spec.high > 0 && static_cast<double>(length) > spec.high) {
    document.complain(item.at, fmt::format("\"{}\" has {} characters; {:g} is the most", item.key,
                                           length, spec.high));
    return false;
  }
  if (spec.type == Type::Text && value.text.find('\n') != std::string::npos) {
    document.complain(item.at,
                      fmt::format("\"{}\" is a single line; take out the line breaks", item.key));
    return false;
  }
  return true;
}

bool convert_name(Document& document, const Item& item, const FieldSpec& spec, Value& value) {
  if (item.kind != Item::Kind::Text) return complain_kind(document, item, "a name in quotes");
  value.text = item.text;
  if (spec.type == Type::Name && is_name(item.text)) return true;

  // an image: a name with one of two endings
  if (spec.type == Type::File) {
    if (is_picture_name(item.text)) return true;
    document.complain(item.at,
                      fmt::format("\"{}\" is not a picture's name beside this file, such as "
                                  "\"bedside.png\"; no folders",
                                  shortened(item.text)));
    return false;
  }
  if (complain_lookalike(document, item)) return false;
  document.complain(item.at, fmt::format("\"{}\" is not a name; use lower-case letters, digits, "
                                         "hyphens and underscores",
                                         shortened(item.text)));
  return false;
}

bool convert_list(Document& document, const Item& item, const FieldSpec& spec, Value& value) {
  if (item.kind != Item::Kind::List) return complain_kind(document, item, "a list [\"...\"]");
  bool good = true;
  for (const Item& child : item.items) {
    if (child.kind != Item::Kind::Text) {
      document.complain(child.at, fmt::format("\"{}\" is a list of texts in quotes", item.key));
      good = false;
    } else if (spec.type == Type::Names && !is_name(child.text)) {
      document.complain(child.at,
                        fmt::format("\"{}\" is not a name; use lower-case letters, digits, "
                                    "hyphens and underscores",
                                    shortened(child.text)));
      good = false;
    } else {
      value.list.push_back(child.text);
    }
  }
  return good;
}

bool convert_choice(Document& document, const Item& item, const FieldSpec& spec, Value& value) {
  const std::vector<std::string_view> choices = split_choices(spec.choices);
  if (item.kind != Item::Kind::Text) return complain_kind(document, item, range_text(spec));
  const auto found = std::find(choices.begin(), choices.end(), item.text);
  if (found == choices.end()) {
    if (complain_lookalike(document, item)) return false;
    document.complain(item.at,
                      fmt::format("\"{}\" is not known for \"{}\"{} ({})", shortened(item.text),
                                  item.key, did_you_mean(item.text, choices), range_text(spec)));
    return false;
  }
  value.text = item.text;
  value.choice = static_cast<std::size_t>(found - choices.begin());
  return true;
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

bool is_picture_name(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  return dot != text.npos && is_name(text.substr(0, dot)) &&
         (text.ends_with(".png") || text.ends_with(".jpg"));
}

bool convert(Document& document, const Item& item, const FieldSpec& spec, Value& value) {
  value.item = &item;
  switch (spec.type) {
    case Type::Text:
    case Type::Markdown:
      return convert_text(document, item, spec, value);
    case Type::Name:
    case Type::File:
      return convert_name(document, item, spec, value);
    case Type::Quantity:
      return convert_quantity(document, item, spec, value);
    case Type::Choice:
      return convert_choice(document, item, spec, value);
    case Type::Names:
    case Type::Texts:
      return convert_list(document, item, spec, value);
    case Type::Whole:
      if (item.kind != Item::Kind::Whole) return complain_kind(document, item, "a whole number");
      value.number = item.number;
      return in_range(document, item, spec, value.number);
    case Type::Flag:
      if (item.kind != Item::Kind::Flag) return complain_kind(document, item, "true or false");
      value.flag = item.flag;
      return true;
    case Type::Bound:
      if (item.kind == Item::Kind::Text || item.kind == Item::Kind::Whole ||
          item.kind == Item::Kind::Number)
        return true;
      return complain_kind(document, item, "a number or quantity");
  }
  return false;
}

std::optional<double> convert_bound(Document& document, const Item& item, std::string_view unit) {
  // which dimension the unit is of; the metric tables use SI, mL, and bare numbers
  struct UnitOf {
    std::string_view unit;
    Dimension dimension;
    double per_SI;
  };
  constexpr UnitOf kUnits[] = {
      {"s", Dimension::Time, 1.0},
      {"m", Dimension::Length, 1.0},
      {"N", Dimension::Force, 1.0},
      {"Pa", Dimension::Pressure, 1.0},
      {"m/s", Dimension::Velocity, 1.0},
      {"rad", Dimension::Angle, 1.0},
      {"Hz", Dimension::Frequency, 1.0},
      {"m3", Dimension::Volume, 1.0},
      {"mL", Dimension::Volume, 1.0 / kM3_per_mL},
      {"N/m", Dimension::Stiffness, 1.0},
      {"m2", Dimension::Area, 1.0},
      {"kPa", Dimension::Pressure, 1.0 / kPascalPerKPa},
      {"mm", Dimension::Length, kMillimetresPerMetre},
      {"m3/s", Dimension::FlowRate, 1.0},
      {"mL/s", Dimension::FlowRate, 1.0 / kM3_per_mL},
      {"frac", Dimension::Fraction, 1.0},
  };
  Dimension dimension = Dimension::Fraction;  // counts and scales: bare numbers, a per cent of 1
  double per_SI = 1.0;
  for (const UnitOf& row : kUnits)
    if (row.unit == unit) dimension = row.dimension, per_SI = row.per_SI;

  // a bare number, unless it could be meant in another unit
  const bool text = item.kind == Item::Kind::Text;
  if (!text && !std::isfinite(item.number)) {
    document.complain(item.at, fmt::format("\"{}\" is not a finite number", item.key));
    return std::nullopt;
  }
  const std::string_view spoken = spoken_unit(unit);
  const bool bare = text ? lacks_unit(document, item) : item.number != 0.0 && !document.recorded;
  if (bare && !spoken.empty()) {
    document.complain(
        item.at,
        fmt::format(
            "\"{0}\" is {1} and needs its unit: write \"{2} {3}\" or \"{2} {4}\", whichever "
            "is meant",
            item.key, dimension_name(dimension),
            text ? std::string(trimmed(item.text)) : fmt::format("{:g}", item.number), spoken,
            unit));
    return std::nullopt;
  }
  if (!text) return item.number;
  if (const auto value = parse_quantity(item.text, dimension)) return *value * per_SI;
  if (!complain_quantity(document, item))
    document.complain(item.at,
                      fmt::format("\"{}\" is not {}; \"{}\" takes {}", shortened(item.text),
                                  dimension_name(dimension), item.key, what_it_takes(dimension)));
  return std::nullopt;
}

std::string choices_of(const FieldSpec& spec) {
  const std::vector<std::string_view> choices = split_choices(spec.choices);
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i)
    out += (i == 0 ? ": " : i + 1 < choices.size() ? ", " : " or ") + std::string(choices[i]);
  return out;
}

void complain_unknown(Document& document, const Item& table, std::string_view where,
                      const std::vector<std::string_view>& known) {
  for (const Item& item : table.items) {
    if (std::find(known.begin(), known.end(), item.key) != known.end()) continue;
    document.complain(item.key_at, fmt::format("unknown key \"{}\" in {}{}", shortened(item.key),
                                               where, did_you_mean(item.key, known)));
  }
}

bool misspelt(const Item& table, std::string_view name,
              const std::vector<std::string_view>& known) {
  return std::any_of(table.items.begin(), table.items.end(), [&](const Item& item) {
    return std::find(known.begin(), known.end(), item.key) == known.end() &&
           nearest(item.key, known) == name;
  });
}

void check_format(Document& document) {
  const Item* format = document.root.find("format");
  if (format == nullptr) {
    if (!document.partial)
      document.complain(Position{1, 1, 1}, "the first line must be: format = 1");
    return;
  }
  if (format->kind == Item::Kind::Whole && format->number > 1.0)
    document.complain(format->at,
                      fmt::format("format {:.0f} is of a newer LactaSim; this one reads "
                                  "format = 1, so update the program",
                                  format->number));
  else if (format->kind != Item::Kind::Whole || format->number != 1.0)
    document.complain(format->at, "this format is not known here; format = 1 is what we read");
  if (&document.root.items.front() != format)
    document.complain(format->key_at, "\"format\" must be the first key of the file");
}

const Item* table_of(Document& document, std::string_view name) {
  const Item* item = document.root.find(name);
  if (item == nullptr || item->kind == Item::Kind::Table) return item;
  document.complain(item->key_at, fmt::format("\"{}\" is one table here: write [{}]", name, name));
  return nullptr;
}

std::vector<const Item*> tables_of(Document& document, std::string_view name) {
  std::vector<const Item*> out;
  const Item* item = document.root.find(name);
  if (item == nullptr) return out;
  if (item->kind != Item::Kind::Tables) {
    document.complain(item->key_at,
                      fmt::format("\"{}\" can stand more than once: write [[{}]]", name, name));
    return out;
  }
  for (const Item& table : item->items) out.push_back(&table);
  return out;
}

}  // namespace lac::scenario
