#pragma once
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "base/wording.h"

namespace lac {

/// Opens the catalogues of words (gettext, assets/languages). Without one, or where a text is
/// missing in it, the English of the source stands. Numbers keep their point whatever the language.
/// @param folder    holds LANGUAGE/LC_MESSAGES/lactasim.mo
/// @param language  "de", "fr" ...; empty: what the machine's settings say
void choose_language(const std::filesystem::path& folder, const std::string& language = {});

/// A text in the language chosen; the same text where the catalogue does not have it.
const char* tr(const char* english);
/// The form that goes with a number: 1 try, 2 tries.
const char* trn(const char* one, const char* many, unsigned long n);
/// A sentence with its values in their places, "{} of {}": no sentence is glued from pieces, so
/// that every language can order its own. A catalogue whose places do not fit is passed over.
std::string say_with(const char* english, const char* translated, fmt::format_args values);
template <class... Values>
std::string say(const char* english, const Values&... values) {
  return say_with(english, tr(english), fmt::make_format_args(values...));
}
/// The same, chosen by a number, which is its first value.
template <class... Values>
std::string say_n(const char* one, const char* many, unsigned long n, const Values&... values) {
  return say_with(n == 1 ? one : many, trn(one, many, n), fmt::make_format_args(n, values...));
}

}  // namespace lac
