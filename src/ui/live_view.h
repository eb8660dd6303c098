#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/language.h"
#include "session/session.h"
#include "sim/snapshot.h"

namespace lac::ui {

/// A case as the browser shows it.
struct CaseCard {
  std::string name, title, summary, patient, level;
  std::vector<std::string> objectives;
  std::string problem;  // not empty: the case cannot be opened, and why
  bool balloon = false;
  bool own = false;    // stands among the user's cases, not the program's
  int tries = 0;       // runs of before
  double best = -1.0;  // best safe mark; < 0: none yet
  input::Posture hand = input::Posture::SingleTip;  // whose picture stands for it
};

/// A finished run as the browser lists it.
struct RunCard {
  std::string folder, when, title, case_name;
  int mode = 1;  // session::Mode
  bool safe = true, marked = false;
  double total = 0.0, length_s = 0.0;
  bool finished = true;  // false: it was broken off, by a crash or a power cut
};

/// A quantity that an instructor may watch as a live curve.
struct Watched {
  const char* name;
  const char* unit;
  float least_top;  // top of the curve's scale while all values are below it
  double (*get)(const sim::Snapshot&);
};
std::span<const Watched> watch_list();

/// Curves of the run so far, ten samples a second of hands-on time.
struct Curves {
  std::vector<float> time_s, force_N, pressure_kPa, nrs, flow_mL_per_s;
  std::vector<std::vector<float>> watch;  // [watch_list()][sample]
};

/// A place on the skin and the way it looks.
struct SkinPlace {
  std::array<float, 3> at_m{}, normal{};
};

/// How much of what the guide shows of a phase was done.
enum class PhaseDone : std::uint8_t { Nothing, Part, All };

/// What the panels see of a running session: copies, so that the simulation never waits for them.
struct LiveView {
  std::shared_ptr<const sim::Snapshot> snapshot;
  std::shared_ptr<const scenario::ScenarioSpec> spec;
  session::Mode mode = session::Mode::Practice;
  int phase = 0;
  std::shared_ptr<const std::vector<std::string>> done;
  std::shared_ptr<const std::vector<session::LogLine>> lines;
  std::shared_ptr<const Curves> curves;
  std::string technique;
  technique::Manner manner = technique::Manner::None;  // how the hand goes over the skin
  double latch_s = -1.0;                               // when the baby tried last; < 0: never yet
  bool latch_ok = false;
  double time_s = 0.0, wait_left_s = 0.0, wait_total_s = 0.0;
  bool finished = false, failed = false, paused = false;
  std::string trouble;
  // guided mode: the next step, its button, and the demonstration's hand
  std::string next_title, next_how, next_why, next_so_far, next_action;
  bool can_unskip = false;            // a step was left out that can be come back to
  std::vector<PhaseDone> phase_done;  // [phase] of the guide's steps; empty: no guide
  std::vector<sim::FingerDrawn> ghost;
  std::vector<SkinPlace> next_place;  // where that step's hand begins and ends
  /// What the way that was chosen asks for, as its demonstration has it; null: no demonstration.
  std::shared_ptr<const std::vector<std::string>> asked;
  std::string touch_news;  // what the last touch was or lacked; empty in an exam
  double touch_news_s = -1.0;
  double performing = -1.0;  // 0..1: a built gesture is being performed
  double speed_frac = 1.0;   // simulated over real time; below 1 it is said
  // after the run: the moment shown, and whether it moves
  bool playback = false, playing = false, seeking = false;
  double length_s = 0.0, play_pace = 1.0;
};

/// The learner's hand, as the app holds it.
struct HandView {
  input::Posture posture = input::Posture::None;
  bool over_skin = false, touching = false;
  bool landing = false;     // told to touch, on its way to the place
  bool quiet = false;       // first steps speak: no further words about the hand
  bool over_cloth = false;  // she is covered, and has not agreed yet
  double press_N = 0.0, squeeze_N = 0.0, roll_mm = 0.0;
  double most_N = 15.0;
  double held_s = 0.0;      // how long this touch has lasted, of simulated time
  double felt_ratio = 1.0;  // pressure of this hand's last touch over what was expected of it
  double grip_mm = -1.0;    // of a hold round the nipple: thumb from the nipple; < 0: no such hold
};

/// A gesture as the builder shows it: what the hand does, without a path to draw by mouse.
struct GestureDraft {
  int kind = 0;  // builder_kinds()
  int clock = 12, to_clock = 12;
  double r_mm = 50.0, to_r_mm = 20.0;
  double press_N = 1.0, squeeze_N = 1.5;
  double speed_mm_per_s = 30.0, hold_s = 3.0, release_s = 1.0, roll_mm = 8.0;
  double length_mm = 60.0, per_min = 60.0, seconds = 20.0;
  int repeats = 5;
};

/// What the builder can make, and which fields each kind uses.
struct BuilderKind {
  const char* name;  // on the button
  scenario::Gesture::Kind gesture;
  const char* posture;  // empty: the kind's own
  bool to, squeeze, speed, hold, roll;
  bool length = false, rate = false, seconds = false, rest = false;
};
std::span<const BuilderKind> builder_kinds();

/// One overlay as its button and legend name it; the app takes it from what draws it.
struct OverlayScale {
  const char *name, *title, *unit;
  float high = 1.0f;  // top of the scale; the bottom is 0
  bool assumed = false;
  const char *low_word, *high_word;                     // its ends for a learner
  std::array<const char*, 5> word{"", "", "", "", ""};  // what a learner reads under the cursor
};

/// How the picture is to be drawn; the app hands it on to render.
struct ViewChoice {
  int overlay = 0;                       // render::Overlay
  std::span<const OverlayScale> scales;  // by overlay
  std::span<const char* const> layers;   // how far the picture can be peeled, by render::Layer
  int layer = 0;
  bool cut = false;  // the section is laid open
  bool rings = false, instructor = false;
  bool pressure_mmHg = false;
  std::vector<int> tones;  // Monk tones that stand side by side in the picture; empty: one
  std::uint32_t watched = 0b1010011;  // bits of watch_list() drawn as curves
};

/// Under the cursor on the skin.
struct CursorView {
  bool on_skin = false;
  double value = 0.0;     // of the overlay shown, in its unit
  const char* word = "";  // the same as a verbal class
};

/// The verbal class of a mean contact pressure: skin-stretch, gentle, firm but comfortable,
/// painful.
int pressure_class(double mean_pressure_kPa);
const char* pressure_class_name(int pressure_class);
/// The word explained, in a sentence.
const char* pressure_class_meaning(int pressure_class);
/// The class that a commanded force of this posture would give, for the meter.
double expected_pressure_kPa(input::Posture posture, double press_N);

const char* posture_name(input::Posture posture);
/// How a hand goes over the skin, in a few words; None: no words.
const char* manner_words(technique::Manner manner);
/// What a press or stroke lacked to count, kindly, with what would do; empty where it counts.
/// @param advise  false: only what it was, as practice without a guide says it
std::string touch_words(const technique::Touch& touch, bool advise = true);
const char* technique_title(const std::string& id);
/// Names of techniques and actions in a sentence as their titles, its first letter large.
std::string in_words(std::string text, const scenario::ScenarioSpec& spec);
/// How good the evidence of a row is, and where it comes from, as a reader says it.
const char* grade_name(rubric::Grade grade);
std::string source_name(const std::string& key);

}  // namespace lac::ui
