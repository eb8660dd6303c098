#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace lac::scenario {

/// Where something stands in a file: 1-based, columns counted in characters.
struct Position {
  int line = 0, column = 0, length = 1;
};

/// One value of a TOML file with its key and place; a plain tree, so that toml++ stays in one file.
struct Item {
  enum class Kind { Text, Whole, Number, Flag, List, Table, Tables, Other };
  Kind kind = Kind::Other;
  std::string key;
  Position key_at, at;
  std::string text;         // Text
  double number = 0.0;      // Whole, Number
  bool flag = false;        // Flag
  std::vector<Item> items;  // List: values; Tables: one Table each; Table: entries in file order

  /// The entry of this table with that key; null if there is none.
  const Item* find(std::string_view name) const;
};

/// A file as read: the tree, its lines for carets, and every problem so far.
struct Document {
  std::string file;
  std::vector<std::string> lines;
  Item root{.kind = Item::Kind::Table};
  Problems problems;
  bool readable = true;   // false: nothing beyond `problems` can be said
  bool partial = false;   // some lines could not be read: say nothing about what is missing
  bool recorded = false;  // of a recording: rules that are younger than it are not held against it

  /// Adds a problem at that place, with its line for the caret; each once, and no endless list.
  void complain(Position at, std::string message);
  /// Adds a problem about the file as a whole.
  void complain(std::string message);
};

/// Largest file of ours that is read, bytes.
inline constexpr std::size_t kMostBytes = std::size_t{256} << 10;

/// Reads TOML of at most two levels. Refuses what a word processor leaves behind (UTF-16, a
/// byte-order mark, non-breaking spaces, curly quotes outside texts), control characters, broken
/// UTF-8, deep nesting, oversized text; goes on after a broken line so that all of them are named
/// at once.
/// @param file  as named in problems
Document read_document(std::string_view text, const std::string& file);

/// What a character that looks like another is called, for a message; empty: an ordinary character.
std::string_view lookalike_name(char32_t c);
/// The first look-alike in a UTF-8 text, 0 if there is none; `column` counts characters from 0.
char32_t find_lookalike(std::string_view text, int* column = nullptr);

/// The candidate nearest in spelling, empty if none is near enough to suggest.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// " Did you mean \"x\"?" or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace lac::scenario
