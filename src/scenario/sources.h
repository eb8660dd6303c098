#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "rubric/rubric.h"

namespace lac::scenario {

/// One entry of assets/sources.toml.
struct Source {
  std::string key;                 // "author-year"
  std::vector<std::string> alias;  // physiology's short keys, older names
  std::string author, title, year, url, doi, note;
  rubric::Seen status = rubric::Seen::Unverified;  // how far we have read it ourselves
  bool retired = false;  // superseded: may be named, never the basis of a mark
};

/// The bibliography; entries in file order, keys and aliases unique.
struct Bibliography {
  std::vector<Source> sources;
  /// By key or alias; null if unknown.
  const Source* find(std::string_view key) const;
};

/// Reads data/assets/sources.toml. Fails with every problem of the file.
Expected<Bibliography> read_sources(const std::filesystem::path& data);
Expected<Bibliography> parse_sources(const std::string& text, const std::string& file);

}  // namespace lac::scenario
