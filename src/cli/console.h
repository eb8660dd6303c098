#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "session/session.h"

namespace lac::cli {

/// Exit codes of every command.
enum Exit : int { kOk = 0, kNotGood = 1, kBadUsage = 2, kInternal = 3 };

/// Says what is wrong on stderr, one line a problem and at most a few, and gives `code` back.
int complain(const Problems& problems, int code);
int complain(std::string_view sentence, int code);

/// "; did you mean `x`?" or nothing.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& known);

/// This moment as a report says it: "2026-11-26 11:40", in the machine's own time.
std::string date_words();

/// Seconds of a steady clock, for progress and timing; the core has no clock of its own.
double steady_s();

/// What playing a recorded visit again means: how long it is, and how fine. It takes as long as the
/// run took to simulate.
std::string replay_words(const session::Recording& recording);

/// A bar on stderr where a person watches, else a line every quarter and at least every 15 s.
class Progress {
 public:
  /// @param begins  told once there is progress: what is being done, and how long it is
  explicit Progress(std::string what, std::string begins = {});
  ~Progress();
  bool tell(double done);  // 0..1; always true: go on

 private:
  void clear();
  std::string what_, begins_;
  bool tty_ = false, drawn_ = false;
  double begun_s_ = 0.0, last_s_ = 0.0;  // last_s_: of the bar, or of the line
  int quarter_ = 0;
};

/// The case folder that `named` means: a path, or a name under data/scenarios or the user's own.
Expected<std::filesystem::path> find_case(const std::string& named,
                                          const std::filesystem::path& data);
/// The demo or recording that `named` means: a file, or a name under the case's demo/.
Expected<std::filesystem::path> find_input(const std::string& named,
                                           const std::filesystem::path& case_folder);

/// The file that `named` means: as it is, or among the program's own (assets/..., scenarios/...).
std::filesystem::path find_file(const std::string& named, const std::filesystem::path& data);
/// A recording that `named` means: the file, or session.lacrec in a run's folder.
Expected<session::Recording> find_recording(const std::string& named);
/// All cases there are, by folder: the program's, then the user's own.
std::vector<std::filesystem::path> all_cases(const std::filesystem::path& data);

}  // namespace lac::cli
