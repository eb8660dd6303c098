#pragma once
#include "ui/kit.h"
#include "ui/live_view.h"

namespace lac::ui {

/// Where the regions of the working screen lie, for a window and a text scale.
struct Layout {
  Box top, palette, picture, patient, phases, timeline, drawer;
};
Layout working_layout(float width_px, float height_px, float scale);

/// Choices of the person at this machine; kept by the app.
struct Settings {
  float text_scale = 1.0f;
  bool dark = false, reduced_motion = false, plain_quality = false, notice_seen = false;
};

/// First screen: content notice once, text size and theme, the cases.
struct BrowserView {
  const std::vector<CaseCard>* cases = nullptr;
  const Settings* settings = nullptr;
  std::string trouble;
};
void draw_case_browser(Kit& kit, const BrowserView& view, Box box);

/// Before the run: the case, objectives, ground rules, mode. `progress` < 0: not loading.
struct PrebriefView {
  const scenario::ScenarioSpec* spec = nullptr;
  session::Mode mode = session::Mode::Practice;
  double progress = -1.0;
  std::string trouble;
};
void draw_prebrief(Kit& kit, const PrebriefView& view, Box box);

// the working screen, one panel each
void draw_top_bar(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box);
void draw_palette(Kit& kit, const LiveView& live, const HandView& hand, Box box);
void draw_patient_panel(Kit& kit, const LiveView& live, float face_shown, Box box);
void draw_phase_guide(Kit& kit, const LiveView& live, Box box);
void draw_timeline(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box);
void draw_picture_marks(Kit& kit, const LiveView& live, const HandView& hand,
                        const ViewChoice& choice, const CursorView& cursor, Box box);
void draw_instructor(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box);
/// Over everything: pause, leave question, trouble. Returns true while it covers the picture.
bool draw_cover(Kit& kit, const LiveView& live, bool asking_to_leave, Box box);

/// After the run: how it was first, then own rating, then results.
struct DebriefView {
  const session::SessionLog* log = nullptr;
  bool results_open = false;
  int self_rating = 0;  // 1..5, 0: not yet
  std::string saved_in, save_trouble;
};
void draw_debrief(Kit& kit, const DebriefView& view, std::string& reaction, Box box);

/// A posture as a small drawing of the hand on a breast; `size` is the box's smaller side.
void draw_posture_icon(ImDrawList& d, input::Posture posture, Box box, ImU32 hand, ImU32 skin);
/// A calm line drawing of a face; pain 0..10.
void draw_face(ImDrawList& d, Box box, float pain, ImU32 ink, ImU32 fill);
/// One curve with its label, newest at the right.
void draw_curve(Kit& kit, Box box, const std::vector<float>& time_s,
                const std::vector<float>& value, float least_top, const char* label,
                const std::string& now, ImU32 colour);

}  // namespace lac::ui
