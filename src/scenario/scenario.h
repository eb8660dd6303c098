#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/expected.h"
#include "input/input_frame.h"
#include "rubric/rubric.h"
#include "scenario/shelf.h"
#include "scenario/sources.h"
#include "sim/params.h"

namespace lac::scenario {

/// Something the learner may do besides touch, as the case offers it.
struct Action {
  std::string id;         // "consent", "introduce", "ask-pain", "wait", "latch", ...
  std::string label;      // on the button
  std::string phase;      // where it is offered; empty: everywhere
  std::string reply;      // what the patient says, or what is found
  double minutes = 0.0;   // > 0: a wait of this long, in rest ticks
  std::string needs;      // action that must come first; empty: none
  bool decides = false;   // a disposition: it ends the hands-on run
  std::string choice_of;  // a topic: of all actions with the same one, only one is said
  double stress = -1.0;   // 0..1: how it leaves the patient; < 0: as before
  double noise = -1.0;    // 0..1: of the room from now on; < 0: as before
  double cue = -1.0;      // 0..1: how near the baby's feed is to her mind; < 0: as before
  std::string does;       // command the simulation obeys with it ("breast:other", "cold-pack", ...)
  std::string finds;      // what is found is told from the body: "spes", "areola", "lump", "cup"
};

/// How "again, another patient" differs from the case as written; drawn from the run's seed.
struct Variation {
  bool other_side = false;     // may be the other breast, everything mirrored
  double round_rad = 0.0;      // the plug is up to this far round from where it is written
  double severity_frac = 0.0;  // swelling, milk and pressure, up and down by this share
  double size_frac = 0.0;      // volume, likewise
  bool skin_tone = false;      // any of the ten
  int comfort = 0;             // pain at rest, up and down by this
};

struct Phase {
  std::string id, title, goal;
};

/// What the patient says when something happens, told by a trigger the session knows.
struct Utterance {
  std::string id, trigger,
      text;  // trigger: "pain-3", "pain-5", "pain-7", "let-down", "relief", "stop"
};

/// Something a pack tells in the debrief and never marks.
struct Knowledge {
  std::string id, text, source;
  std::string when;  // told in runs where this was done; empty: always
};

/// A picture beside the case, with the words that stand for it where it cannot be seen.
struct Picture {
  std::string file, alt, phase;  // phase empty: in the prebrief
};

/// A pack's row that a case does not take.
struct LeftOut {
  std::string id;
  std::vector<std::string> conditions;  // any of these would bring it; empty: not chosen
};

struct ScenarioSpec {
  std::string name;  // folder name
  std::string title, summary, prebrief;
  std::string pack, pack_edition;
  std::vector<Picture> pictures;
  std::vector<std::string> demos;  // files under demo/ that the case counts on, without ending
  std::vector<std::string> objectives;
  std::string patient_name, baby, history;
  std::vector<std::string> conditions;  // rubric::conditions() that the history holds
  int skin_tone = 5;                    // Monk 1..10
  sim::PatientParams patient;
  std::vector<Phase> phases;
  std::vector<Action> actions;
  std::vector<Utterance> utterances;
  std::vector<rubric::Criterion> criteria;  // the pack's for this case, then the case's own
  std::vector<std::string> debrief_questions;
  std::vector<Knowledge> knowledge;  // the pack's
  std::vector<Source> sources;       // the case's and pack's own, beside the bibliography
  std::vector<LeftOut> left_out;     // the pack's rows that the case does not take
  Variation variation;
  anatomy::Side written_side =
      anatomy::Side::Left;  // before any variation: demos are written for it
  std::string pilot_note;
  std::uint64_t seed = 1;
  // the files themselves, for the recording's header; pack and patient empty where none is named
  std::string text, pack_text, pack_base_text, patient_text;
  std::filesystem::path folder;
};

/// One line of a choreography: an action, a gesture, a pause or a wait.
struct Gesture {
  enum class Kind {
    Action,
    Press,
    Stroke,
    Circle,
    Ring,
    Express,
    Pause,
    Wait,
    Sweep,     // light strokes away from the nipple, toward a node group
    Roll,      // one hand each side, the breast carried to and fro between them
    Knead,     // rhythmic push in place, or travelling
    Tap,       // brief touches, in place or travelling
    Compress,  // fingers and thumb squeeze the areola and hold
    Nipple,    // finger and thumb at the nipple
    Pump,      // flange on, vacuum runs
    Vibrate,   // massager laid on, in place or travelling
    Hold,      // the other hand is laid on and stays through the following steps
    LetGo      // the other hand comes off
  };
  Kind kind = Kind::Pause;
  std::string action;                       // Action
  double value = 0.0;                       // Action
  std::string posture;                      // "single-tip", "flat-pads", ...
  double clock_rad = 0.0, r_m = 0.05;       // where, or from where
  double to_clock_rad = 0.0, to_r_m = 0.0;  // to where; to_r_m 0: stays
  std::string node;  // Sweep: which group; Circle: on that group's own area: "axilla", "clavicle",
                     // "parasternum"
  double press_N = 0.0, squeeze_N = 0.0;
  double hold_s = 0.0;  // Press, Ring: hold; Express, Compress: the compression; Knead: push
  double speed_m_per_s = 0.03;  // Stroke, Circle, Sweep, travelling Knead and Vibrate
  double length_m = 0.0;        // Sweep: of a stroke; Roll: to and fro, one way
  double rate_Hz = 0.0;         // Roll, Tap: how often a second
  double roll_m = 0.0;          // Express: forward roll; negative values are not rolls
  double slide_m = 0.0;         // Express: slide instead of roll
  double span_m = 0.0;          // Ring radius, Express distance from the nipple base
  double release_s = 0.8;       // Express, Compress, Knead: rest between cycles
  int repeats = 1;
  bool both = false;     // the other hand does the same on the opposite side
  bool coached = false;  // the parent's own hands do it
  std::string breast;    // "left", "right"; empty: the one in hand
  input::Device device;  // Pump, Vibrate
  double seconds = 0.0;  // Pause (hand ticks), Pump, Vibrate
  double minutes = 0.0;  // Wait (rest ticks)
  std::string place;  // "plug": r is told from it by beyond_m; "plug-line": its clock place alone
  double beyond_m = 0.0;  // outward from the plug, toward the chest wall; < 0: toward the nipple
  std::vector<std::string> lowers;   // its own rows: they fall if it is left out
  std::vector<std::string> follows;  // rows of order and outcome that may fall with them
  std::string note;
};

/// An error that a demo makes on purpose, and the rows that must fall for it.
struct NamedError {
  std::string name, text;
  std::vector<std::string> lowers;  // criterion ids
};

struct Choreography {
  std::string title, kind;               // kind: expert, novice, harmful, coach
  std::vector<std::string> errors;       // names of `named_errors`
  std::vector<NamedError> named_errors;  // of novice and harmful
  double tremor_m = 0.0;                 // seeded human tremor, SD
  double aim_error_m = 0.0;              // how far off each gesture is aimed, SD
  std::uint64_t seed = 1;
  std::vector<Gesture> gestures;
  std::string text;
};

/// The demonstration as it is done on this patient: mirrored where the breast is the other one, and
/// every place that is told by the plug put where the plug is.
Choreography follow(const Choreography& demo, const ScenarioSpec& spec);
/// The same case with another patient: sides, size, severity, tone and comfort drawn from `seed`.
/// The case's own seed gives the case as written.
Expected<ScenarioSpec> another(const ScenarioSpec& spec, std::uint64_t seed,
                               const std::filesystem::path& data);

/// A versioned set of criteria: assets/packs/NAME.toml.
struct Pack {
  std::string name, title, summary, edition;
  std::string includes;         // a pack whose rows come first; empty: none
  std::string text, base_text;  // the files
  std::vector<Knowledge> knowledge;
  std::vector<rubric::Criterion> criteria;
  std::vector<Source> sources;  // its own, beside the bibliography
};
Expected<Pack> read_pack(const std::string& name, const std::filesystem::path& data);
Expected<Pack> read_pack(const std::string& name, const Shelf& shelf);
/// What a patient of assets/patients, or beside a case, is called where one is chosen.
Expected<std::string> patient_title(const std::string& name, const Shelf& shelf);

/// Reads scenarios/NAME/scenario.toml with its patient and pack. Every problem at once, each with
/// file:line:col, unknown keys named with "did you mean".
Expected<ScenarioSpec> read_scenario(const std::filesystem::path& folder_or_file,
                                     const std::filesystem::path& data);
/// The files a case is made of. An empty pack or patient is read from the data folder.
struct CaseTexts {
  std::string scenario, pack, patient;
  std::string pack_base;   // of the pack that `pack` includes
  std::string pack_name;   // marks by this pack instead of the case's own; empty: its own
  std::uint64_t seed = 0;  // another patient; 0: the case as written
  bool recorded =
      false;  // from a recording: rules that are younger than it are not held against it
};
Expected<ScenarioSpec> parse_scenario(const CaseTexts& texts, const std::string& file,
                                      const std::filesystem::path& data);
/// From text (a recording's header); `folder` serves for relative names only.
Expected<ScenarioSpec> parse_scenario(const std::string& text, const std::string& file,
                                      const std::filesystem::path& data);
Expected<Choreography> read_choreography(const std::filesystem::path& file);
Expected<Choreography> parse_choreography(const std::string& text, const std::string& file);

/// Checks any TOML of ours (scenario, demo, pack, patient, sources), by what it holds.
Outcome check_file(const std::filesystem::path& file, const std::filesystem::path& data);

/// One row of the field table that drives the checker, the reference page and the JSON Schema.
struct FieldInfo {
  std::string table, name, type, unit, range, fallback, help, since, retired;
};
std::vector<FieldInfo> field_table();
/// JSON Schema of a kind: "scenario", "pack", "patient", "demo".
Expected<std::string> json_schema(const std::string& kind);

/// The same table as a page to read, in Markdown.
std::string reference_page();

/// A picture's pixels, four bytes each, rows from the top.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};
/// Reads `name` inside `folder`: PNG or JPEG, never through a link that leads out of the folder,
/// at most kMostPictureBytes and kMostPictureSide.
Expected<Pixels> read_picture(const std::filesystem::path& folder, const std::string& name);
inline constexpr std::size_t kMostPictureBytes = std::size_t{4} << 20;
inline constexpr int kMostPictureSide = 4096;

/// Copies a case to `to`, which must not be there yet: its texts, demonstrations, packs, patients
/// and pictures, nothing else and no links. Its title gets "(copy)", so that both can be told
/// apart.
Outcome copy_case(const std::filesystem::path& folder, const std::filesystem::path& to);

/// Cases under data/scenarios, by folder name.
std::vector<std::filesystem::path> list_scenarios(const std::filesystem::path& data);

}  // namespace lac::scenario
