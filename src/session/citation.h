#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "session/session.h"

namespace lac::session {

/// A source as a report prints it.
struct Citation {
  std::string key;     // as the criteria name it
  std::string text;    // author (year). title.
  std::string link;    // https address; empty: none known
  std::string status;  // "seen", "second-hand", "unverified"
  bool found = false;  // in the bibliography
};

/// The sources that the run's criteria rest on, in the order in which they are first named. A key
/// the bibliography does not know, or a bibliography that cannot be read, gives the key alone.
std::vector<Citation> citations(const SessionLog& log, const std::filesystem::path& data);

}  // namespace lac::session
