#pragma once
#include <string>
#include <string_view>

#include "scenario/document.h"

namespace lac::scenario {

/// Decodes one UTF-8 character at `at` and moves past it.
/// @return the character; 0xFFFFFFFF if the bytes are not UTF-8 (then `at` moved one byte)
char32_t next_character(std::string_view text, std::size_t& at);
inline constexpr char32_t kNotUtf8 = 0xFFFFFFFFu;

/// Where the character in this column (from 1) of a line begins.
std::size_t byte_at(std::string_view line, int column);

/// UTF-16 by its mark, or by the zero bytes that every other Latin letter then has.
bool looks_like_utf16(std::string_view text);

/// Names every character that TOML cannot have where it stands, before any parser sees the text.
/// Lines with such a problem are blanked in the returned copy, so that one slip is told once.
/// Sets document.readable to false where reading on would be pointless or unsafe.
std::string check_characters(std::string_view text, Document& document);

}  // namespace lac::scenario
