#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace lac::cli {

struct RunOptions {
  std::string case_name, input, out, level = "standard";
  int threads = 1;
  std::uint64_t seed = 0;  // another patient of the case; 0: as written
  bool level_given = false, force = false;
};
/// Plays a demonstration or a recording without a window and writes the report.
int run_case(const RunOptions& options);
/// Replays a recording and compares every checkpoint.
int verify_recording(const std::string& file, int threads);
/// Plays a recording again, tells what was said and done, and writes a report into `out` if given.
int replay_recording(const std::string& file, const RunOptions& options, int threads);
/// Plays a recording and marks it anew, with the case's criteria or another pack's.
int score_recording(const std::string& file, const std::string& pack, bool json, int threads);

struct RecogniseOptions {
  std::string case_name, input, out, level = "coarse";
  int threads = 1;
};
/// Plays a demonstration or recording and tells which techniques were recognised, and why.
int recognise(const RecogniseOptions& options);

/// Prints two runs, or one run by two packs, side by side, and what makes them differ.
int compare_runs(const std::string& a, const std::string& b, const std::vector<std::string>& packs,
                 bool json, int threads);

/// Lays the marks of runs under one another in one table for a spreadsheet.
/// @param runs  run's folders, or folders in which runs lie; empty: the app's own runs
int export_marks(const std::vector<std::string>& runs, const std::string& out);

/// @param repair  takes out of the files what a word processor left there, before they are checked
int check_files(const std::vector<std::string>& files, bool json, bool repair);
int print_metrics(bool json);
int print_schema(const std::string& kind, bool page);
/// Makes a case: from a commented example, or as a copy of the case `from`.
/// @param folder  where; empty: scenarios/ here, else the user's own
int new_scenario(const std::string& name, const std::string& folder, const std::string& from);
/// Lists cases, packs, patients, sources, conditions or techniques; those of `case_name` too.
int list_things(const std::string& what, const std::string& case_name, bool json);
int doctor(bool json);

}  // namespace lac::cli
