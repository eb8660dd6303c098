#include <malloc.h>

#include <cstdio>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "app/bench_frames.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/cli.h"

namespace {

constexpr int kLargeBlock_bytes = 128 * 1024;
constexpr int kBadUsage = 2, kInternal = 3;

int complain(const lac::Problems& problems) {
  for (const lac::Problem& p : problems) std::fprintf(stderr, "lactasim: %s\n", p.text().c_str());
  return kBadUsage;
}

int open_app(const lac::app::Options& options) {
  const auto data = lac::data_folder();
  if (!data) return complain(data.problems());
  // blocks of this size go back to the machine when they are freed; left to itself the allocator
  // keeps them, and a run holds some 25 MB more
  mallopt(M_MMAP_THRESHOLD, kLargeBlock_bytes);
  const auto app = lac::app::App::open(options, *data);
  if (!app) return complain(app.problems());
  return (*app)->run();
}

// The one measurement that needs a window; the others are the command line's.
bool asks_for_frames(int argc, char** argv) {
  using namespace std::string_view_literals;
  return argc == 3 && argv[1] == "bench"sv && argv[2] == "--frames"sv;
}

int start(int argc, char** argv) {
  lac::start_log();
  if (asks_for_frames(argc, argv)) {
    const auto data = lac::data_folder();
    return data ? lac::app::bench_frames(*data) : complain(data.problems());
  }
  // the window's own options first; the rest is the command line's
  std::vector<char*> arguments(argv, argv + argc);
  lac::Expected<lac::app::Options> options = lac::app::take_options(arguments);
  if (!options) return complain(options.problems());
  const int rest = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  const lac::cli::Parsed parsed = lac::cli::run(rest, arguments.data());
  if (parsed.next == lac::cli::Next::Exit) return parsed.exit_code;
  if (parsed.next == lac::cli::Next::PlayCase) {
    options->case_folder = parsed.case_name;
    const std::string mode = parsed.mode;
    options->mode = mode == "exam"     ? lac::session::Mode::Exam
                    : mode == "guided" ? lac::session::Mode::Guided
                                       : lac::session::Mode::Practice;
  }
  return open_app(*options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return start(argc, argv);
  } catch (const std::exception& error) {
    std::fputs("lactasim: stopped on an internal error, please report it: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return kInternal;
  }
}
