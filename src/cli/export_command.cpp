#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "debrief/report.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarks = "marks.csv";

// The runs that a name means: one run's folder or marks.csv, or a folder in which runs lie.
void find_runs(const fs::path& named, std::vector<fs::path>& marks,
               std::vector<fs::path>& without) {
  std::error_code error;
  const fs::path file = fs::is_directory(named, error) ? named / kMarks : named;
  if (fs::is_regular_file(file, error)) return marks.push_back(file);
  if (fs::exists(named / "session.lacrec", error)) return without.push_back(named);
  std::vector<fs::path> inside;
  for (const fs::directory_entry& entry : fs::directory_iterator(named, error))
    if (entry.is_directory(error)) inside.push_back(entry.path());
  std::sort(inside.begin(), inside.end());
  for (const fs::path& folder : inside) {
    if (fs::is_regular_file(folder / kMarks, error))
      marks.push_back(folder / kMarks);
    else if (fs::exists(folder / "session.lacrec", error))
      without.push_back(folder);
  }
}

}  // namespace

int export_marks(const std::vector<std::string>& runs, const std::string& out) {
  std::vector<fs::path> marks, without;
  if (runs.empty()) find_runs(user_folder() / "runs", marks, without);
  for (const std::string& run : runs) {
    std::error_code error;
    if (!fs::exists(run, error))
      return complain(run + " is not there; name a run's folder, or one in which runs lie",
                      kBadUsage);
    find_runs(run, marks, without);
  }
  for (const fs::path& folder : without)
    fmt::print(
        stderr,
        "lactasim: left out {}: it has no {}; \"lactasim replay {} --out FOLDER\" makes one\n",
        folder.string(), kMarks, folder.string());
  if (marks.empty())
    return complain(
        "there is no run with marks to export; name a run's folder, or one in which runs lie",
        kBadUsage);

  std::vector<std::pair<std::string, std::string>> texts;
  for (const fs::path& file : marks) {
    auto text = read_file(file);
    if (!text) return complain(text.problems(), kBadUsage);
    texts.emplace_back(file.string(), std::move(*text));
  }
  const auto joined = debrief::join_csv(texts);
  if (!joined) return complain(joined.problems(), kBadUsage);
  if (const Outcome written = write_file(out, *joined); !written)
    return complain(written.problems(), kBadUsage);
  fmt::print("{} run{}, {} rows: {}\n", marks.size(), marks.size() == 1 ? "" : "s",
             std::count(joined->begin(), joined->end(), '\n') - 1, out);
  return kOk;
}

}  // namespace lac::cli
