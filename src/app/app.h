#pragma once
#include <array>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cloth.h"
#include "app/comparison.h"
#include "app/first_steps.h"
#include "app/gamepad.h"
#include "app/hands.h"
#include "app/metronome.h"
#include "app/opener.h"
#include "app/options.h"
#include "app/window.h"
#include "app/worker.h"
#include "render/patient_view.h"
#include "scenario/watch.h"
#include "ui/panels.h"

namespace lac::app {

enum class Screen { Browser, Prebrief, Working, Debrief, Replay };

/// The program with a window: which screen, who owns what. Panels ask, the app does.
class App {
 public:
  /// Opens the window and the first screen. @return one sentence for what is missing.
  static Expected<std::unique_ptr<App>> open(const Options& options,
                                             const std::filesystem::path& data);
  /// Until the window closes. @return exit code
  int run();

 private:
  App(const Options& options, std::filesystem::path data, std::unique_ptr<Window> window);
  Outcome start();
  Outcome refresh_fonts();
  void copy_case(const std::filesystem::path& folder);
  void read_cases();
  void frame();
  void take_focus();
  float scroll_keys() const;
  void follow_coaching();
  void draw_working(float width, float height, double dt_s);
  void draw_picture(const ui::Box& box, double dt_s);
  std::vector<std::array<float, 4>> landing_marks() const;
  void read_keys();
  void read_layer_keys();
  Cloth::Seen cloth_now();
  float side_sign() const;
  ui::HandView hand_view();
  void read_hand(const ui::Box& box, const PadFrame& pad, double dt_s);
  Pointer read_pointer(const ui::Box& box, double dt_s);
  PadFrame read_pad(double dt_s);
  void watch_device();
  void obey_pad(PadFrame& frame);
  void choose_hand(input::Posture posture);
  input::Device device_now() const;
  ui::DeviceView device_view() const;
  void carry_out_hand(const ui::Wish& wish);
  void move_camera(const ui::Box& box);
  void turn_to_wish(float dt_s);
  void carry_out(const ui::Wish& wish);
  void carry_out_working(const ui::Wish& wish);
  void carry_out_settings(const ui::Wish& wish);
  void end_first_steps();
  void ask_to_end(const std::string& decision);
  void open_case(const std::filesystem::path& folder);
  void start_worker();
  void retire_worker();
  void finish();
  void begin_working();
  void save();
  void leave_run();
  void drop_run();
  // runs of before, debrief and replay
  void carry_out_browser(const ui::Wish& wish);
  void carry_out_review(const ui::Wish& wish);
  void read_runs();
  void open_run(const std::filesystem::path& folder);
  void draw_debrief(const ui::Box& box);
  void draw_replay(float width, float height, double dt_s);
  void start_compare(const std::string& with);
  const ui::RunCard* earlier_run() const;
  void keep_settings();
  double now_s() const;
  void play_script();
  void put_away();
  void watch_focus();
  void watch_case();

  Options options_;
  std::filesystem::path data_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<render::PatientView> patient_;
  ui::Kit kit_;
  ui::Settings settings_;
  Screen screen_ = Screen::Browser, last_screen_ = Screen::Browser;
  float fonts_scale_ = 0.0f;
  std::string shader_trouble_;
  std::chrono::steady_clock::time_point opened_at_;
  double last_frame_s_ = 0.0;
  bool fitted_ = false;  // the window to the screen
  int quiet_frames_ = 0, focus_before_ = -1;

  // first screen
  ui::BrowserPage page_ = ui::BrowserPage::Cases;
  std::vector<ui::RunCard> runs_;
  std::string search_, deleting_;
  std::vector<ui::CaseCard> cards_;
  std::vector<std::filesystem::path> folders_;
  std::string copied_, browser_trouble_;
  bool show_copied_ = false;
  bool notice_shown_ = false;  // on the page of cases as it was opened
  std::optional<scenario::ScenarioSpec> spec_;
  session::Mode mode_ = session::Mode::Practice;
  tissue::ReferenceShapes shapes_;           // of patients met before
  std::vector<std::future<void>> retiring_;  // patients nobody waits for any more
  std::unique_ptr<Worker> worker_;
  std::unique_ptr<scenario::CaseWatch> watch_;  // of the open case's files
  bool case_changed_ = false;
  std::string case_trouble_;  // what is wrong with the changed files
  double watch_next_s_ = 0.0;
  bool start_wanted_ = false;
  ui::Asking asking_ = ui::Asking::Nothing;
  std::string ending_by_;  // the decision that would end the case; empty: the button Finish

  // working screen
  std::shared_ptr<const ui::LiveView> live_;
  TwoHands hands_;
  double hands_at_s_ = 0.0;                       // simulated time up to which they have moved
  double steady_since_s_ = 0.0, steady_N_ = 0.0;  // the press that is held now, and since when
  double felt_ratio_ = 0.0;  // pressure of the last touch over what was expected; 0: none yet
  input::Posture felt_posture_ = input::Posture::None;
  Cloth cloth_;
  int covers_seen_ = 0;  // of `cloth_` that the hands were put away for
  Cloth::Seen dressed_;  // of the frame
  input::Device device_;
  std::optional<Script> script_;
  std::vector<ui::DrawnText> seen_;  // every text of the frame, for the script
  std::string picture_file_;         // wanted by the script
  std::unique_ptr<Gamepad> pad_;
  PadState pad_before_;
  PadFrame pad_frame_;   // of this frame
  bool by_pad_ = false;  // used last, before mouse and keys
  std::string notice_;   // said over the paused picture
  bool wheel_open_ = false;
  ui::ViewChoice choice_;
  ui::CursorView cursor_;
  render::Camera camera_, drawn_camera_;
  std::optional<render::Camera> turning_to_;        // the view that was asked for
  std::array<float, 2> followed_px_{-1.0f, -1.0f};  // where the pointer led the hand last
  anatomy::Side shown_side_ = anatomy::Side::Left;
  double touch_since_s_ = -1.0;  // simulated; < 0: nothing touches
  std::optional<render::Pick> pick_;
  unsigned picture_ = 0;
  std::int64_t drawn_tick_ = -1;
  bool picture_dirty_ = true;
  float picture_scale_ = 1.0f, lift_m_ = 0.0f, face_ = 0.0f;
  double slow_until_s_ = 0.0, active_until_s_ = 0.0;
  bool coach_agreed_ = false;    // she said that she does it herself
  bool pressed_beside_ = false;  // the button went down off the breast
  bool held_touch_ = false, had_focus_ = false;
  bool from_top_ = false;  // another page of the same screen begins

  std::vector<session::Review::Bookmark> live_marks_;
  FirstSteps first_steps_;
  ui::GestureDraft draft_;
  bool builder_open_ = false;
  Metronome metronome_;
  std::unique_ptr<Click> click_;

  // debrief and replay
  session::SessionLog log_;
  ui::DebriefWords words_;
  std::string saved_in_, save_trouble_, overruling_;
  Opener opener_;
  std::string open_trouble_;         // the report could not be shown, and where it lies
  std::filesystem::path reopening_;  // a run of before is being played to its end
  bool results_open_ = false, instructor_review_ = false;
  bool looked_back_ = false;  // the debrief is of a run of before
  std::unique_ptr<Comparison> comparison_;
};

}  // namespace lac::app
