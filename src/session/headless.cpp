#include <algorithm>

#include "base/file.h"
#include "scenario/document.h"
#include "session/log_book.h"
#include "session/motion.h"
#include "session/session.h"

namespace lac::session {
namespace {

constexpr double kLoadShare = 0.05;  // of the progress bar: building the patient
constexpr int kTicksPerNews = 30;    // progress is told twice a simulated second

/// Passes the loader's 0..1 on as the first part of the bar.
struct LoadProgress {
  const std::function<bool(double)>* tell;
  static bool told(double done, void* self) {
    const auto& tell = *static_cast<LoadProgress*>(self)->tell;
    return !tell || tell(kLoadShare * done);
  }
};

Expected<std::unique_ptr<Session>> open_told(const scenario::ScenarioSpec& spec,
                                             anatomy::Level level, Mode mode, int threads,
                                             const std::filesystem::path& data,
                                             const std::function<bool(double)>& progress,
                                             sim::Clock clock) {
  LoadProgress load{&progress};
  auto session = Session::open(spec, level, mode, threads, data, &LoadProgress::told, &load);
  if (session) (*session)->simulation().set_clock(clock);
  return session;
}

bool told(const std::function<bool(double)>& progress, std::size_t tick, double done) {
  if (!progress || tick % kTicksPerNews != 0) return true;
  return progress(kLoadShare + (1.0 - kLoadShare) * done);
}

// Every action and posture the demonstration names must exist, or it would silently do less.
Problems unknown_names(const scenario::ScenarioSpec& spec, const scenario::Choreography& demo) {
  Problems problems;
  for (const scenario::Gesture& g : demo.gestures) {
    const bool action = g.kind == scenario::Gesture::Kind::Action;
    const bool known = std::any_of(spec.actions.begin(), spec.actions.end(),
                                   [&](const scenario::Action& a) { return a.id == g.action; });
    if (action && !known) {
      problems.push_back({.message = "the demonstration does `" + g.action + "`, which the case " +
                                     spec.name + " does not offer"});
    }
    using Kind = scenario::Gesture::Kind;
    const bool postured = g.kind == Kind::Press || g.kind == Kind::Stroke ||
                          g.kind == Kind::Circle || g.kind == Kind::Sweep || g.kind == Kind::Hold;
    if ((postured || !g.posture.empty()) && !input::posture_named(g.posture)) {
      problems.push_back(
          {.message = "the demonstration uses the posture `" + g.posture + "`, which no hand has"});
    }
  }
  return problems;
}

Problems given_up() { return problem("stopped before the end, as asked; nothing was written"); }

}  // namespace

Expected<SessionLog> run_headless(const scenario::ScenarioSpec& spec,
                                  const scenario::Choreography& demo, anatomy::Level level,
                                  int threads, const std::filesystem::path& data,
                                  Recording* recording, const std::function<bool(double)>& progress,
                                  sim::Clock clock, const std::filesystem::path& record_to) {
  if (Problems unknown = unknown_names(spec, demo); !unknown.empty()) return unknown;
  const double begun_s = clock ? clock() : 0.0;
  auto opened = open_told(spec, level, Mode::Practice, threads, data, progress, clock);
  if (!opened) return opened.problems();
  Session& session = **opened;
  if (!record_to.empty())
    if (const Outcome made = session.record_to(record_to); !made) return made.problems();

  // the demonstration's hands, tick by tick, on the skin as it is
  ChoreographyPlayer player(scenario::follow(demo, spec), session.simulation());
  for (std::size_t tick = 0; !session.failed(); ++tick) {
    const auto frame = player.next(session.simulation(), session.wait_left_s());
    if (!frame) break;
    session.advance(*frame);
    if (!told(progress, tick, player.progress())) return given_up();
  }
  SessionLog log = session.finish();
  log.input_name = demo.title;
  log.timing.wall_s = clock ? clock() - begun_s : 0.0;
  if (recording) *recording = session.recording();
  if (progress) progress(1.0);
  return log;
}

Expected<scenario::ScenarioSpec> case_of(const Recording& recording, const std::string& pack,
                                         const std::filesystem::path& data) {
  const bool as_recorded = pack.empty() || pack == recording.pack;
  scenario::CaseTexts texts{.scenario = recording.scenario_text,
                            .pack = as_recorded ? recording.pack_text : std::string(),
                            .patient = recording.patient_text,
                            .pack_base = as_recorded ? recording.pack_base_text : std::string(),
                            .pack_name = as_recorded ? recording.pack : pack,
                            .seed = recording.seed,
                            .recorded = true};

  // a pack that lies anywhere is named by its file
  const std::filesystem::path file(pack);
  if (file.extension() == ".toml") {
    const Expected<std::string> text = read_file(file, scenario::kMostBytes);
    if (!text) return text.problems();
    texts.pack = *text;
    texts.pack_base.clear();
    texts.pack_name = file.stem().string();
  }
  auto spec = scenario::parse_scenario(texts, recording.scenario_name, data);
  if (spec && spec->name.empty()) spec->name = recording.scenario_name;
  return spec;
}

Expected<ReplayReport> replay(const Recording& recording, const ReplayOptions& options,
                              const std::filesystem::path& data,
                              const std::function<bool(double)>& progress, sim::Clock clock) {
  const auto spec = case_of(recording, options.pack, data);
  if (!spec) return spec.problems();
  std::vector<scenario::ScenarioSpec> others;
  for (const std::string& pack : options.compare) {
    auto other = case_of(recording, pack, data);
    if (!other) return other.problems();
    others.push_back(std::move(*other));
  }
  const double begun_s = clock ? clock() : 0.0;
  auto opened =
      open_told(*spec, recording.level, recording.mode, options.threads, data, progress, clock);
  if (!opened) return opened.problems();
  Session& session = **opened;

  // the same frames again; at every checkpoint every model must be where it was
  ReplayReport report;
  std::size_t next = 0;
  const std::size_t count = recording.frames.size();
  for (std::size_t tick = 0; tick < count && !session.failed(); ++tick) {
    session.advance(recording.frames[tick]);
    const auto at = static_cast<std::int64_t>(tick + 1);
    if (next < recording.checkpoints.size() && recording.checkpoints[next].tick == at) {
      const Recording::Checkpoint& then = recording.checkpoints[next++];
      const auto now = sim::module_hashes(session.simulation().state());
      for (std::size_t m = 0; m < now.size() && report.first_divergence.empty(); ++m) {
        if (m < then.module_hash.size() && then.module_hash[m] == now[m].second) continue;
        report.first_divergence = "tick " + std::to_string(at) + ", " + now[m].first;
      }
    }
    const double done =
        static_cast<double>(tick) / static_cast<double>(std::max<std::size_t>(1, count));
    if (!told(progress, tick, done)) return given_up();
  }
  report.log = session.finish();
  for (const scenario::ScenarioSpec& other : others)
    report.by_pack.push_back({other.pack, other.pack_edition, session.score_by(other.criteria)});
  report.log.input_name = "recording";
  report.log.diverged = report.diverged();
  report.log.timing.wall_s = clock ? clock() - begun_s : 0.0;
  if (progress) progress(1.0);
  return report;
}

}  // namespace lac::session
