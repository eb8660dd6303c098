#include "scenario/lexical.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace lac::scenario {
namespace {

constexpr int kMostDotsInAName = 8;    // a.b.c...: deeper names only exhaust the stack
constexpr int kMostOpenBrackets = 16;  // our files need one
constexpr std::size_t kMostToldSlips = 20;

enum class Place { Plain, Comment, Basic, Literal, LongBasic, LongLiteral };

/// Walks the text once and knows whether it stands in a comment, in a quoted text or outside.
class Walker {
 public:
  Walker(std::string_view text, Document& document) : text_(text), document_(document) {}
  std::set<int> run();

 private:
  void look_at(char32_t c);
  void step_place(char32_t c);
  void watch_depth(char32_t c);
  bool tripled(char quote) const {
    return text_.substr(start_, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
  }
  void close_long(char quote) {
    // up to two quotes before the closing three belong to the text
    for (int i = 0; i < 4 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_, ++column_;
    place_ = Place::Plain;
  }
  void slip(std::string message) {
    if (document_.problems.size() < kMostToldSlips)
      document_.complain({line_, column_, 1}, std::move(message));
    bad_lines_.insert(line_);
  }

  std::string_view text_;
  Document& document_;
  std::set<int> bad_lines_;
  Place place_ = Place::Plain;
  std::size_t start_ = 0, at_ = 0;
  int line_ = 1, column_ = 1, dots_ = 0, open_ = 0;
  bool escaped_ = false;
};

std::set<int> Walker::run() {
  while (at_ < text_.size() && document_.readable) {
    start_ = at_;
    const char32_t c = next_character(text_, at_);
    if (c == '\n') {
      if (place_ == Place::Comment || place_ == Place::Basic || place_ == Place::Literal)
        place_ = Place::Plain;
      ++line_, column_ = 1, dots_ = 0, escaped_ = false;
      continue;
    }
    look_at(c);
    watch_depth(c);
    step_place(c);
    ++column_;
  }
  return bad_lines_;
}

void Walker::look_at(char32_t c) {
  // bytes no text has, anywhere
  if (c == kNotUtf8) return slip("this byte is not UTF-8 text; save the file as UTF-8");
  if ((c < 0x20 && c != '\t' && c != '\r') || c == 0x7f)
    return slip(fmt::format("control character U+{:04X} does not belong in a text file; delete it",
                            static_cast<unsigned>(c)));

  // look-alikes from a word processor, outside quoted texts and comments
  if (place_ != Place::Plain) return;
  const std::string_view name = lookalike_name(c);
  if (!name.empty())
    slip(fmt::format("{} (often pasted from a word processor); type {} instead", name,
                     name.find("quote") != name.npos  ? "a straight quote"
                     : name.find("dash") != name.npos ? "a plain hyphen"
                                                      : "an ordinary space"));
}

void Walker::watch_depth(char32_t c) {
  if (place_ != Place::Plain) return;
  if (c == '.') ++dots_;
  if (c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') dots_ = 0;
  if (c == '[' || c == '{') ++open_;
  if ((c == ']' || c == '}') && open_ > 0) --open_;
  if (dots_ > kMostDotsInAName || open_ > kMostOpenBrackets) {
    slip("nested too deeply; these files have tables and values, nothing below");
    document_.readable = false;
  }
}

void Walker::step_place(char32_t c) {
  // an escaped character ends nothing
  if (escaped_) {
    escaped_ = false;
    return;
  }
  const auto skip_two = [this] { at_ += 2, column_ += 2; };
  switch (place_) {
    case Place::Plain:
      if (c == '#') place_ = Place::Comment;
      if (c == '"') place_ = tripled('"') ? (skip_two(), Place::LongBasic) : Place::Basic;
      if (c == '\'') place_ = tripled('\'') ? (skip_two(), Place::LongLiteral) : Place::Literal;
      break;
    case Place::Comment:
      break;
    case Place::Basic:
      if (c == '\\') escaped_ = true;
      if (c == '"') place_ = Place::Plain;
      break;
    case Place::Literal:
      if (c == '\'') place_ = Place::Plain;
      break;
    case Place::LongBasic:
      if (c == '\\') escaped_ = true;
      if (c == '"' && tripled('"')) close_long('"');
      break;
    case Place::LongLiteral:
      if (c == '\'' && tripled('\'')) close_long('\'');
      break;
  }
}

}  // namespace

bool looks_like_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  const std::string_view head = text.substr(0, 64);
  return static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0')) * 3 > head.size();
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  ++at;
  if (first < 0x80) return first;
  const int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first >= 0xF5 || at + static_cast<std::size_t>(more) > text.size())
    return kNotUtf8;

  // continuation bytes, then the forms UTF-8 forbids: overlong, surrogates, beyond the last plane
  char32_t c = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    const unsigned char b = byte(at + static_cast<std::size_t>(i));
    if ((b & 0xC0) != 0x80) return kNotUtf8;
    c = (c << 6) | (b & 0x3F);
  }
  if ((more == 2 && c < 0x800) || (more == 3 && c < 0x10000) || (c >= 0xD800 && c < 0xE000) ||
      c > 0x10FFFF)
    return kNotUtf8;
  at += static_cast<std::size_t>(more);
  return c;
}

std::size_t byte_at(std::string_view line, int column) {
  std::size_t at = 0;
  for (int i = 1; i < column && at < line.size(); ++i) next_character(line, at);
  return at;
}

std::string check_characters(std::string_view text, Document& document) {
  // whole-file slips first: nothing below them could be told in readable words
  if (text.size() > kMostBytes) {
    document.complain(fmt::format("the file has {} kB; {} kB is the most we read",
                                  text.size() / 1024, kMostBytes / 1024));
    document.readable = false;
    return {};
  }
  if (looks_like_utf16(text)) {
    document.complain(Position{1, 1, 1},
                      "saved as UTF-16 (\"Unicode\" in some editors); save it as UTF-8");
    document.readable = false;
    return {};
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    document.complain(Position{1, 1, 1},
                      "starts with a byte-order mark, which no editor shows; save the file as "
                      "\"UTF-8\", not as \"UTF-8 with BOM\" (an editor's \"Save as\" has both)");
    text.remove_prefix(3);
  }

  // character by character; a line with a slip is blanked, so that the parser does not tell it
  // again
  const std::set<int> bad = Walker(text, document).run();
  std::string out;
  int line = 1;
  for (char c : text) {
    if (c == '\n' || !bad.contains(line)) out += c;
    if (c == '\n') ++line;
  }
  document.partial = document.partial || !bad.empty();
  return out;
}

std::string_view lookalike_name(char32_t c) {
  switch (c) {
    case '\t':
      return "a tab";
    case 0x00A0:
    case 0x2007:
    case 0x202F:
      return "a non-breaking space";
    case 0x2002:
    case 0x2003:
    case 0x2009:
      return "a wide or thin space";
    case 0x200B:
    case 0x2060:
    case 0xFEFF:
      return "an invisible space";
    case 0x2018:
    case 0x2019:
      return "a curly single quote";
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return "a curly double quote";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return "a long dash";
    default:
      return {};
  }
}

char32_t find_lookalike(std::string_view text, int* column) {
  int count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const char32_t c = next_character(text, at);
    if (lookalike_name(c).empty()) continue;
    if (column != nullptr) *column = count;
    return c;
  }
  return 0;
}

}  // namespace lac::scenario
