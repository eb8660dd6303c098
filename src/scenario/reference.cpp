#include <fmt/format.h>

#include <algorithm>

#include "scenario/fields.h"

namespace lac::scenario {
namespace {

/// A cell of a Markdown table: no bar may end it early.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string heading(const FieldInfo& field) {
  const std::size_t space = field.table.find(' ');
  return space == std::string::npos ? fmt::format("\n## {}\n", field.table)
                                    : fmt::format("\n### `{}`\n", field.table.substr(space + 1));
}

}  // namespace

std::string reference_page() {
  std::string page =
      "# Reference of the files people write\n\n"
      "Made from the field table that the checker uses: `lactasim schema --page`. A quantity is a "
      "text with its unit or a bare number in the unit shown.\n";
  std::string table;
  for (const FieldInfo& field : field_table()) {
    if (field.table != table) {
      page += heading(field) +
              "\n| key | what | holds | range | if left out |\n|---|---|---|---|---|\n";
      table = field.table;
    }
    const std::string what = field.retired.empty() ? field.help : "retired: " + field.retired;
    page += fmt::format("| `{}` | {} | {}{} | {} | {} |\n", field.name, cell(what), field.type,
                        field.unit.empty() ? "" : ", " + field.unit, cell(field.range),
                        cell(field.fallback));
  }
  return page;
}

}  // namespace lac::scenario
