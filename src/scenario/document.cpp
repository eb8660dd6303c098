#include "scenario/document.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <exception>
#include <optional>

#include "scenario/lexical.h"
#include "scenario/slips.h"

namespace lac::scenario {
namespace {

constexpr int kMostBrokenLines = 20;
constexpr std::size_t kLeastBegun = 4;  // letters of a name that was only begun
constexpr std::size_t kMostProblems = 100;

Position position_of(const toml::source_region& region) {
  Position p{static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), 1};
  if (region.end.line == region.begin.line && region.end.column > region.begin.column)
    p.length = static_cast<int>(region.end.column - region.begin.column);
  return p;
}

void fill(const toml::node& node, Item& item);

void fill_table(const toml::table& table, Item& item) {
  item.kind = Item::Kind::Table;
  for (const auto& [key, node] : table) {
    Item entry;
    entry.key = std::string(key.str());
    entry.key_at = position_of(key.source());
    fill(node, entry);
    item.items.push_back(std::move(entry));
  }

  // in the order of the file, not of the alphabet
  std::stable_sort(item.items.begin(), item.items.end(), [](const Item& a, const Item& b) {
    return std::pair(a.key_at.line, a.key_at.column) < std::pair(b.key_at.line, b.key_at.column);
  });
}

void fill(const toml::node& node, Item& item) {
  item.at = position_of(node.source());
  if (const auto* text = node.as_string()) {
    item.kind = Item::Kind::Text;
    item.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    item.kind = Item::Kind::Whole;
    item.number = static_cast<double>(whole->get());
  } else if (const auto* number = node.as_floating_point()) {
    item.kind = Item::Kind::Number;
    item.number = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    item.kind = Item::Kind::Flag;
    item.flag = flag->get();
  } else if (const auto* list = node.as_array()) {
    item.kind = list->is_array_of_tables() ? Item::Kind::Tables : Item::Kind::List;
    for (const toml::node& child : *list) fill(child, item.items.emplace_back());
  } else if (const auto* table = node.as_table()) {
    fill_table(*table, item);
  }
}

bool is_plain_key(std::string_view word) {
  return !word.empty() &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == word.npos;
}

/// The name before = if a long text begins at the end of this line, else empty.
std::string_view begins_long_text(std::string_view line) {
  while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
  if (!line.ends_with("\"\"\"")) return {};
  line.remove_suffix(3);
  const std::size_t equals = line.find('=');
  if (equals == line.npos || line.find_first_not_of(' ', equals + 1) != line.npos) return {};
  line = line.substr(0, equals);
  while (line.starts_with(' ')) line.remove_prefix(1);
  while (line.ends_with(' ')) line.remove_suffix(1);
  return is_plain_key(line) ? line : std::string_view{};
}

/// A long text that runs into the next one: told where it begins, and its lines blanked, so that
/// what follows is not read inside out.
std::string without_runaway_texts(std::string_view text, Document& document) {
  std::vector<std::size_t> blank;
  std::size_t open = 0;  // line where the long text began, from 1; 0: none is open
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const std::string_view line = document.lines[i];
    const std::string_view begun = begins_long_text(line);
    if (open == 0) {
      if (!begun.empty()) open = i + 1;
      continue;
    }
    if (begun.empty()) {
      if (line.find("\"\"\"") != line.npos) open = 0;
      continue;
    }
    const std::string& first = document.lines[open - 1];
    document.complain(
        {static_cast<int>(open), static_cast<int>(first.rfind("\"\"\"")) + 1, 3},
        fmt::format("this long text has no closing \"\"\" before line {}, where \"{}\" begins",
                    i + 1, begun));
    for (std::size_t l = open; l <= i; ++l) blank.push_back(l);
    open = i + 1;
  }
  if (open != 0) {
    const std::string& first = document.lines[open - 1];
    document.complain({static_cast<int>(open), static_cast<int>(first.rfind("\"\"\"")) + 1, 3},
                      "this long text has no closing \"\"\"");
    for (std::size_t l = open; l <= document.lines.size(); ++l) blank.push_back(l);
  }
  if (blank.empty()) return std::string(text);
  document.partial = true;
  std::string out;
  std::size_t line = 1;
  for (const char c : text) {
    if (c == '\n' || !std::binary_search(blank.begin(), blank.end(), line)) out += c;
    line += c == '\n';
  }
  return out;
}

struct Broken {
  Position at;
  std::string said;
};

std::optional<Broken> try_parse(const std::string& text, Item& root) {
  try {
    const toml::table table = toml::parse(text);
    root = Item{};
    fill_table(table, root);
    return std::nullopt;
  } catch (const toml::parse_error& error) {
    return Broken{position_of(error.source()), std::string(error.description())};
  } catch (const std::exception& error) {
    return Broken{Position{}, error.what()};
  }
}

/// Empties one line, keeping the line count; false if it was empty already.
bool blank_line(std::string& text, int line) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    begin = text.find('\n', begin);
    if (begin == text.npos) return false;
    ++begin;
  }
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  if (begin >= end) return false;
  text.erase(begin, end - begin);
  return true;
}

/// Puts a comma where the parser missed one; false if there is no such place.
bool put_comma(std::string& text, Position at) {
  std::size_t place = 0;
  for (int line = 1; line < at.line; ++line) {
    place = text.find('\n', place);
    if (place == text.npos) return false;
    ++place;
  }
  text.insert(place + byte_at(std::string_view(text).substr(place), at.column), ",");
  return true;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // letters inserted, dropped, changed, or two neighbours swapped
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

const Item* Item::find(std::string_view name) const {
  for (const Item& item : items)
    if (item.key == name) return &item;
  return nullptr;
}

void Document::complain(Position at, std::string message) {
  Problem p{.file = file, .line = at.line, .column = at.column, .length = at.length};
  p.message = std::move(message);
  if (at.line >= 1 && static_cast<std::size_t>(at.line) <= lines.size())
    p.source_line = lines[static_cast<std::size_t>(at.line) - 1];
  if (p.source_line.find('\0') != p.source_line.npos) p.source_line.clear();  // no text to show

  // the same thing is told once, and a hopeless file not for ever
  const bool told = std::any_of(problems.begin(), problems.end(), [&](const Problem& q) {
    return q.line == p.line && q.column == p.column && q.message == p.message;
  });
  if (told || problems.size() > kMostProblems) return;
  if (problems.size() == kMostProblems)
    p = Problem{.file = file, .message = "and more; mend these first, then check again"};
  problems.push_back(std::move(p));
}

void Document::complain(std::string message) { complain(Position{}, std::move(message)); }

Document read_document(std::string_view text, const std::string& file) {
  Document document;
  document.file = file;
  if (text.size() <= kMostBytes)
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      document.lines.emplace_back(line);
      at = end + 1;
    }
  std::string body = check_characters(without_runaway_texts(text, document), document);
  if (!document.readable) return document;

  // parse; blank the line the parser stumbled on and go on, so that every broken line is told
  int last_line = 0;
  bool lost_heading = false;
  for (int round = 0; round < kMostBrokenLines; ++round) {
    const std::optional<Broken> broken = try_parse(body, document.root);
    if (!broken) break;
    const int line = broken->at.line;
    const bool known = line >= 1 && static_cast<std::size_t>(line) <= document.lines.size();
    const std::string source = known ? document.lines[static_cast<std::size_t>(line) - 1] : "";

    // under a lost heading, keys seem to stand twice: that is no slip of theirs
    const bool twice = broken->said.find("redefine") != std::string::npos;
    if (!(lost_heading && twice))
      document.complain(broken->at, explain(broken->said, document.lines, broken->at));
    document.partial = true;

    // a list that lacks a comma is whole with it
    if (lacks_comma(broken->said) && put_comma(body, broken->at)) continue;
    const std::size_t first = source.find_first_not_of(" \t");
    lost_heading = lost_heading || (first != std::string::npos && source[first] == '[');
    document.readable = false;
    if (line == last_line || !known || !blank_line(body, line)) return document;
    last_line = line;
    document.readable = round + 1 < kMostBrokenLines;
  }
  document.root.at = Position{1, 1, 1};
  document.readable = document.readable && !lost_heading;
  return document;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  if (word.size() > 64) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    // a name that was only begun is one step away, and its slips count as they do in a whole one
    std::size_t distance = edit_distance(word, candidate);
    if (word.size() >= kLeastBegun && candidate.size() > word.size())
      distance = std::min(distance, 1 + edit_distance(word, candidate.substr(0, word.size())));
    if (distance < best_distance) best = candidate, best_distance = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near);
}

}  // namespace lac::scenario
