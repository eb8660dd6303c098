#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "scenario/parts.h"
#include "scenario/scenario.h"

namespace lac::scenario::test {

/// The project's root: tests run there.
inline const std::filesystem::path kData = ".";

/// A case with everything that is required and nothing else; `extra` follows it.
inline std::string small_case(const std::string& extra = {}, const std::string& head = {}) {
  return "format = 1\ntitle = \"Small\"\n" + head +
         "[patient]\nbase = \"primiparous_medium\"\n"
         "[[action]]\nid = \"consent\"\nlabel = \"Ask\"\n" +
         extra;
}

/// One row of kind gate, complete; `extra` adds keys.
inline std::string row(const std::string& extra) {
  return "[[criterion]]\nid = \"r\"\ntext = \"t\"\nwhy = \"w\"\ninstead = \"i\"\ndomain = "
         "\"safety\"\n" +
         extra;
}

inline Problems problems_of(const std::string& text) {
  const Expected<ScenarioSpec> spec = parse_scenario(text, "x.toml", kData);
  return spec ? Problems{} : spec.problems();
}

inline std::string all_text(const Problems& problems) {
  std::string out;
  for (const Problem& p : problems) out += p.text() + "\n";
  return out;
}

/// The first problem in full: place, message, line, caret.
inline std::string first_text(const std::string& text) {
  const Problems problems = problems_of(text);
  return problems.empty() ? "no problem" : problems.front().text();
}

}  // namespace lac::scenario::test
