#include "scenario/slips.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/lexical.h"

namespace lac::scenario {
namespace {

constexpr std::size_t kLongestSaid = 200;
constexpr std::size_t kLongestMended = 100;  // a longer line is not written out anew in a message
constexpr std::string_view kBlanks = " \r";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// What stands after the first = of a line; empty: nothing, or there is none.
std::string_view value_of(std::string_view line) {
  const std::size_t equals = line.find('=');
  return equals == line.npos ? std::string_view{} : trimmed(line.substr(equals + 1));
}

bool digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// name = 2,5 outside quotes.
bool decimal_comma(std::string_view value) {
  std::size_t at = value.find_first_not_of(" +-");
  if (at == value.npos || !digit(value, at)) return false;
  while (digit(value, at)) ++at;
  return at < value.size() && value[at] == ',' && digit(value, at + 1);
}

/// name = 12 mL, or name = 5%: a quantity that lacks its quotes. Empty: it is none.
std::string bare_quantity(std::string_view value) {
  const std::size_t end = value.find_first_not_of("+-.0123456789");
  if (end == value.npos || end == 0) return {};
  const std::size_t unit = value.find_first_not_of(' ', end);
  if (unit == value.npos || std::string_view("#,;").find(value[unit]) != value.npos) return {};
  if (value[unit] == '%') return "a share is a number from 0 to 1: write 0.05 for 5 %";
  return fmt::format("a quantity needs quotes: write \"{} {}\"", value.substr(0, end),
                     trimmed(value.substr(unit, value.find('#') - unit)));
}

/// The value in double quotes, with a backslash before each quote that belongs to it; empty if it
/// does not end with the quote it begins with, or is too long to be shown.
std::string requoted(std::string_view value) {
  if (value.size() < 3 || value.size() > kLongestMended || value.front() != value.back()) return {};
  std::string out = "\"";
  for (const char c : value.substr(1, value.size() - 2)) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out + '"';
}

/// A text that ended before its author meant it to: an apostrophe, or a quotation mark, in it.
std::string early_end(std::string_view value) {
  const std::string mended = requoted(value);
  const std::string_view mark = value.front() == '\'' ? "apostrophe" : "quotation mark";
  return mended.empty() ? fmt::format(
                              "the text ended at the {} before; put a text that holds one between "
                              "\"\"\" and \"\"\"",
                              mark)
                        : fmt::format("the text ended at the {} before; write {}", mark, mended);
}

/// What stands after a value that was whole.
std::string left_over(std::string_view line, int column) {
  const std::size_t at = byte_at(line, column);
  const std::string_view value = value_of(line);
  const std::string_view rest = at < line.size() ? trimmed(line.substr(at)) : std::string_view{};
  if (rest == "," || rest == ";")
    return fmt::format("nothing stands between a value and the end of its line; delete the {}",
                       rest);
  const char before = at > 0 && at < line.size() ? line[at - 1] : '\0';
  if ((before == '\'' || before == '"') && !value.empty() && value.front() == before)
    return early_end(value);
  return "the value ended before this; only a note that begins with # may follow it on its line";
}

/// A heading as it must be written: [left breast] -> [left_breast].
std::string one_word(std::string_view line) {
  std::string heading(trimmed(line.substr(0, line.rfind(']') + 1)));
  std::replace(heading.begin(), heading.end(), ' ', '_');
  return heading;
}

/// A line that is no name = value at all.
std::string no_pair(std::string_view line) {
  const std::string_view words = trimmed(line);
  for (const std::string_view mark : {"//", "--", "/*", ";", "%"})
    if (words.starts_with(mark)) return "a note begins with #";
  const std::size_t colon = words.find(':');
  if (colon != words.npos && words.find_first_of(" \"'") > colon)
    return fmt::format("a name and its value are joined by =: write {} = ...",
                       trimmed(words.substr(0, colon)));
  return "this line is neither name = value nor [table]; a text needs quotes on both sides";
}

}  // namespace

bool lacks_comma(std::string_view said) {
  // a value's first letter where the list would go on
  return said.find("array: expected comma") != said.npos && said.find(", saw '\"'") != said.npos;
}

std::string explain(std::string_view said, const std::vector<std::string>& lines, Position at) {
  const bool known = at.line >= 1 && static_cast<std::size_t>(at.line) <= lines.size();
  const std::string_view line =
      known ? std::string_view(lines[static_cast<std::size_t>(at.line) - 1]) : std::string_view{};
  const std::string_view value = value_of(line);
  const auto has = [&](std::string_view what) { return said.find(what) != said.npos; };
  if (has("unknown escape"))
    return "a backslash in a text is written twice (\\\\); in the name of a file write / instead";
  if (has("unterminated string") || (has("string") && has("end-of-file")))
    return "this text has no closing quote; end it with the quote it began with";
  if (has("string") && (has("line break") || has("control character")))
    return "this text has no closing quote on its line; close it, or use \"\"\" for a long text";
  if (lacks_comma(said)) return "a comma is missing before this text";
  if (decimal_comma(value)) return "a decimal comma; write the number with a point, as in 2.5";
  if (std::string quantity = bare_quantity(value); !quantity.empty()) return quantity;
  const std::size_t first = line.find_first_not_of(' ');
  const bool table = first != line.npos && line[first] == '[';
  if (has("redefine") && table && line.substr(first, 2) != "[[")
    return fmt::format("this table stands more than once; one that may is written [{}]",
                       line.substr(first, line.find(']') - first + 1));
  if (has("redefine")) return "this name is given twice; keep one of them";
  if (!line.empty() && line.find('=') == line.npos && line.find_first_of("[#") == line.npos)
    return no_pair(line);
  if (has("could not determine value type") && table)
    return "a list above this line has no closing ]";
  if (has("could not determine value type") && value.starts_with("="))
    return "one = stands between a name and its value";
  if (has("could not determine value type"))
    return "this value is not a number, true, false or a quoted text; put texts and quantities in "
           "quotes";
  if (has("boolean: expected")) return "true and false are written in small letters";
  if (has("expected value") || (has("key-value pair") && has("end-of-file")))
    return "nothing stands after =; write the value, a text in quotes, or delete the line";
  if (has("table header: expected ']'") && line.find(']') != line.npos &&
      line.find(' ') != line.npos)
    return fmt::format("a table's name has no spaces: write {}", one_word(line));
  if (has("expected ']'")) return "this bracket is not closed; end it with ]";
  if (has("expected '='"))
    return "a name is one word, joined to its value by =; write _ for a space in it";
  if (has("expected a comment or whitespace") || has("saw ';'")) return left_over(line, at.column);
  if (has("Error while parsing") && has(": ")) said.remove_prefix(said.find(": ") + 2);
  return "not TOML: " + std::string(said.substr(0, kLongestSaid));
}

}  // namespace lac::scenario
