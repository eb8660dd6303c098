#include "base/language.h"

#include <libintl.h>

#include <clocale>
#include <cstdlib>

namespace lac {
namespace {

constexpr const char* kDomain = "lactasim";

// The machine's own wish, in the order gettext has it: "de_DE.UTF-8" asks for "de" too.
std::string wished() {
  for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return {};
}

}  // namespace

void choose_language(const std::filesystem::path& folder, const std::string& language) {
  const std::string wanted = language.empty() ? wished() : language;
  // the words alone follow the language: with LC_NUMERIC files and reports would get commas. The
  // locale that every Debian has is enough, because LANGUAGE then says which catalogue.
  setlocale(LC_MESSAGES, "C.UTF-8");
  setenv("LANGUAGE", wanted.substr(0, wanted.find('.')).c_str(), 1);
  bindtextdomain(kDomain, folder.c_str());
  bind_textdomain_codeset(kDomain, "UTF-8");
  textdomain(kDomain);
}

// gettext answers the empty text with the catalogue's own header
const char* tr(const char* english) {
  return *english == '\0' ? english : dgettext(kDomain, english);
}

const char* trn(const char* one, const char* many, unsigned long n) {
  return dngettext(kDomain, one, many, n);
}

std::string say_with(const char* english, const char* translated, fmt::format_args values) {
  try {
    return fmt::vformat(translated, values);
  } catch (const fmt::format_error&) {
    return fmt::vformat(english, values);
  }
}

}  // namespace lac
