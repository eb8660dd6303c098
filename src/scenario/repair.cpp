#include "scenario/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenario/lexical.h"

namespace lac::scenario {
namespace {

constexpr int kMostRounds = 50;  // of at most twenty slips each, as they are told

using Counts = std::map<std::string, int>;

void put_utf8(char32_t c, std::string& out) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F));
  }
}

/// UTF-16 of either order as UTF-8; a pair that is none becomes U+FFFD.
std::string from_utf16(std::string_view bytes) {
  const bool big = bytes.starts_with("\xFE\xFF") || (bytes.size() > 1 && bytes[0] == '\0');
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]),
               second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xE000) {
      const bool pair = c < 0xDC00 && at + 3 < bytes.size();
      const char32_t low = pair ? unit(at + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      } else {
        c = 0xFFFD;
      }
    }
    put_utf8(c, out);
  }
  return out;
}

/// What a look-alike looks like.
std::string_view plain(std::string_view name) {
  if (name.find("double quote") != name.npos) return "\"";
  if (name.find("single quote") != name.npos) return "'";
  if (name.find("dash") != name.npos) return "-";
  return name == "an invisible space" ? "" : " ";
}

/// Puts the plain character where the look-alike at byte `at` stands; false if there is none.
bool replace_at(std::string& text, std::size_t at, Counts& counts) {
  std::size_t end = at;
  const std::string_view name = lookalike_name(next_character(text, end));
  if (name.empty()) return false;
  ++counts[std::string(name)];
  text.replace(at, end - at, plain(name));
  return true;
}

/// The byte where a line's column begins.
std::size_t byte_of(std::string_view text, int line, int column) {
  std::size_t at = 0;
  for (int l = 1; l < line; ++l) at = std::min(text.find('\n', at), text.size() - 1) + 1;
  for (int c = 1; c < column && at < text.size(); ++c) next_character(text, at);
  return at;
}

/// Look-alikes outside texts, as the checker finds them, until it finds none.
void outside_texts(std::string& text, Counts& counts) {
  for (int round = 0; round < kMostRounds; ++round) {
    Document document;
    check_characters(text, document);
    bool any = false;
    for (auto p = document.problems.rbegin(); p != document.problems.rend(); ++p)
      if (const std::size_t at = byte_of(text, p->line, p->column); at < text.size())
        any = replace_at(text, at, counts) || any;
    if (!any) return;
  }
}

/// Look-alikes in `name = "2,5 kPa"`: a quoted text that begins with a number.
void in_quantities(std::string& text, Counts& counts) {
  for (std::size_t at = text.find("= \""); at != text.npos; at = text.find("= \"", at + 1)) {
    std::size_t first = at + 3;
    const std::size_t end = std::min(text.find_first_of("\"\n", first), text.size());
    std::size_t next = first;
    if (first < end && lookalike_name(next_character(text, next)) == "a long dash") first = next;
    if (first >= end || text[first] < '0' || text[first] > '9') continue;
    for (std::size_t b = end; b-- > at + 3;)
      if ((static_cast<unsigned char>(text[b]) & 0xC0) != 0x80) replace_at(text, b, counts);
  }
}

}  // namespace

std::vector<std::filesystem::path> files_of(const std::filesystem::path& file_or_folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(file_or_folder, error)) return {file_or_folder};
  std::vector<std::filesystem::path> out;
  for (const char* part : {"", "demo", "packs", "patients"}) {
    std::filesystem::directory_iterator it(file_or_folder / part, error);
    for (const std::filesystem::directory_iterator end; !error && it != end; it.increment(error))
      if (it->path().extension() == ".toml") out.push_back(it->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string repaired(std::string_view bytes, std::vector<std::string>& done) {
  std::string text(bytes);
  if (looks_like_utf16(text)) {
    text = from_utf16(text);
    done.emplace_back("UTF-16 made UTF-8");
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.erase(0, 3);
    if (done.empty()) done.emplace_back("a byte-order mark taken out");
  }
  Counts counts;
  outside_texts(text, counts);
  in_quantities(text, counts);
  for (const auto& [name, count] : counts)
    done.push_back(count == 1 ? name : fmt::format("{} times {}", count, name));
  return text;
}

}  // namespace lac::scenario
