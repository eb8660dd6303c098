#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/file.h"
#include "base/hash.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "debrief/report.h"
#include "scenario/scenario.h"
#include "session/session.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

// Written while a run goes on, so that one that is killed can still be looked at.
constexpr const char* kLiveRecording = "session.live.lacrec";

anatomy::Level level_named(const std::string& name) {
  return name == "coarse" ? anatomy::Level::Coarse
         : name == "fine" ? anatomy::Level::Fine
                          : anatomy::Level::Standard;
}

// The result in a few lines: safe or not first, never a percentage beside a critical error.
void print_result(const session::SessionLog& log) {
  if (log.score.safe) {
    fmt::print("safe      {:.1f} of 100\n", log.score.total);
  } else {
    fmt::print("NOT SAFE  (marks for learning: {:.1f} of 100)\n", log.score.total);
    for (const rubric::CriticalError& error : log.score.critical_errors) {
      fmt::print("          at {:.0f} s: {}\n", error.time_s, error.text.english());
    }
  }
  for (const rubric::ScoreRow& row : log.score.rows) {
    fmt::print("  {:4.0f} %  {:>4.0f}  {}\n", 100.0 * row.credit, row.criterion.weight,
               row.criterion.id);
  }
  const session::Timing& t = log.timing;
  if (t.wall_s > 0.0) {
    fmt::print(
        "time      {:.0f} s simulated ({:.0f} s in hand ticks) in {:.1f} s, {:.2f} ms a tick\n",
        t.simulated_s, t.hands_on_s, t.wall_s, t.ms_total);
  }
  fmt::print("hash      {}\n", hex(log.final_hash));
}

int finish_run(const RunOptions& options, const session::SessionLog& log,
               const session::Recording& recording, const fs::path& data) {
  if (const Outcome written = debrief::write_run(options.out, log, recording, data); !written) {
    return complain(written.problems(), kBadUsage);
  }
  print_result(log);
  fmt::print("report    {}\n", (fs::path(options.out) / "report.html").string());
  if (log.failed) return complain(log.trouble, kNotGood);
  return kOk;
}

int tell_divergence(const session::ReplayReport& replayed) {
  if (!replayed.diverged()) return kOk;
  return complain("the replay left the recorded run at " + replayed.first_divergence, kNotGood);
}

// What happened, by the clock of the run: words, findings, and what hands were seen to do.
void print_course(const session::SessionLog& log) {
  std::multimap<double, std::string> course;
  for (const session::LogLine& line : log.lines) {
    const std::string& text = line.text;
    course.emplace(line.time_s, fmt::format("{:<8}  {}", line.who, text));
  }
  for (const technique::TechniqueEvent& e : log.techniques) {
    const std::string& because = e.because;
    course.emplace(e.start_s, fmt::format("{:<8}  {}: {}", "seen", e.id, because));
  }
  for (const auto& [time_s, text] : course) {
    const int whole_s = static_cast<int>(time_s);
    fmt::print("{:3d}:{:02d}  {}\n", whole_s / 60, whole_s % 60, text);
  }
}

// A run is never written over by mistake.
Outcome free_for_a_run(const RunOptions& options) {
  std::error_code error;
  for (const char* name :
       {"session.lacrec", "report.html", "report.json", "marks.csv", kLiveRecording}) {
    if (options.force || !fs::exists(fs::path(options.out) / name, error)) continue;
    return problem(
        fmt::format("{} holds a run already ({}); name another folder, or say --force to "
                    "write over it",
                    options.out, name));
  }
  return make_writable_folder(options.out);
}

// A recording brings its own case, patient and level: what else was asked for must agree.
Outcome agrees(const session::Recording& recording, const RunOptions& options,
               const scenario::ScenarioSpec& asked) {
  const std::string other = fmt::format("lactasim replay {} --out {}", options.input, options.out);
  if (recording.scenario_name != asked.name)
    return problem(fmt::format("this recording is of the case `{}`, not of `{}`; to play it: {}",
                               recording.scenario_name, asked.name, other));
  if (options.seed != 0 && options.seed != recording.seed)
    return problem(
        fmt::format("a recording has its own patient (seed {}); leave --seed out", recording.seed));
  if (options.level_given && level_named(options.level) != recording.level)
    return problem("a recording has its own level; leave --level out");
  if (recording.scenario_text != asked.text)
    fmt::print("the case has changed since; it is played as it was recorded\n");
  return success();
}

int replay_into(const RunOptions& options, const fs::path& folder, const fs::path& data) {
  const auto recording = find_recording(options.input);
  if (!recording) return complain(recording.problems(), kBadUsage);
  const auto asked = scenario::read_scenario(folder, data);
  if (!asked) return complain(asked.problems(), kBadUsage);
  if (const Outcome same = agrees(*recording, options, *asked); !same)
    return complain(same.problems(), kBadUsage);
  if (const Outcome made = free_for_a_run(options); !made)
    return complain(made.problems(), kBadUsage);
  Progress progress("replay", replay_words(*recording));
  const auto replayed = session::replay(
      *recording, options.threads, data, [&](double done) { return progress.tell(done); },
      steady_s);
  if (!replayed) return complain(replayed.problems(), kBadUsage);
  session::SessionLog log = replayed->log;
  log.when = "played again " + date_words();
  const int code = finish_run(options, log, *recording, data);
  return code != kOk ? code : tell_divergence(*replayed);
}

}  // namespace

int run_case(const RunOptions& options) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const auto folder = find_case(options.case_name, *data);
  if (!folder) return complain(folder.problems(), kBadUsage);
  const auto input = find_input(options.input, *folder);
  if (!input) return complain(input.problems(), kBadUsage);

  // the place for the results is proved before minutes are spent on them
  std::error_code error;
  if (input->extension() == ".lacrec" || fs::is_directory(*input, error))
    return replay_into(options, *folder, *data);
  if (const Outcome made = free_for_a_run(options); !made)
    return complain(made.problems(), kBadUsage);

  auto spec = scenario::read_scenario(*folder, *data);
  if (spec && options.seed != 0) spec = scenario::another(*spec, options.seed, *data);
  if (!spec) return complain(spec.problems(), kBadUsage);
  const auto demo = scenario::read_choreography(*input);
  if (!demo) return complain(demo.problems(), kBadUsage);
  session::Recording recording;
  const fs::path live = fs::path(options.out) / kLiveRecording;
  Progress progress("run");
  auto log = session::run_headless(
      *spec, *demo, level_named(options.level), options.threads, *data, &recording,
      [&](double done) { return progress.tell(done); }, steady_s, live);
  if (!log) return complain(log.problems(), kBadUsage);
  log->when = date_words();
  const int code = finish_run(options, *log, recording, *data);

  // the finished recording holds all that was written while it happened
  if (code != kBadUsage) fs::remove(live, error);
  return code;
}

int verify_recording(const std::string& file, int threads) {
  const auto recording = find_recording(file);
  if (!recording) return complain(recording.problems(), kBadUsage);
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  Progress progress("verify", replay_words(*recording) + ", and compares every second");
  const auto replayed = session::replay(
      *recording, threads, *data, [&](double done) { return progress.tell(done); }, steady_s);
  if (!replayed) return complain(replayed.problems(), kBadUsage);
  if (replayed->diverged()) {
    fmt::print("differs   first at {}\n", replayed->first_divergence);
    return complain("the replay left the recorded run at " + replayed->first_divergence, kNotGood);
  }
  fmt::print("same      {} checkpoints, hash {}{}\n", recording->checkpoints.size(),
             hex(replayed->log.final_hash), recording->cut ? "; the recording was cut short" : "");
  return kOk;
}

int replay_recording(const std::string& file, const RunOptions& options, int threads) {
  const std::string& out = options.out;
  const auto recording = find_recording(file);
  if (!recording) return complain(recording.problems(), kBadUsage);
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  if (!out.empty())
    if (const Outcome made = free_for_a_run(options); !made)
      return complain(made.problems(), kBadUsage);
  Progress progress("replay", replay_words(*recording));
  const auto replayed = session::replay(
      *recording, threads, *data, [&](double done) { return progress.tell(done); }, steady_s);
  if (!replayed) return complain(replayed.problems(), kBadUsage);
  session::SessionLog log = replayed->log;
  log.when = "played again " + date_words();
  print_course(log);
  if (recording->cut) fmt::print("the recording was cut short here\n");
  int code = kOk;
  if (out.empty())
    print_result(log);
  else
    code = finish_run({.out = out}, log, *recording, *data);
  return code != kOk ? code : tell_divergence(*replayed);
}

int score_recording(const std::string& file, const std::string& pack, bool json, int threads) {
  const auto recording = find_recording(file);
  if (!recording) return complain(recording.problems(), kBadUsage);
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const session::ReplayOptions options{.threads = threads, .pack = pack};
  Progress progress(
      "score", replay_words(*recording) + ", then marks it" + (pack.empty() ? "" : " by " + pack));
  const auto replayed = session::replay(
      *recording, options, *data, [&](double done) { return progress.tell(done); }, steady_s);
  if (!replayed) return complain(replayed.problems(), kBadUsage);
  if (json) {
    fmt::print("{}", debrief::to_json(replayed->log));
  } else {
    print_result(replayed->log);
  }
  return tell_divergence(*replayed);
}

}  // namespace lac::cli
