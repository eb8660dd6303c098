#include "app/app.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/runs.h"
#include "app/settings_file.h"

namespace lac::app {
namespace {

constexpr double kIdle_s = 0.05;  // between frames while nothing moves
constexpr int kBusyFrames = 4;    // drawn after an event before going idle

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
  if (options.screenshot.empty()) settings_ = read_settings();
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
  if (Outcome fonts = refresh_fonts(); !fonts) return fonts;
  auto patient = render::PatientView::make(data_);
  if (!patient) return patient.problems();
  patient_ = std::move(*patient);
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
  const float scale = settings_.text_scale * window_->content_scale();
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
  for (const std::filesystem::path& folder : folders_) {
    ui::CaseCard card{.name = folder.string(), .title = folder.filename().string()};
    const auto spec = scenario::read_scenario(folder, data_);
    if (spec) {
      card.title = spec->title;
      card.summary = spec->summary;
      card.balloon = spec->patient.breast.kind == anatomy::BodyKind::Balloon;
      card.patient = card.balloon ? "Practice object" : spec->patient_name;
      card.objectives = spec->objectives;
    } else {
      card.problem = "This case cannot be opened: " + spec.problems().front().text();
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
  screen_ = Screen::Prebrief;
  start_wanted_ = false;
  start_worker();
}

void App::start_worker() {
  // the patient is made while the learner reads; the coarse body where the processor also draws
  worker_.reset();
  live_.reset();
  const bool strong = std::thread::hardware_concurrency() >= 4 && !window_->software();
  worker_ =
      std::make_unique<Worker>(*spec_, strong ? anatomy::Level::Standard : anatomy::Level::Coarse,
                               mode_, strong ? 2 : 1, data_);
}

void App::leave_run() {
  worker_.reset();
  live_.reset();
  spec_.reset();
  reopening_.clear();
  asking_to_leave_ = false;
  comparison_.reset();
  screen_ = Screen::Browser;
  read_runs();
}

void App::begin_working() {
  camera_ =
      render::Camera::preset(1, spec_->patient.breast.side == anatomy::Side::Left ? 1.0f : -1.0f);
  choice_ = ui::ViewChoice{};
  picture_dirty_ = true;
  if (!reopening_.empty()) return finish();
  screen_ = Screen::Working;
  hands_ = TwoHands{};
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
  worker_->set_paused(false);
}

void App::end_first_steps() {
  first_steps_.leave();
  settings_.first_steps_done = true;
  keep_settings();
}

int App::run() {
  while (!window_->closing()) {
    frame();
    if (!options_.screenshot.empty() && last_frame_s_ >= options_.after_s) {
      const Outcome saved = window_->save_picture(options_.screenshot);
      if (!saved) std::fprintf(stderr, "lactasim: %s\n", saved.problems().front().text().c_str());
      return saved ? 0 : 2;
    }
    // the working screen moves all the time; the others wait for events
    const bool lively = screen_ == Screen::Working || screen_ == Screen::Replay ||
                        (worker_ && !worker_->ready()) ||
                        (comparison_ && comparison_->progress() >= 0.0);
    quiet_frames_ = lively || ImGui::GetIO().MouseDelta.x != 0.0f ? 0 : quiet_frames_ + 1;
    if (quiet_frames_ > kBusyFrames) window_->idle(kIdle_s);
  }
  return 0;
}

void App::frame() {
  if (const Outcome fonts = refresh_fonts(); !fonts)
    browser_trouble_ = fonts.problems().front().text();
  window_->begin_frame();
  const double now = now_s(), dt_s = std::min(0.1, now - last_frame_s_);
  last_frame_s_ = now;
  kit_.theme = ui::Theme::of(settings_.theme);
  kit_.reduced_motion = settings_.reduced_motion;
  const int tab = !window_->pressed(GLFW_KEY_TAB, true)       ? 0
                  : window_->pressed_with_shift(GLFW_KEY_TAB) ? -1
                                                              : 1;
  kit_.begin_frame(tab, window_->pressed(GLFW_KEY_ENTER) || window_->pressed(GLFW_KEY_KP_ENTER));
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const ui::Box all{0.0f, 0.0f, size.x, size.y};
  if (worker_ && worker_->ready()) live_ = worker_->view();

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
                             .trouble = browser_trouble_,
                             .data_folder = user_folder().string()},
                            search_, all);
      break;
    case Screen::Prebrief:
      ui::draw_prebrief(kit_,
                        {.spec = &*spec_,
                         .mode = mode_,
                         .progress = start_wanted_ ? worker_->progress() : -1.0,
                         .trouble = worker_->trouble()},
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
  read_keys();
  window_->end_frame(!options_.screenshot.empty() && now >= options_.after_s);
  const ui::Wishes wishes = std::move(kit_.wishes);
  kit_.wishes.clear();
  for (const ui::Wish& wish : wishes) carry_out(wish);
}

}  // namespace lac::app
