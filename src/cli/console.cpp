#include "cli/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "base/file.h"
#include "base/units.h"
#include "scenario/document.h"
#include "scenario/scenario.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 6;
constexpr double kRedraw_s = 0.1;
constexpr double kSilence_s = 15.0;    // the longest that a program's log hears nothing
constexpr double kLeastToldOf = 0.03;  // share done from which the time left can be told
constexpr int kBarWidth = 32;

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

int complain(std::string_view sentence, int code) {
  fmt::print(stderr, "lactasim: {}\n", sentence);
  return code;
}

int complain(const Problems& problems, int code) {
  std::size_t lines = 0;
  for (const Problem& p : problems) {
    if (++lines > kMostLines) {
      fmt::print(stderr, "lactasim: and {} more; `lactasim check` shows all\n",
                 problems.size() - kMostLines);
      break;
    }
    complain(first_line(p.text()), code);
  }
  return code;
}

std::string date_words() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[40];
  std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &local);
  return text;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& known) {
  const std::string_view near = scenario::nearest(typed, {known.begin(), known.end()});
  return near.empty() ? std::string() : fmt::format("; did you mean `{}`?", near);
}

double steady_s() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

std::string replay_words(const session::Recording& recording) {
  double simulated_s = 0.0;
  for (const input::InputFrame& frame : recording.frames)
    simulated_s += frame.kind == input::TickKind::Rest ? kRestTick_s : kTick_s;
  const char* level = recording.level == anatomy::Level::Coarse ? "coarse"
                      : recording.level == anatomy::Level::Fine ? "fine"
                                                                : "standard";
  const int whole_s = static_cast<int>(simulated_s);
  return fmt::format("plays the recorded visit again, {}:{:02d} min at the {} mesh", whole_s / 60,
                     whole_s % 60, level);
}

Progress::Progress(std::string what, std::string begins)
    : what_(std::move(what)),
      begins_(std::move(begins)),
      tty_(::isatty(STDERR_FILENO) == 1),
      begun_s_(steady_s()),
      last_s_(begun_s_) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
  drawn_ = false;
}

bool Progress::tell(double done) {
  done = std::clamp(done, 0.0, 1.0);
  const double now_s = steady_s();
  if (!begins_.empty()) fmt::print(stderr, "{}: {}\n", what_, begins_);
  begins_.clear();

  // how long it will still take, once that can be told
  const double gone_s = now_s - begun_s_;
  const std::string left = done > kLeastToldOf && done < 1.0
                               ? fmt::format("{:.0f} s left", gone_s * (1.0 - done) / done)
                               : std::string();
  if (!tty_) {
    const int quarter = static_cast<int>(4.0 * done);
    if (quarter <= quarter_ && now_s - last_s_ < kSilence_s) return true;
    fmt::print(stderr, "{}: {:.0f} %{}{}\n", what_, std::floor(100.0 * done),
               left.empty() ? "" : ", about ", left);
    quarter_ = std::max(quarter_, quarter);
    last_s_ = now_s;
    return true;
  }
  if (drawn_ && now_s - last_s_ < kRedraw_s && done < 1.0) return true;
  last_s_ = now_s;
  const int full = static_cast<int>(done * kBarWidth);
  fmt::print(stderr, "\r\033[K{} {}{} {:3.0f} % {}", what_, std::string(full, '#'),
             std::string(kBarWidth - full, '.'), 100.0 * done, left);
  std::fflush(stderr);
  drawn_ = true;
  return true;
}

Expected<fs::path> find_case(const std::string& named, const fs::path& data) {
  std::error_code error;
  const fs::path given(named);
  for (const fs::path& place :
       {given, data / "scenarios" / given, user_folder() / "scenarios" / given}) {
    if (fs::is_regular_file(place / "scenario.toml", error)) return place;
  }
  if (fs::is_regular_file(given, error)) return given;
  std::vector<std::string> names;
  for (const fs::path& folder : all_cases(data)) names.push_back(folder.filename().string());
  return problem(fmt::format("there is no case `{}`{} (`lactasim list cases` shows all)", named,
                             did_you_mean(given.filename().string(), names)));
}

std::vector<fs::path> all_cases(const fs::path& data) {
  std::vector<fs::path> out = scenario::list_scenarios(data);
  const std::vector<fs::path> own = scenario::list_scenarios(user_folder());
  out.insert(out.end(), own.begin(), own.end());
  return out;
}

fs::path find_file(const std::string& named, const fs::path& data) {
  std::error_code error;
  const fs::path given(named), ours = data / given;
  const bool only_ours =
      given.is_relative() && !fs::exists(given, error) && fs::exists(ours, error);
  return only_ours ? ours : given;
}

Expected<session::Recording> find_recording(const std::string& named) {
  std::error_code error;
  fs::path file(named);
  if (!fs::is_directory(file, error)) return session::read_recording(file);
  file /= "session.lacrec";
  if (fs::is_regular_file(file, error)) return session::read_recording(file);
  return problem("this folder holds no session.lacrec; name a run's folder or a recording", named);
}

Expected<fs::path> find_input(const std::string& named, const fs::path& case_folder) {
  std::error_code error;
  const fs::path folder =
      fs::is_regular_file(case_folder, error) ? case_folder.parent_path() : case_folder;
  for (const fs::path& place :
       {fs::path(named), folder / "demo" / named, folder / "demo" / (named + ".toml")}) {
    if (fs::is_regular_file(place, error)) return place;
  }
  if (fs::is_regular_file(fs::path(named) / "session.lacrec", error)) return fs::path(named);
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder / "demo", error)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return problem(fmt::format("there is no demonstration or recording `{}`{}", named,
                             did_you_mean(fs::path(named).stem().string(), names)));
}

}  // namespace lac::cli
