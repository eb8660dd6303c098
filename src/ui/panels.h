#pragma once
#include <algorithm>

#include "ui/kit.h"
#include "ui/live_view.h"

namespace lac::ui {

/// Where the regions of the working screen lie, for a window and a text scale.
struct Layout {
  Box top, palette, picture, patient, phases, timeline, drawer;
  /// What of the picture is seen while a drawer is open.
  Box beside_drawer() const {
    return {picture.x, picture.y, std::min(picture.w, drawer.x - picture.x), picture.h};
  }
};
/// The scale that was asked for, or the largest at which the screens still fit this window.
float fitting_scale(float wanted, float width_px, float height_px);
Layout working_layout(float width_px, float height_px, float scale);

/// Choices of the person at this machine; kept by the app.
struct Settings {
  float text_scale = 1.0f;
  int theme = 0;  // Theme::of
  bool reduced_motion = false, plain_quality = false, notice_seen = false;
  bool quality_chosen = false;  // else the program picks what the machine can draw
  bool first_steps_done = false, captions = true, sound = true, pressure_mmHg = false;
  static constexpr int kThreeTones = 11;
  // outside an exam: 0 the patient's own, a Monk tone, or kThreeTones side by side
  int teaching_tone = 0;
};

enum class BrowserPage : std::uint8_t { Cases, Runs, Settings };

/// First screen: content notice once, the cases, runs of before, settings.
struct BrowserView {
  const std::vector<CaseCard>* cases = nullptr;
  const std::vector<RunCard>* runs = nullptr;
  const Settings* settings = nullptr;
  BrowserPage page = BrowserPage::Cases;
  std::string deleting;  // folder of the run that is asked about
  std::string trouble, data_folder;
  std::string own_cases, copied;  // the folder of the user's cases; what was just made there
  bool show_copied = false;       // just made: brought into view
  bool notice = false;            // stands on the page, understood or not
};
/// @param search  what was typed to find a case; edited in place
void draw_case_browser(Kit& kit, const BrowserView& view, std::string& search, Box box);
// its other two pages, in the flow of the panel
void draw_runs(Kit& kit, const BrowserView& view);
void draw_own_cases(Kit& kit, const BrowserView& view);
void draw_settings(Kit& kit, const Settings& settings, const std::string& data_folder);

/// Before the run: the case, objectives, ground rules, mode. `progress` < 0: not loading.
struct PrebriefView {
  const scenario::ScenarioSpec* spec = nullptr;
  session::Mode mode = session::Mode::Practice;
  double progress = -1.0;
  std::string trouble;
  bool reopening = false;  // a run of before is played to its end first
  double left_s = -1.0;    // how long that still takes; < 0: not known
};
void draw_prebrief(Kit& kit, const PrebriefView& view, Box box);

/// A step of the first-steps guide, as a card on the picture.
struct GuideView {
  bool on = false;
  int step = 0, steps = 0;
  std::string title, what;
  std::vector<const char*> all;  // what every step says
};
/// @param top  below the words that stand over the picture
/// @return where it ends; the box's top: there is none
float draw_guide(Kit& kit, const GuideView& guide, Box box, float top);

/// The open case's files changed under the run: what is wrong with them, or the way to begin anew.
/// @param problems  empty: they check clean
/// @return where it ends
float draw_case_news(Kit& kit, bool changed, const std::string& problems,
                     const std::string& shader_problem, Box box);

/// The pump or massager in hand.
struct DeviceView {
  double vacuum_kPa = 0.0, cycle_per_min = 0.0;
  bool coached = false, can_coach = false, parked = false;
};
struct MetronomeView {
  bool on = false;
  int per_min = 60, beat = 0;  // beat of four
  float swell = 0.0f;          // 1 at the beat, falls to 0
};

// the working screen, one panel each
void draw_top_bar(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box);
void draw_palette(Kit& kit, const LiveView& live, const HandView& hand, const DeviceView& device,
                  Box box);
/// @return whether what is new in it, her words or a finding, can be seen whole
bool draw_patient_panel(Kit& kit, const LiveView& live, float face_shown, Box box);
/// Words too long for her panel, for as long as they take to read, over the foot of the picture.
/// @return where they begin; the box's foot: nothing is said
float draw_long_words(Kit& kit, const LiveView& live, Box box);
/// @param turned_away  the place of the next step is hardly seen from here: another view is offered
void draw_phase_guide(Kit& kit, const LiveView& live, Box box, bool turned_away = false);
void draw_timeline(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box);
/// @param caption_y  where a caption over the foot begins; the box's foot: none
/// @return where its words over the picture end
float draw_picture_marks(Kit& kit, const LiveView& live, const HandView& hand,
                         const ViewChoice& choice, const CursorView& cursor, Box box,
                         float caption_y);
/// The baby at the breast, while it feeds and for a while after it tried.
/// @return where it ends; the box's top: there is none
float draw_latch(Kit& kit, const LiveView& live, Box box);
/// A picture lower than this has little room for what stands over it.
inline constexpr float kLowPicture_at_100 = 330.0f;
/// @return where it would begin; the box's foot: there is none
float legend_top(Kit& kit, const LiveView& live, const ViewChoice& choice, const CursorView& cursor,
                 Box box);
/// What the colours of an overlay mean and what lies under the cursor, at the foot of the picture.
/// Left out while words reach down to it.
void draw_legend(Kit& kit, const LiveView& live, const ViewChoice& choice, const CursorView& cursor,
                 Box box, float words_end);
void draw_instructor(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box);
/// Built gestures, as a drawer over the right side.
void draw_builder(Kit& kit, const LiveView& live, const GestureDraft& draft, Box box);
input::Posture posture_of(const BuilderKind& kind);
/// All hands round a circle; a press chooses one.
void draw_posture_wheel(Kit& kit, input::Posture now, Box box);
/// Beats to work by: a dot that swells, the count of four, slower and faster.
/// @return where it ends; the box's top: there is none
float draw_metronome(Kit& kit, const MetronomeView& view, Box box);
enum class Asking : std::uint8_t { Nothing, Leave, End, Instructor };
/// Over everything: pause, leave question, trouble.
/// @param notice  why it is paused; empty: by the learner
/// @param by_pad  a gamepad is in use: its button is named
/// @return true while it covers the picture
bool draw_cover(Kit& kit, const LiveView& live, Asking asking, const std::string& notice,
                bool by_pad, Box box);

/// One row of two runs beside each other.
struct CompareRow {
  std::string text;
  double mine = 0.0, other = 0.0;  // credits
  std::string mine_value, other_value;
};

/// After the run: how it was first, then own rating, then results. Self-rating, words and the
/// instructor's review are in log->review.
struct DebriefView {
  const session::SessionLog* log = nullptr;
  bool results_open = false, instructor = false, can_replay = false;
  std::string saved_in, saved_shown, save_trouble, open_trouble;  // the folder; as it is told
  std::string overruling;   // criterion whose credit is being set; empty: none
  double comparing = -1.0;  // 0..1: the demonstration is being played; < 0: not
  std::string compare_title;
  const std::vector<CompareRow>* compare = nullptr;
  bool compare_earlier = false;       // beside a run of before, not the demonstration
  std::string earlier, earlier_when;  // folder and moment of the last marked run before this one
};
/// Words being typed; edited in place by the panel.
struct DebriefWords {
  std::string reaction, reason, note;
  double credit = 1.0;
  int show_overrule = 0;  // frames in which what was just opened is brought into view
};
inline constexpr int kShowFrames = 3;
void draw_debrief(Kit& kit, const DebriefView& view, DebriefWords& words, Box box);

/// The finished run again, at one moment.
struct ReplayView {
  const session::SessionLog* log = nullptr;
  const LiveView* live = nullptr;
  const ViewChoice* choice = nullptr;
};
struct ReplayLayout {
  Box top, picture, side, timeline;
};
ReplayLayout replay_layout(float width_px, float height_px, float scale);
void draw_replay_bar(Kit& kit, const ReplayView& view, Box box);
void draw_replay_side(Kit& kit, const ReplayView& view, float face_shown, Box box);
void draw_replay_timeline(Kit& kit, const ReplayView& view, Box box);

/// A posture as a small drawing of the hand on a breast; `size` is the box's smaller side.
void draw_posture_icon(ImDrawList& d, input::Posture posture, Box box, ImU32 hand, ImU32 skin);
/// A calm line drawing of a face; pain 0..10.
void draw_face(ImDrawList& d, Box box, float pain, ImU32 ink, ImU32 fill);
/// One curve with its label, newest at the right.
void draw_curve(Kit& kit, Box box, const std::vector<float>& time_s,
                const std::vector<float>& value, float least_top, const char* label,
                const std::string& now, ImU32 colour);

}  // namespace lac::ui
