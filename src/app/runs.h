#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/expected.h"
#include "session/session.h"
#include "ui/panels.h"

namespace lac::app {

/// A path as it is told on screen: the user's own folder as ~.
std::string shown_path(const std::filesystem::path& path);
/// A folder of its own for a run that ends now: by time and case, never one that exists.
std::filesystem::path new_run_folder(const std::string& case_name);
/// A folder of its own for a run that begins now, with its card: "not finished" until it is.
/// @return where, or one sentence why nothing can be kept there
Expected<std::filesystem::path> begin_run(const scenario::ScenarioSpec& spec, session::Mode mode);
/// When the run in this folder took place, by its card; now if it has none.
std::string run_when(const std::filesystem::path& folder);
/// run.json beside the report and the recording: what the list shows, and what people said of it.
/// A run that was begun and never came to its end stays so, whoever looks at it again.
/// @param ended   the run comes to its end now
Outcome write_run_card(const std::filesystem::path& folder, const session::SessionLog& log,
                       bool ended = true);
/// The review kept in a run's folder; empty if there is none or it cannot be read.
session::Review read_review(const std::filesystem::path& folder);
/// What a criterion earned in a run of before; value NaN: nothing was measured.
struct EarlierMark {
  std::string criterion;
  double credit = 0.0, value = 0.0;
};
/// The marks in a run's report.json; empty if there are none or it cannot be read.
std::vector<EarlierMark> read_marks(const std::filesystem::path& folder);
/// Runs, newest first. Folders that are not runs are passed over.
std::vector<ui::RunCard> list_runs();
/// Deletes a run's own files and then its folder. Refuses what is not a run under user_folder().
Outcome delete_run(const std::filesystem::path& folder);

}  // namespace lac::app
