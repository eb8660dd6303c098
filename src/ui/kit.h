#pragma once
#include <imgui.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/colours.h"
#include "base/expected.h"
#include "base/language.h"

namespace lac::ui {

/// The colours of one theme (ux.md "Palette"), as ImGui packs them.
struct Theme {
  bool dark = false;
  ImU32 paper, card, line, ink, faint, accent, accent_soft, on_accent, caution, caution_soft, stop,
      stop_soft, pass;
  static Theme light();
  static Theme night();
  static Theme paper_contrast();  // black on white, stronger accents
  static Theme night_contrast();
  static Theme of(int choice);  // 0..3, in the order above
};

/// Noto Sans at the sizes of the screens, made for one text scale.
struct Fonts {
  ImFont* body = nullptr;  // 17 px at 100 %
  ImFont* bold = nullptr;
  ImFont* small = nullptr;  // 16 px at 100 %: nothing is smaller
  ImFont* title = nullptr;
  ImFont* big = nullptr;
};
/// Fills the atlas. @param scale  text scale times window scale, 0.8..4
/// @return one sentence that names the package if a font is missing.
Expected<Fonts> load_fonts(ImFontAtlas& atlas, float scale);

struct Box {
  float x = 0.0f, y = 0.0f, w = 0.0f, h = 0.0f;
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {x + w, y + h}; }
};

/// What a panel asks for. The app carries it out; panels change nothing themselves.
struct Wish {
  enum class Kind : std::uint8_t {
    OpenCase,
    Start,
    StartCancelled,
    BackToCases,
    Leave,
    LeaveConfirmed,
    LeaveCancelled,
    EndConfirmed,
    Pause,
    Action,
    Phase,
    Posture,
    Overlay,
    Preset,
    Instructor,
    InstructorConfirmed,
    TextScale,
    Dark,
    ReducedMotion,
    PlainQuality,
    Rings,
    NoticeSeen,
    SelfRating,
    Reaction,
    ShowResults,
    Save,
    OpenFolder,
    Again,
    Mode,
    HandAway,
    Finish,
    // runs of before
    Page,  // of the first screen: cases, runs, settings
    Search,
    CopyCase,  // into the user's own cases, to change it
    OpenOwnCases,
    OpenRun,
    DeleteRun,
    DeleteConfirmed,
    DeleteCancelled,
    // replay and review
    Replay,  // from a moment
    Seek,
    Play,
    StepTicks,
    Bookmark,
    Overrule,
    OverruleReason,
    OverruleTakenBack,
    GlobalRating,
    GlobalNote,
    Compare,
    // working
    GuideNext,
    SkipStep,
    UnskipStep,
    TurnView,  // to the place of the next step
    GuideLeave,
    GuideStart,
    OtherBreast,
    Layers,
    Cut,
    Metronome,
    ParkHand,
    SwapHands,
    Device,
    Builder,
    BuilderPlay,
    BuilderStop,
    Watch,
    Inject,
    Ask,
    // settings
    Theme,
    Captions,
    Sound,
    PressureUnit,
    TeachingTone
  };
  Kind kind = Kind::Leave;
  std::string text;
  double value = 0.0;
};
using Wishes = std::vector<Wish>;

/// A text as it was drawn, for tests: where, how much of it can be seen, and on which panel.
struct DrawnText {
  std::string words, panel;
  Box box, clip;
  bool scrolls = false;  // what lies below the panel's edge can be scrolled to
};

enum class Look : std::uint8_t { Plain, Main, Quiet, Chosen, Done, Warn };

/// How a panel stands: its words scroll or stay; drawer and veil lie over the others.
enum class Stand : std::uint8_t { Scrolls, Still, Drawer, Veil };

/// Drawing and input shared by all panels of one frame: theme, fonts, keyboard focus, wishes.
/// Keyboard: Tab and Shift+Tab walk through everything pressable and every field, F6 and Shift+F6
/// go from panel to panel, Enter presses; the ring shows where. Page and end keys scroll the panel
/// that holds the ring. Under a question only its answers can be reached.
struct Kit {
  Theme theme = Theme::light();
  Fonts fonts;
  float scale = 1.0f;  // text scale times window scale
  bool reduced_motion = false;
  Wishes wishes;
  bool to_top = false;  // the first frame of a screen: every panel begins at its top
  std::vector<DrawnText>* drawn = nullptr;  // tests: filled with every text of the frame

  // keyboard focus, walked by Tab
  int focus = -1, focusable = 0;
  Box focused;                 // where the ring is; of no size: nowhere
  bool enter = false;          // Enter was pressed in this frame
  const char* only = nullptr;  // the one panel that keys can reach; null: all
  float scroll_pages = 0.0f;  // asked for in this frame: pages of the panel with the ring, down > 0

  /// @param tab    Tab was pressed: -1 with Shift, +1 without, 0 not
  /// @param panel  F6 was pressed, the same way
  void begin_frame(int tab, bool enter_pressed, int panel = 0);
  float px(float at_100) const { return at_100 * scale; }
  void ask(Wish::Kind kind, std::string text = {}, double value = 0.0) {
    wishes.push_back({kind, std::move(text), value});
  }

  /// Opens a fixed panel that cannot move or be closed; always followed by end_panel().
  void begin_panel(const char* name, Box box, ImU32 back, float pad_at_100 = 12.0f,
                   Stand stand = Stand::Scrolls);
  void end_panel();

  /// True when pressed by mouse or by Enter under the focus ring. `hovered` may be null.
  bool press_area(const char* id, Box box, bool* hovered = nullptr, float round_at_100 = 8.0f);
  /// A button in the flow of the panel; w 0: as wide as the text, w < 0: the panel's width.
  bool button(const char* label, Look look = Look::Plain, float w_at_100 = 0.0f,
              float h_at_100 = 36.0f, const char* id = nullptr);
  /// A switch with its words beside it, wrapped where the panel ends.
  bool toggle(const char* label, bool on);
  float button_width(const char* label) const { return measure(fonts.body, label).x + px(28); }
  /// Look of a text field as large as this, which takes the keys as it is walked to; always
  /// followed by end_field().
  void begin_field(float w, float h);
  void end_field();
  /// Wrapped text in the flow of the panel.
  void text(ImFont* font, ImU32 colour, std::string_view words);
  /// A word beside the pointer.
  void hint(const std::string& words);
  void gap(float at_100) { ImGui::Dummy({1.0f, px(at_100)}); }
  /// Text at a place; returns its size. wrap 0: one line.
  ImVec2 text_at(ImVec2 at, ImFont* font, ImU32 colour, std::string_view words, float wrap = 0.0f);
  /// One line where it fits; else two small ones; else those with an ellipsis. Centred about
  /// `mid_y`.
  void title_at(float x, float mid_y, float room, ImU32 colour, std::string_view words);
  /// Goes on beside the last item if `w` pixels fit there, else below it.
  void beside(float w);
  ImVec2 measure(ImFont* font, std::string_view words, float wrap = 0.0f) const;

 private:
  bool take_place(Box box, float round_at_100);
  void scroll_by_keys();
  void note(std::string_view words, ImVec2 at, ImVec2 size);
  void to_panel(int step);

  const char* panel_ = "";
  std::string key_panel_;  // the one that page keys scroll; empty: the first that can be
  bool walked_ = false;    // in this frame
  bool follows_ = true;    // the panel keeps the ring in sight; not once page keys left it
  std::vector<const char*> panel_of_;  // [what can be pressed] of the frame before
  bool scrolls_ = false;
};

ImU32 with_alpha(ImU32 colour, float alpha);
inline ImU32 colour_of(const Rgb& c) { return IM_COL32(c[0], c[1], c[2], 255); }
ImU32 blend(ImU32 a, ImU32 b, float t);
/// "4:07", "1:02:33".
std::string clock_text(double seconds);

// pictograms: stroked marks inside a square box
void draw_tick(ImDrawList& d, Box box, ImU32 colour);
void draw_stop(ImDrawList& d, Box box, ImU32 colour);
void draw_caution(ImDrawList& d, Box box, ImU32 colour);
void draw_pause(ImDrawList& d, Box box, ImU32 colour, bool play);

}  // namespace lac::ui
