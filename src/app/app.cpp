#include "app/app.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "app/constants.h"
#include "app/runs.h"
#include "app/settings_file.h"
#include "base/file.h"

namespace lac::app {
namespace {

constexpr double kIdle_s = 0.05;       // between frames while nothing moves
constexpr double kPutAway_s = 0.25;    // between looks while minimised
constexpr double kWatchEvery_s = 0.4;  // between looks at the open case's files
constexpr int kBusyFrames = 4;         // drawn after an event before going idle
constexpr float kStickPages_per_s = 1.5f;
constexpr double kFramed_s = 0.5;  // until then a window manager has framed the window

// The overlays' names, as their legends have them.
std::span<const ui::OverlayScale> overlay_scales() {
  static const auto scales = [] {
    std::array<ui::OverlayScale, static_cast<std::size_t>(render::Overlay::kCount)> all{};
    for (std::size_t k = 0; k < all.size(); ++k) {
      const render::Legend& l = render::legend(static_cast<render::Overlay>(k));
      all[k] = {l.name, l.title, l.unit, l.high, l.assumed, l.low_word, l.high_word, l.word};
    }
    return all;
  }();
  return scales;
}

// The hand whose picture stands for a case: a ring where its demonstration softens with one, else
// the hand that it uses most.
input::Posture hand_of(const std::filesystem::path& folder) {
  const auto demo = scenario::read_choreography(folder / "demo" / "expert.toml");
  std::array<int, static_cast<std::size_t>(input::Posture::kCount)> used{};
  if (demo)
    for (const scenario::Gesture& g : demo->gestures) {
      if (g.kind == scenario::Gesture::Kind::Ring) return input::Posture::RpsRing;
      if (const auto posture = input::posture_named(g.posture))
        ++used[static_cast<std::size_t>(*posture)];
    }
  used[static_cast<std::size_t>(input::Posture::None)] = 0;
  const auto most = std::max_element(used.begin(), used.end());
  return *most == 0 ? input::Posture::SingleTip : static_cast<input::Posture>(most - used.begin());
}

}  // namespace

Expected<std::unique_ptr<App>> App::open(const Options& options,
                                         const std::filesystem::path& data) {
  auto window = Window::open(options.width, options.height, "LactaSim");
  if (!window) return window.problems();
  std::unique_ptr<App> app(new App(options, data, std::move(*window)));
  if (const Outcome started = app->start(); !started) return started.problems();
  return app;
}

App::App(const Options& options, std::filesystem::path data, std::unique_ptr<Window> window)
    : options_(options),
      data_(std::move(data)),
      window_(std::move(window)),
      opened_at_(std::chrono::steady_clock::now()) {
  // a picture for a document shows the program as it comes, whatever this user chose
  if (options.screenshot.empty() && options.input_script.empty()) settings_ = read_settings();
  if (options.text_scale_set) settings_.text_scale = options.text_scale;
  if (!settings_.quality_chosen) settings_.plain_quality = window_->software();
  mode_ = options.mode;
}

Outcome App::start() {
  if (options_.gamepad_script.empty()) {
    pad_ = glfw_gamepad();
  } else {
    auto pad = scripted_gamepad(options_.gamepad_script);
    if (!pad) return pad.problems();
    pad_ = std::move(*pad);
  }
  choose_language(data_ / "assets" / "languages");
  if (!options_.input_script.empty()) {
    auto script = Script::read(options_.input_script);
    if (!script) return script.problems();
    script_ = std::move(*script);
    kit_.drawn = &seen_;
  }
  if (Outcome fonts = refresh_fonts(); !fonts) return fonts;
  auto patient = render::PatientView::make(data_);
  if (!patient) return patient.problems();
  patient_ = std::move(*patient);
  notice_shown_ = !settings_.notice_seen;
  read_cases();
  read_runs();
  if (!options_.case_folder.empty()) {
    settings_.notice_seen = true;
    open_case(options_.case_folder);
    start_wanted_ = spec_.has_value();
  }
  return success();
}

double App::now_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - opened_at_).count();
}

Outcome App::refresh_fonts() {
  float scale = settings_.text_scale * window_->content_scale();
  if (const ImVec2 size = ImGui::GetIO().DisplaySize; size.x > 0.0f && size.y > 0.0f)
    scale = ui::fitting_scale(scale, size.x, size.y);
  if (scale == fonts_scale_) return success();
  Expected<ui::Fonts> fonts = ui::load_fonts(*ImGui::GetIO().Fonts, scale);
  if (!fonts) return fonts.problems();
  kit_.fonts = *fonts;
  kit_.scale = scale;
  const bool first = fonts_scale_ == 0.0f;
  fonts_scale_ = scale;
  if (!first) window_->refresh_fonts();
  return success();
}

void App::read_cases() {
  cards_.clear();
  folders_ = scenario::list_scenarios(data_);
  const std::size_t shipped = folders_.size();
  const auto own = scenario::list_scenarios(user_folder());
  folders_.insert(folders_.end(), own.begin(), own.end());
  for (const std::filesystem::path& folder : folders_) {
    ui::CaseCard card{.name = folder.string(), .title = folder.filename().string()};
    card.own = cards_.size() >= shipped;
    const auto spec = scenario::read_scenario(folder, data_);
    if (spec) {
      card.title = spec->title;
      card.summary = spec->summary;
      card.balloon = spec->patient.breast.kind == anatomy::BodyKind::Balloon;
      card.patient = card.balloon ? tr("Practice object") : spec->patient_name;
      card.objectives = spec->objectives;
      if (!card.balloon) card.hand = hand_of(folder);
    } else {
      card.problem = say("This case cannot be opened: {}", spec.problems().front().text());
    }
    cards_.push_back(std::move(card));
  }
  // first steps come first
  std::stable_sort(cards_.begin(), cards_.end(), [](const ui::CaseCard& a, const ui::CaseCard& b) {
    return a.balloon && !b.balloon;
  });
}

void App::open_case(const std::filesystem::path& folder) {
  auto spec = scenario::read_scenario(folder, data_);
  if (!spec) {
    browser_trouble_.clear();
    for (const Problem& p : spec.problems()) browser_trouble_ += p.text() + "\n";
    return;
  }
  browser_trouble_.clear();
  spec_ = std::move(*spec);
  watch_ = std::make_unique<scenario::CaseWatch>(*spec_, data_);
  case_changed_ = false;
  screen_ = Screen::Prebrief;
  start_wanted_ = false;
  start_worker();
}

// While an author writes, the open case follows its files: before the run at once, during it by a
// word over the picture.
void App::watch_case() {
  if (!watch_ || now_s() < watch_next_s_ ||
      (screen_ != Screen::Prebrief && screen_ != Screen::Working))
    return;
  watch_next_s_ = now_s() + kWatchEvery_s;
  const scenario::CaseWatch::News news = watch_->look();
  if (news == scenario::CaseWatch::News::None) return;
  case_changed_ = true;
  case_trouble_.clear();
  if (news == scenario::CaseWatch::News::Broken) {
    for (const Problem& p : watch_->problems()) case_trouble_ += "\n" + p.text();
  } else if (screen_ == Screen::Prebrief) {
    spec_ = watch_->spec();
    case_changed_ = false;
    start_worker();
  }
}

// A patient that is still being made is given up beside the window, which goes on answering.
void App::retire_worker() {
  live_.reset();
  if (!worker_) return;
  std::erase_if(retiring_, [](const std::future<void>& done) {
    return done.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  if (worker_->ready())
    worker_.reset();
  else
    retiring_.push_back(
        std::async(std::launch::async, [old = std::move(worker_)]() mutable { old.reset(); }));
}

void App::start_worker() {
  // the patient is made while the learner reads; the coarse body where the processor also draws
  retire_worker();
  const bool strong = std::thread::hardware_concurrency() >= 4 && !window_->software();
  worker_ =
      std::make_unique<Worker>(*spec_, strong ? anatomy::Level::Standard : anatomy::Level::Coarse,
                               mode_, strong ? 2 : 1, data_, shapes_);
}

void App::leave_run() {
  retire_worker();
  spec_.reset();
  watch_.reset();
  case_trouble_.clear();
  reopening_.clear();
  asking_ = ui::Asking::Nothing;
  comparison_.reset();
  screen_ = Screen::Browser;
  copied_.clear();
  notice_shown_ = !settings_.notice_seen;
  read_cases();
  read_runs();
}

// Nothing of it is kept.
void App::drop_run() {
  const std::string folder = std::exchange(saved_in_, {});
  worker_.reset();
  if (!folder.empty()) (void)delete_run(folder);
  leave_run();
}

void App::begin_working() {
  camera_ = render::Camera::preset(1, side_sign());
  shown_side_ = live_ ? live_->snapshot->side : spec_->patient.breast.side;
  choice_ = ui::ViewChoice{.scales = overlay_scales(), .layers = render::layer_names()};
  picture_dirty_ = true;
  cloth_ = Cloth(*spec_);
  covers_seen_ = 0;
  if (!reopening_.empty()) return finish();
  screen_ = Screen::Working;
  hands_ = TwoHands{};
  coach_agreed_ = pressed_beside_ = false;
  hands_at_s_ = felt_ratio_ = 0.0;
  device_ = {};
  first_steps_ = FirstSteps{};
  builder_open_ = wheel_open_ = false;
  notice_.clear();
  live_marks_.clear();
  choice_.pressure_mmHg = settings_.pressure_mmHg;
  // on the balloon nobody has to be asked: a finger is ready, and a guide for who is new
  if (spec_->patient.breast.kind == anatomy::BodyKind::Balloon) {
    choose_hand(input::Posture::SingleTip);
    if (!settings_.first_steps_done) first_steps_.start();
  }
  // kept from its first second on, whatever ends it
  saved_in_.clear();
  if (const auto folder = begin_run(*spec_, mode_)) {
    saved_in_ = folder->string();
    worker_->record_to(*folder / "session.lacrec");
  }
  worker_->set_paused(false);
}

void App::end_first_steps() {
  first_steps_.leave();
  settings_.first_steps_done = true;
  keep_settings();
}

// Which way the picture is mirrored: 1 for the left breast in hand.
float App::side_sign() const {
  const anatomy::Side side = live_ ? live_->snapshot->side : spec_->patient.breast.side;
  return side == anatomy::Side::Left ? 1.0f : -1.0f;
}

// Nobody sees it: nothing is drawn, and no hand goes on by itself.
void App::put_away() {
  if (screen_ == Screen::Working && worker_ && !worker_->paused()) {
    worker_->set_paused(true);
    notice_ = tr("Paused while the window was put away.");
  }
  window_->idle(kPutAway_s);
}

// Keys and buttons go to another window now: nothing is held on by itself, and the patient waits.
// Without a window manager nothing ever has the focus, so only its loss counts.
void App::watch_focus() {
  const bool focused = window_->focused();
  const bool lost = had_focus_ && !focused;
  // back from an editor or a file manager: there may be a new case, or a mended one
  if (focused && !had_focus_ && screen_ == Screen::Browser) {
    read_cases();
    read_runs();
  }
  had_focus_ = focused;
  if (!lost || screen_ != Screen::Working || !worker_ || worker_->paused()) return;
  held_touch_ = false;
  worker_->set_paused(true);
  notice_ = tr("Paused while another window was in front.");
}

int App::run() {
  while (!window_->closing()) {
    if (window_->minimised() && !script_) {
      put_away();
      continue;
    }
    if (!script_) watch_focus();
    if (!fitted_ && now_s() > kFramed_s) {
      window_->fit_screen();
      fitted_ = true;
    }
    frame();
    if (!options_.screenshot.empty() && last_frame_s_ >= options_.after_s) {
      const Outcome saved = window_->save_picture(options_.screenshot);
      if (!saved) std::fprintf(stderr, "lactasim: %s\n", saved.problems().front().text().c_str());
      return saved ? 0 : 2;
    }
    if (script_) {
      play_script();
      if (!script_->trouble().empty()) {
        std::fprintf(stderr, "lactasim: %s: %s\n", options_.input_script.c_str(),
                     script_->trouble().c_str());
        return 1;
      }
      if (script_->ended() && picture_file_.empty()) return 0;
    }
    // the working screen moves all the time; the others wait for events
    const bool lively = script_.has_value() || screen_ == Screen::Working ||
                        screen_ == Screen::Replay || (worker_ && !worker_->ready()) ||
                        (comparison_ && comparison_->progress() >= 0.0);
    quiet_frames_ = lively || ImGui::GetIO().MouseDelta.x != 0.0f ? 0 : quiet_frames_ + 1;
    if (quiet_frames_ > kBusyFrames) window_->idle(kIdle_s);
  }
  return 0;
}

void App::play_script() {
  static constexpr std::array<const char*, 5> names{"cases", "prebrief", "working", "debrief",
                                                    "replay"};
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  Script::Deed deed;
  window_->play(script_->next({.screen = names[static_cast<std::size_t>(screen_)],
                               .texts = &seen_,
                               .focus = kit_.focused,
                               .width = size.x,
                               .height = size.y,
                               .now_s = last_frame_s_},
                              deed));
  using Kind = Script::Deed::Kind;
  if (deed.kind == Kind::Size) window_->resize(deed.width, deed.height);
  if (deed.kind == Kind::Minimise) window_->minimise();
  if (deed.kind == Kind::Restore) window_->restore();
  if (deed.kind == Kind::Picture) picture_file_ = deed.file;
}

// Keys reach only what lies on top: a question's answers, or the wheel of hands. Who walks by keys
// finds the first of them chosen.
void App::take_focus() {
  const bool asked = screen_ == Screen::Working && live_ &&
                     (asking_ != ui::Asking::Nothing || worker_->paused() || live_->failed);
  const char* const only = asked                                       ? "veil"
                           : screen_ == Screen::Working && wheel_open_ ? "wheel"
                                                                       : nullptr;
  if (only == kit_.only) return;
  // afterwards the walk goes on where it was
  if (kit_.only == nullptr) focus_before_ = kit_.focus;
  // a question has its answer that changes nothing first: Enter gives it
  const bool question = only != nullptr && std::string_view(only) == "veil";
  kit_.focus = only == nullptr ? focus_before_ : question || kit_.focus >= 0 ? 0 : -1;
  kit_.only = only;
}

// Page and end keys where they have no other meaning: the replay's move in time. On a gamepad the
// right stick, where it moves no hand.
float App::scroll_keys() const {
  static constexpr float kToTheEnd = 1e6f;
  if (screen_ == Screen::Replay || ImGui::GetIO().WantTextInput) return 0.0f;
  const float stick_s = pad_frame_.led.move_m.y / static_cast<float>(double(kStick_m_per_s));
  if (screen_ != Screen::Working && stick_s != 0.0f) return -kStickPages_per_s * stick_s;
  return window_->pressed(GLFW_KEY_PAGE_DOWN, true) ? 1.0f
         : window_->pressed(GLFW_KEY_PAGE_UP, true) ? -1.0f
         : window_->pressed(GLFW_KEY_END)           ? kToTheEnd
         : window_->pressed(GLFW_KEY_HOME)          ? -kToTheEnd
                                                    : 0.0f;
}

void App::frame() {
  seen_.clear();
  if (const Outcome fonts = refresh_fonts(); !fonts)
    browser_trouble_ = fonts.problems().front().text();
  window_->begin_frame();
  const double now = now_s(), dt_s = std::min(0.1, now - last_frame_s_);
  last_frame_s_ = now;
  kit_.theme = ui::Theme::of(settings_.theme);
  kit_.reduced_motion = settings_.reduced_motion;
  const auto walks = [&](int key) {
    return !window_->pressed(key, true) ? 0 : window_->pressed_with_shift(key) ? -1 : 1;
  };
  take_focus();
  pad_frame_ = read_pad(dt_s);
  watch_device();
  kit_.scroll_pages = scroll_keys();
  // a new screen is walked from its beginning
  if (screen_ != last_screen_ && screen_ != Screen::Working && kit_.focus > 0) kit_.focus = 0;
  const bool enter = window_->pressed(GLFW_KEY_ENTER) || window_->pressed(GLFW_KEY_KP_ENTER);
  kit_.begin_frame(walks(GLFW_KEY_TAB) + pad_frame_.walk, enter || pad_frame_.press,
                   walks(GLFW_KEY_F6) + pad_frame_.panel);
  kit_.to_top = screen_ != last_screen_ || std::exchange(from_top_, false);
  last_screen_ = screen_;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const ui::Box all{0.0f, 0.0f, size.x, size.y};
  if (worker_ && worker_->ready()) live_ = worker_->view();
  watch_case();
  if (const auto file = opener_.failed())
    open_trouble_ =
        file->ends_with(".html")
            ? say("No program here could open the report. It lies at {}; any web browser shows it.",
                  *file)
            : say("No program here could open the folder. It lies at {}.", *file);

  // a case that was asked for begins as soon as the patient is there
  if (screen_ == Screen::Prebrief && start_wanted_ && worker_ && worker_->ready() && live_)
    begin_working();
  switch (screen_) {
    case Screen::Browser:
      ui::draw_case_browser(kit_,
                            {.cases = &cards_,
                             .runs = &runs_,
                             .settings = &settings_,
                             .page = page_,
                             .deleting = deleting_,
                             .trouble = open_trouble_.empty() ? browser_trouble_ : open_trouble_,
                             .data_folder = shown_path(user_folder()),
                             .own_cases = shown_path(user_folder() / "scenarios"),
                             .copied = copied_,
                             .show_copied = std::exchange(show_copied_, false),
                             .notice = notice_shown_},
                            search_, all);
      break;
    case Screen::Prebrief:
      ui::draw_prebrief(kit_,
                        {.spec = &*spec_,
                         .mode = worker_ ? worker_->mode() : mode_,
                         .progress = start_wanted_ ? worker_->progress() : -1.0,
                         .trouble = case_trouble_.empty() ? worker_->trouble() : case_trouble_,
                         .reopening = !reopening_.empty(),
                         .left_s = start_wanted_ ? worker_->left_s() : -1.0},
                        all);
      break;
    case Screen::Working:
      draw_working(size.x, size.y, dt_s);
      break;
    case Screen::Debrief:
      draw_debrief(all);
      break;
    case Screen::Replay:
      draw_replay(size.x, size.y, dt_s);
      break;
  }
  // B leaves what was walked to; the hand is not changed by it
  if (pad_frame_.let_go) kit_.focus = -1;
  read_keys();
  window_->end_frame((!options_.screenshot.empty() && now >= options_.after_s) ||
                     !picture_file_.empty());
  if (!picture_file_.empty()) {
    if (const Outcome saved = window_->save_picture(picture_file_); !saved)
      browser_trouble_ = saved.problems().front().text();
    picture_file_.clear();
  }
  const ui::Wishes wishes = std::move(kit_.wishes);
  kit_.wishes.clear();
  for (const ui::Wish& wish : wishes) carry_out(wish);
}

}  // namespace lac::app
