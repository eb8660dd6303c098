#pragma once
// The real window, driven by a script of mouse and keys (app/script.h).
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "tests/render/display.h"

namespace lac::test {

namespace fs = std::filesystem;

struct Folder {
  fs::path path;
  Folder() {
    path = fs::temp_directory_path() / ("lac-walk-test-" + std::to_string(getpid()));
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
};

// Plays the script into `lactasim ARGUMENTS`; what it said on standard error, empty: all went well.
inline std::string play(const std::string& arguments, const std::string& script,
                        const Folder& folder, std::string* out = nullptr) {
  const fs::path file = folder.path / "script", log = folder.path / "log",
                 told = folder.path / "told";
  REQUIRE(write_file(file, script));
  const std::string line = "LACTASIM_DATA=\"" LAC_SOURCE "\" XDG_DATA_HOME=\"" +
                           folder.path.string() + "\" XDG_CONFIG_HOME=\"" + folder.path.string() +
                           "\" LANGUAGE=en \"" LAC_PROGRAM "\" " + arguments + " --script \"" +
                           file.string() + "\" > \"" + told.string() + "\" 2> \"" + log.string() +
                           "\"";
  const int status = std::system(line.c_str());
  const auto words = read_file(log);
  if (out != nullptr)
    if (const auto said = read_file(told)) *out = *said;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return words && !words->empty() ? *words : "it ended on " + std::to_string(status);
}

inline bool ready() {
  if (Display::ready()) return true;
  MESSAGE("skipped: no X server can be started (install xvfb)");
  return false;
}

inline std::size_t runs_kept(const Folder& folder) {
  std::size_t count = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder.path / "lactasim" / "runs", error))
    count += fs::exists(entry.path() / "session.lacrec") && fs::exists(entry.path() / "report.html")
                 ? 1
                 : 0;
  return count;
}

}  // namespace lac::test
