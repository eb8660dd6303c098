#include <fmt/format.h>

#include "base/file.h"
#include "scenario/reader.h"
#include "scenario/scenario.h"

namespace lac::scenario {
namespace {

namespace fs = std::filesystem;

/// Copies the files of one folder that a case may hold; a folder that is not there holds none.
Outcome copy_files(const fs::path& from, const fs::path& to) {
  std::error_code error;
  for (fs::directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
    const fs::path& file = it->path();
    const bool ours = file.extension() == ".toml" || is_picture_name(file.filename().string());
    if (!ours || fs::is_symlink(file, error) || !fs::is_regular_file(file, error)) continue;
    const Expected<std::string> bytes = read_file(file, kMostPictureBytes);
    if (!bytes) return bytes.problems();
    if (Outcome made = make_writable_folder(to); !made) return made;
    if (Outcome written = write_file(to / file.filename(), *bytes); !written) return written;
  }
  return success();
}

/// The same text with "(copy)" in the title, where the title is a plain line.
std::string with_other_title(std::string text) {
  const std::size_t begin = text.find("\ntitle = \"");
  if (begin == text.npos) return text;
  const std::size_t end = text.find('\n', begin + 1), close = text.rfind('"', end);
  if (close > begin + 10) text.insert(close, " (copy)");
  return text;
}

}  // namespace

Outcome copy_case(const fs::path& folder, const fs::path& to) {
  std::error_code error;
  if (fs::exists(to, error)) return problem("is there already; choose another name", to.string());
  if (!fs::is_regular_file(folder / "scenario.toml", error))
    return problem("this is no case: it holds no scenario.toml", folder.string());
  for (const char* part : {"", "demo", "packs", "patients"})
    if (Outcome copied = copy_files(folder / part, to / part); !copied) return copied;
  const Expected<std::string> text = read_file(to / "scenario.toml", kMostBytes);
  if (!text) return text.problems();
  return write_file(to / "scenario.toml", with_other_title(*text));
}

}  // namespace lac::scenario
