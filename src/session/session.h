#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anatomy/params.h"
#include "input/input_frame.h"
#include "rubric/rubric.h"
#include "scenario/scenario.h"
#include "session/review.h"
#include "session/touch_map.h"
#include "sim/sim.h"
#include "technique/technique.h"

namespace lac::session {

enum class Mode : std::uint8_t { Guided, Practice, Exam };

/// Command of a tick in which the gesture builder took the hands: noted in the log, unmarked.
inline constexpr std::string_view kBuilderCommand = "gesture-builder";

/// Command of an instructor who lets something happen: with an Event's id, or "says:" and the id of
/// an utterance, which the patient then says.
inline constexpr std::string_view kInjectCommand = "inject:";
/// Command: the instructor's view was opened in an exam; noted in the log, unmarked.
inline constexpr std::string_view kInstructorCommand = "instructor-view";
struct Event {
  const char *id, *label;
  const char* happens;  // as the log has it
  double stress;        // 0..1: how it leaves the patient
};
std::span<const Event> events();

/// What someone said or what happened, for the patient panel and the log.
struct LogLine {
  double time_s = 0.0;
  std::string who;  // "patient", "you", "finding", "phase"
  Wording text;
};

/// One sample a second of what is plotted in the debrief.
struct Series {
  std::vector<double> time_s, force_N, mean_pressure_kPa, nrs, flow_mL_per_s, cup_mL,
      areola_stiffness_N_per_mm, slip_mm_per_s,
      waiting;  // 1 in a wait (rest ticks), else 0
};

/// What became of one breast.
struct BreastOutcome {
  bool present = false;
  double milk_out_mL = 0.0, milk_left_mL = 0.0, areola_excess_end = 0.0, worst_injury_frac = 0.0;
  double lymph_mL = 0.0, tissue_kPa_start = 0.0, tissue_kPa_end = 0.0;
};

/// What the tissue did: hidden truth, shown in the report, never marked. Milk let out and lymph are
/// both breasts' together; milk left and the areola are those of the breast in hand at the end.
struct Outcomes {
  std::array<BreastOutcome, 2> breast;  // [anatomy::Side]
  double caught_mL = 0.0, spilt_mL = 0.0, fed_mL = 0.0;
  double on_skin_mL = 0.0;  // drops that hang or lie there still
  double given_mL = 0.0;    // of what was caught: by cup to the baby, and in `fed_mL` too
  double milk_out_mL = 0.0, milk_left_mL = 0.0, areola_excess_start = 0.0, areola_excess_end = 0.0;
  double worst_injury_frac = 0.0, max_true_nrs = 0.0, lymph_mL = 0.0, backflow_mL = 0.0;
  int ejections = 0;
  double first_ejection_s = -1.0;
  int latch_tries = 0, latch_ok = 0;
  // heard, seen and felt: before the first touch and at the end; < 0 or 0: not asked, not rated
  int said_nrs_first = -1, said_nrs_last = -1;
  std::array<int, 2> spes_start{}, spes_end{};  // [side]
};

struct Timing {
  double simulated_s = 0.0, hands_on_s = 0.0, wall_s = 0.0;  // hands_on: in hand ticks, not waits
  double touching_s = 0.0;                                   // with a hand on the skin
  double ms_tissue = 0.0, ms_ducts = 0.0, ms_oedema = 0.0, ms_rest = 0.0,
         ms_total = 0.0;  // mean a hand tick
};

/// All that the debrief needs of a run.
struct SessionLog {
  scenario::ScenarioSpec scenario;
  anatomy::Level level = anatomy::Level::Standard;
  Mode mode = Mode::Practice;
  std::string input_name;  // demo or recording; "live" in the app
  std::string when;        // in words, from who has a clock: "2026-11-26 11:40"; or empty
  std::vector<technique::TechniqueEvent> techniques;
  rubric::ScoreSheet score;
  std::vector<LogLine> lines;
  Series series;
  Outcomes outcomes;
  TouchMap touch;
  Timing timing;
  Review review;  // what learner and instructor said of it; empty until they did
  std::uint64_t final_hash = 0;
  std::vector<std::pair<std::string, std::uint64_t>> module_hashes;
  bool diverged = false, failed = false;  // failed: the simulation stopped on trouble
  Wording trouble;
};

/// Inputs of a whole run: everything needed to play it again.
struct Recording {
  std::string scenario_name, scenario_text, build;
  std::string pack, pack_text, pack_base_text, patient_text;  // as they were; empty: none named
  std::uint64_t seed = 1;
  anatomy::Level level = anatomy::Level::Standard;
  Mode mode = Mode::Practice;
  std::vector<input::InputFrame> frames;
  struct Checkpoint {  // every simulated second
    std::int64_t tick = 0;
    std::vector<std::uint64_t> module_hash;  // as `module_names`
  };
  std::vector<std::string> module_names;
  std::vector<Checkpoint> checkpoints;
  bool cut = false;  // the file ended before the run did: what is here is whole, the end is missing
};

/// Field by field, zstd, checksummed, in chunks (FORMAT.md). Reading bad bytes gives one clear
/// problem, never a crash; a file that was cut gives what is whole in it.
Expected<Recording> read_recording(const std::filesystem::path& file);
std::string encode(const Recording& recording);
Expected<Recording> decode(std::string_view bytes, const std::string& file);

/// One training run: clock, phases, patient's words, recording, recogniser, marking.
class Session {
 public:
  static Expected<std::unique_ptr<Session>> open(const scenario::ScenarioSpec& spec,
                                                 anatomy::Level level, Mode mode, int threads,
                                                 const std::filesystem::path& data,
                                                 bool (*progress)(double, void*) = nullptr,
                                                 void* user = nullptr,
                                                 tissue::ReferenceShapes* shapes = nullptr);
  ~Session();
  /// Another mode for a run that has not begun: nothing but the recording's header says it.
  void set_mode(Mode mode);
  /// One frame of input -> one tick: commands are done, the simulation advances, words are said.
  /// A Wait action runs as rest ticks: `advance` then takes Rest frames until waiting() is false.
  void advance(const input::InputFrame& frame);
  double wait_left_s() const;  // > 0 while a wait runs
  double time_s() const;
  sim::Simulation& simulation();
  const sim::Simulation& simulation() const;
  const scenario::ScenarioSpec& spec() const;
  int phase() const;  // index in spec().phases
  void set_phase(int phase);
  bool finished() const;  // a decision was made, or the run stopped on trouble
  bool failed() const;
  const Wording& trouble() const;
  const std::vector<LogLine>& lines() const;
  bool done(std::string_view action) const;         // already performed
  double done_at_s(std::string_view action) const;  // when last; < 0: never
  std::string current_technique() const;
  technique::Manner current_manner() const;  // rolling, sliding or gliding just now
  /// What the last press or stroke lacked, and how much was done so far: words on screen alone.
  const technique::Touch& last_touch() const;
  const technique::Counts& counts() const;
  /// When the baby tried last (< 0: never yet), and whether it held.
  struct LatchSeen {
    double time_s = -1.0;
    bool ok = false;
  };
  LatchSeen last_latch() const;
  const std::vector<technique::TechniqueEvent>& techniques() const;
  rubric::ScoreSheet live_score() const;
  /// The same run marked by other rows.
  rubric::ScoreSheet score_by(const std::vector<rubric::Criterion>& criteria) const;
  const sim::Observation& seen() const;  // of the last tick, with what was said and found
  const Recording& recording() const;
  /// The last tick's frame as the simulation had it: with what actions do, and hands that carry on.
  const input::InputFrame& done_frame() const;
  /// Writes the recording into `file` from now on, while it happens: a second at a time.
  Outcome record_to(const std::filesystem::path& file);
  bool recorded() const;  // false once the disk refused; the run goes on
  /// Closes the recogniser and marks the run.
  SessionLog finish();

 private:
  Session();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Plays a choreography: asks it for the next frame, given the skin as it is now.
class ChoreographyPlayer {
 public:
  ChoreographyPlayer(const scenario::Choreography& choreography, const sim::Simulation& simulation);
  ~ChoreographyPlayer();
  /// Nothing more to do: empty.
  std::optional<input::InputFrame> next(const sim::Simulation& simulation, double wait_left_s);
  double progress() const;    // 0..1 by gestures done
  std::size_t step() const;   // index of the gesture that is being done
  double expected_s() const;  // simulated length

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A whole run with no window. `record_to`: written there while it happens. `progress` is told
/// 0..1; false gives up.
Expected<SessionLog> run_headless(const scenario::ScenarioSpec& spec,
                                  const scenario::Choreography& demo, anatomy::Level level,
                                  int threads, const std::filesystem::path& data,
                                  Recording* recording, const std::function<bool(double)>& progress,
                                  sim::Clock clock, const std::filesystem::path& record_to = {});
/// Plays the recorded frames again and compares hashes.
struct ReplayReport {
  SessionLog log;
  std::string first_divergence;  // "tick 240, tissue"; empty: none
  struct PackMarks {
    std::string pack, edition;
    rubric::ScoreSheet sheet;
  };
  std::vector<PackMarks> by_pack;  // [compare]
  bool diverged() const { return !first_divergence.empty(); }
};
/// Inputs do not change in a replay; marks may be made by other criteria.
struct ReplayOptions {
  int threads = 1;
  std::string pack;                  // marks by this one of assets/packs; empty: as it was recorded
  std::vector<std::string> compare;  // further packs to mark by, in `ReplayReport::by_pack`
};
/// The case as it was recorded, from the texts in the recording, with the patient of its seed.
/// @param pack  marks by this one of assets/packs instead; empty: the recorded one
Expected<scenario::ScenarioSpec> case_of(const Recording& recording, const std::string& pack,
                                         const std::filesystem::path& data);
inline Expected<scenario::ScenarioSpec> case_of(const Recording& recording,
                                                const std::filesystem::path& data) {
  return case_of(recording, std::string(), data);
}
Expected<ReplayReport> replay(const Recording& recording, const ReplayOptions& options,
                              const std::filesystem::path& data,
                              const std::function<bool(double)>& progress, sim::Clock clock);
inline Expected<ReplayReport> replay(const Recording& recording, int threads,
                                     const std::filesystem::path& data,
                                     const std::function<bool(double)>& progress,
                                     sim::Clock clock) {
  return replay(recording, ReplayOptions{.threads = threads}, data, progress, clock);
}

}  // namespace lac::session
