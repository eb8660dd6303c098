#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace lac::cli {

struct RunOptions {
  std::string case_name, input, out, level = "standard";
  int threads = 1;
  std::uint64_t seed = 0;  // another patient of the case; 0: as written
};
/// Plays a demonstration or a recording without a window and writes the report.
int run_case(const RunOptions& options);
/// Replays a recording and compares every checkpoint.
int verify_recording(const std::string& file, int threads);
/// Plays a recording again, tells what was said and done, and writes a report into `out` if given.
int replay_recording(const std::string& file, const std::string& out, int threads);
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

int check_files(const std::vector<std::string>& files, bool json);
int print_metrics(bool json);
int print_schema(const std::string& kind, bool page);
int new_scenario(const std::string& name, const std::string& folder);
int doctor(bool json);

}  // namespace lac::cli
