#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace lac::scenario {

/// Where a case finds the packs and patients that it builds on: in folders of its own (packs/,
/// patients/ beside scenario.toml), else in the program's assets.
struct Shelf {
  std::filesystem::path data;
  std::filesystem::path own;  // the case's folder; empty: it stands alone

  /// The file of that name: the case's own if it has one, else the program's.
  std::filesystem::path file(std::string_view kind, const std::string& name) const;
  /// Its text. Fails if it is not there, leads out of the case's folder, or has the name of one of
  /// the program's (two of one name would be taken for each other in reports).
  Expected<std::string> read(std::string_view kind, const std::string& name) const;
  /// All names of that kind, in order; and the case's own alone.
  std::vector<std::string> names(std::string_view kind) const;
  std::vector<std::string> own_names(std::string_view kind) const;
  /// "; did you mean \"x\"?" of the names there are, or all of them where none is near.
  std::string did_you_mean(std::string_view kind, std::string_view name) const;
};

/// Whether `file`, with all links followed, still stands inside `folder`.
bool stands_inside(const std::filesystem::path& folder, const std::filesystem::path& file);

}  // namespace lac::scenario
