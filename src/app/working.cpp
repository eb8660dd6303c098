#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/app.h"
#include "app/constants.h"
#include "app/teaching_tones.h"
#include "app/view_turn.h"
#include "base/units.h"

namespace lac::app {
namespace {

// Drawing size follows the time a frame takes, so that hands answer even on slow machines.
constexpr float kLeastPictureScale = 0.50f;
constexpr double kRestAfter_s = 0.5;
constexpr double kSlowFrame_s = 0.048, kFastFrame_s = 0.030;  // at least 20 frames a second
constexpr double kRestingRedraw_s = 0.10;                     // nothing touches: fluids move slowly
constexpr float kLift_m = 0.016f;                             // of a hovering hand
constexpr float kLiftTime_s = 0.12f;
constexpr float kOrbit_rad_per_px = 0.006f;
constexpr float kFaceTime_s = 0.35f;
constexpr float kTurnTime_s = 0.15f, kTurned_rad = 0.01f;  // of a view that was asked for
constexpr double kSettled_s = 0.4;  // of a touch: its pressure then is what was asked for
constexpr float kLeastBeside_at_100 = 420.0f;
constexpr std::size_t kRingOfTips = 5;  // as many tips in the air are marked by one ring

bool held(int key) { return ImGui::IsKeyDown(key); }

}  // namespace

void App::draw_working(float width, float height, double dt_s) {
  const ui::Layout layout = ui::working_layout(width, height, kit_.scale);
  if (!live_) return;
  // the other breast came: the camera goes with it
  if (live_->snapshot->side != shown_side_) {
    shown_side_ = live_->snapshot->side;
    camera_ = render::Camera::preset(1, side_sign());
    hands_.led().forget_aim();
  }
  const Cloth::Seen before = std::exchange(dressed_, cloth_now());
  if (before.covered != dressed_.covered || before.own != dressed_.own) picture_dirty_ = true;
  draw_picture(layout.picture, dt_s);
  const ui::HandView hand = hand_view();
  // the worker's own word: a view of the moment before may still say paused
  const bool covered = asking_ != ui::Asking::Nothing || worker_->paused() || live_->failed;

  // in the order in which keys walk: what comes next first
  ui::draw_phase_guide(kit_, *live_, layout.phases, turned_away(camera_, live_->next_place));
  ui::draw_palette(kit_, *live_, hand, device_view(), layout.palette);
  const float goal = static_cast<float>(live_->snapshot->face);
  face_ += (goal - face_) *
           (kit_.reduced_motion ? 1.0f : std::min(1.0f, static_cast<float>(dt_s) / kFaceTime_s));
  const bool heard_whole = ui::draw_patient_panel(kit_, *live_, face_, layout.patient);
  ui::draw_timeline(kit_, *live_, choice_, layout.timeline);
  ui::draw_top_bar(kit_, *live_, choice_, layout.top);

  // marks on the picture stand in a clear panel over it
  const bool drawer = choice_.instructor || builder_open_;
  const ui::Box picture = drawer ? layout.beside_drawer() : layout.picture;
  kit_.begin_panel("picture", layout.picture, IM_COL32(0, 0, 0, 0), 0.0f, ui::Stand::Still);
  const float caption_y =
      heard_whole ? picture.y + picture.h : ui::draw_long_words(kit_, *live_, picture);
  // the wheel has the place to itself
  float words_end = wheel_open_ ? picture.y
                                : ui::draw_picture_marks(kit_, *live_, hand, choice_, cursor_,
                                                         picture, caption_y);
  const auto told_to = [&](float end) { words_end = std::max(words_end, end); };
  if (first_steps_.watch(hand, dt_s)) end_first_steps();
  told_to(ui::draw_guide(kit_, first_steps_.view(), picture, words_end));
  told_to(ui::draw_latch(kit_, *live_, picture));
  if (case_changed_ || !shader_trouble_.empty())
    told_to(ui::draw_case_news(kit_, case_changed_, case_trouble_, shader_trouble_, picture));
  ui::MetronomeView beat = metronome_.view();
  if (kit_.reduced_motion) beat.swell = 0.5f;
  told_to(ui::draw_metronome(kit_, beat, picture));
  if (caption_y < picture.y + picture.h) told_to(picture.y + picture.h);
  if (!wheel_open_) ui::draw_legend(kit_, *live_, choice_, cursor_, picture, words_end);
  kit_.end_panel();
  if (choice_.instructor) ui::draw_instructor(kit_, *live_, choice_, layout.drawer);
  if (builder_open_) ui::draw_builder(kit_, *live_, draft_, layout.drawer);
  // a question and the wheel stand beside the drawer, or over it where that leaves no room
  const ui::Box free = picture.w >= kit_.px(kLeastBeside_at_100)
                           ? picture
                           : ui::Box{picture.x, picture.y, width - picture.x, picture.h};
  if (wheel_open_ && !covered) ui::draw_posture_wheel(kit_, hands_.led().posture(), free);
  if (covered) ui::draw_cover(kit_, *live_, asking_, notice_, by_pad_, free);
  obey_pad(pad_frame_);
  if (!covered && !wheel_open_) read_hand(layout.picture, pad_frame_, dt_s);
  if (metronome_.advance(now_s()) && settings_.sound && !covered) {
    if (!click_) click_ = std::make_unique<Click>();
    click_->play(metronome_.view().beat == 0, now_s());
  }
  move_camera(layout.picture);
  if (live_->finished && !live_->failed) finish();
}

ui::HandView App::hand_view() {
  ui::HandView hand = hands_.led().view();
  if (!hand.touching)
    touch_since_s_ = -1.0;
  else if (touch_since_s_ < 0.0)
    touch_since_s_ = live_->time_s;
  // what this hand felt like last is what it will feel like: the first touch alone is a guess
  const double asked_N = hand.squeeze_N > 0.0 ? hand.squeeze_N : hand.press_N;
  const double guess_kPa = ui::expected_pressure_kPa(hand.posture, asked_N);
  const double felt_kPa = live_->snapshot->hand_mean_pressure_kPa;
  // while a grip closes or opens, its force runs ahead of what is felt
  if (!hand.touching || hand.squeeze_N > 0.0 || hand.press_N != steady_N_)
    steady_since_s_ = live_->time_s, steady_N_ = hand.press_N;
  if (hand.touching && felt_kPa > 0.0 && guess_kPa > 0.0 &&
      live_->time_s - steady_since_s_ > kSettled_s) {
    felt_ratio_ = felt_kPa / guess_kPa;
    felt_posture_ = hand.posture;
  }
  if (felt_posture_ == hand.posture && felt_ratio_ > 0.0) hand.felt_ratio = felt_ratio_;
  hand.landing = hands_.led().landing();
  hand.quiet = first_steps_.view().on;
  hand.over_cloth = dressed_.covered && !dressed_.agreed;
  hand.held_s = touch_since_s_ < 0.0 ? 0.0 : live_->time_s - touch_since_s_;
  return hand;
}

// Whether she is covered now, or was at the moment of the run that is shown.
Cloth::Seen App::cloth_now() {
  cloth_.read(*live_->spec, *live_->lines);
  const bool on_her = !live_->snapshot->finger.empty();
  if (live_->playback) return cloth_.at(live_->time_s, on_her);
  // who covers her takes the hands away first
  if (cloth_.covers() > std::exchange(covers_seen_, cloth_.covers())) hands_.put_away();
  const bool hand = hands_.led().posture() != input::Posture::None || on_her;
  return cloth_.at(live_->time_s, hand);
}

// Where a hovering hand would land, as rings on the skin; fingers that stand round the nipple as
// one.
std::vector<std::array<float, 4>> App::landing_marks() const {
  std::vector<std::array<float, 4>> marks;
  const render::SkinSurface* const skin = patient_->skin();
  render::V3 middle;
  for (const sim::FingerDrawn& f : live_->snapshot->finger) {
    if (f.hand != 0) continue;
    const bool tip = f.part == 0;  // a fingertip lands with its end, others with their length
    render::V3 at{f.a_m[0], f.a_m[1], f.a_m[2]};
    if (!tip) at = (at + render::V3{f.b_m[0], f.b_m[1], f.b_m[2]}) * 0.5f;
    if (skin != nullptr)
      // where the picture has it: the drawn skin lies a little off the simulated one
      at = at + skin->offset_m(at) - skin->nearest(at).normal * f.radius_m;
    marks.push_back({at.x, at.y, at.z, f.radius_m});
    middle = middle + at;
  }
  if (marks.size() < kRingOfTips) return marks;
  middle = middle * (1.0f / static_cast<float>(marks.size()));
  float radius_m = 0.0f;
  for (const auto& [x, y, z, r] : marks)
    radius_m += length(render::V3{x, y, z} - middle) / static_cast<float>(marks.size());
  return {{middle.x, middle.y, middle.z, radius_m}};
}

void App::draw_picture(const ui::Box& box, double dt_s) {
  const float aspect = box.w / std::max(box.h, 1.0f);
  const double now = now_s();
  const bool camera_moved = std::abs(camera_.turn_rad - drawn_camera_.turn_rad) +
                                std::abs(camera_.tilt_rad - drawn_camera_.tilt_rad) +
                                std::abs(camera_.distance_m - drawn_camera_.distance_m) >
                            1e-5f;
  // a hand of the pointer that does not touch is in the air; performed and replayed ones are not
  const bool hovers = !hands_.led().touching() && live_->performing < 0.0 && !live_->playback;
  // while the pointer or the camera moves, quick frames; at rest, sharp ones
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseDelta.x != 0.0f || io.MouseDelta.y != 0.0f || camera_moved || picture_dirty_ ||
      io.MouseDown[1] || lift_m_ != (hovers ? kLift_m : 0.0f))
    active_until_s_ = now + kRestAfter_s;
  const bool moving = now < active_until_s_;
  const bool due = live_->snapshot->tick != drawn_tick_ && (moving || now >= slow_until_s_);
  const bool settle = !moving && picture_scale_ < 1.0f;

  // a hand in the air is drawn off the skin, and comes down when it touches
  const float goal = hovers ? kLift_m : 0.0f;
  const float step =
      kit_.reduced_motion ? kLift_m : kLift_m * static_cast<float>(dt_s) / kLiftTime_s;
  lift_m_ += std::clamp(goal - lift_m_, -step, step);
  if (due || settle || camera_moved || picture_dirty_ || picture_ == 0) {
    // slower frames are drawn smaller, until the hand rests
    if (!moving)
      picture_scale_ = 1.0f;
    else if (dt_s > kSlowFrame_s)
      picture_scale_ = std::max(kLeastPictureScale, picture_scale_ * 0.85f);
    else if (dt_s < kFastFrame_s)
      picture_scale_ = std::min(1.0f, picture_scale_ * 1.06f);
    render::ViewOptions o;
    choose_tones(settings_, live_->mode, live_->spec->skin_tone, o);
    choice_.tones = o.tones;
    o.overlay = static_cast<render::Overlay>(choice_.overlay);
    o.quality = settings_.plain_quality ? render::Quality::Plain : render::Quality::Good;
    // what has to be quick does without
    o.soft_edges = picture_scale_ >= 1.0f;
    o.dark = kit_.theme.dark;
    o.clock_rings = choice_.rings;
    o.layer = static_cast<render::Layer>(choice_.layer);
    o.ghost = live_->ghost;
    o.cut.on = choice_.cut;
    // what lies inside is looked at through no cloth
    o.covered = dressed_.covered && choice_.layer == 0 && choice_.overlay == 0 && !choice_.cut;
    o.own_top = dressed_.own;
    o.lift_m = lift_m_;
    if (hovers) o.landing = landing_marks();
    const ImVec2 pixels = ImGui::GetIO().DisplayFramebufferScale;
    picture_ = patient_->draw(*live_->snapshot, camera_, o,
                              std::max(64, static_cast<int>(box.w * pixels.x)),
                              std::max(64, static_cast<int>(box.h * pixels.y)), picture_scale_);
    drawn_tick_ = live_->snapshot->tick;
    drawn_camera_ = camera_;
    picture_dirty_ = false;
    slow_until_s_ = now + std::max(kRestingRedraw_s, 2.0 * dt_s);
  }
  // NOLINTNEXTLINE(performance-no-int-to-ptr): ImGui names OpenGL textures so
  const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(picture_));
  ImGui::GetBackgroundDrawList()->AddImage(texture, box.min(), box.max(), {0, patient_->share()[1]},
                                           {patient_->share()[0], 0});

  // what is under the pointer
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float x = 2.0f * (mouse.x - box.x) / box.w - 1.0f,
              y = 1.0f - 2.0f * (mouse.y - box.y) / box.h;
  const bool inside = std::abs(x) < 1.0f && std::abs(y) < 1.0f;
  const auto read =
      inside ? patient_->read(camera_, x, y, aspect, static_cast<render::Overlay>(choice_.overlay))
             : std::nullopt;
  pick_ = read ? std::optional(read->place) : std::nullopt;
  cursor_.on_skin = read.has_value();
  cursor_.word = read ? read->word : "";
  if (read) cursor_.value = static_cast<double>(read->value);
}

// Toward the view that was asked for, soft enough to keep one's bearings.
void App::turn_to_wish(float dt_s) {
  if (!turning_to_) return;
  const float share = kit_.reduced_motion ? 1.0f : std::min(1.0f, dt_s / kTurnTime_s);
  const float turn = turning_to_->turn_rad - camera_.turn_rad,
              tilt = turning_to_->tilt_rad - camera_.tilt_rad;
  camera_.orbit(share * turn, share * tilt);
  if (std::abs(turn) + std::abs(tilt) < kTurned_rad) turning_to_.reset();
}

void App::move_camera(const ui::Box& box) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool inside = io.MousePos.x >= box.x && io.MousePos.x < box.x + box.w &&
                      io.MousePos.y >= box.y && io.MousePos.y < box.y + box.h;
  turn_to_wish(io.DeltaTime);
  if (inside && io.MouseDown[2])
    camera_.orbit(-io.MouseDelta.x * kOrbit_rad_per_px, io.MouseDelta.y * kOrbit_rad_per_px);
  if (inside && io.KeyCtrl && io.MouseWheel != 0.0f) camera_.zoom(std::pow(0.9f, io.MouseWheel));
  if (io.WantTextInput) return;
  const float step = kOrbit_rad_per_s * io.DeltaTime;
  camera_.orbit(
      step * (static_cast<float>(held(GLFW_KEY_RIGHT)) - static_cast<float>(held(GLFW_KEY_LEFT))),
      step * (static_cast<float>(held(GLFW_KEY_UP)) - static_cast<float>(held(GLFW_KEY_DOWN))));
  if (window_->pressed(GLFW_KEY_EQUAL, true)) camera_.zoom(0.92f);
  if (window_->pressed(GLFW_KEY_MINUS, true)) camera_.zoom(1.0f / 0.92f);
}

// O walks through the overlays, Y peels one layer more, Z cuts through; not in an exam, where
// nobody sees inside.
void App::read_layer_keys() {
  using Kind = ui::Wish::Kind;
  if (!live_ || live_->mode == session::Mode::Exam) return;
  if (window_->pressed(GLFW_KEY_O))
    kit_.ask(Kind::Overlay, {}, (choice_.overlay + 1) % static_cast<int>(render::Overlay::kCount));
  if (window_->pressed(GLFW_KEY_Y))
    kit_.ask(Kind::Layers, {}, (choice_.layer + 1) % static_cast<int>(render::Layer::kCount));
  if (window_->pressed(GLFW_KEY_Z)) kit_.ask(Kind::Cut);
}

void App::read_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  if (window_->pressed(GLFW_KEY_F5)) {
    const Outcome loaded = patient_->reload_shaders();
    shader_trouble_ = loaded ? "" : loaded.problems().front().text();
    picture_dirty_ = true;
  }
  if (window_->pressed(GLFW_KEY_ESCAPE)) {
    if (screen_ == Screen::Working && wheel_open_)
      wheel_open_ = false;
    else if (screen_ == Screen::Working && builder_open_ && asking_ == ui::Asking::Nothing)
      builder_open_ = false;
    else if (screen_ == Screen::Working)
      kit_.ask(asking_ != ui::Asking::Nothing ? ui::Wish::Kind::LeaveCancelled
                                              : ui::Wish::Kind::Leave);
    if (screen_ == Screen::Prebrief) kit_.ask(ui::Wish::Kind::BackToCases);
    if (screen_ == Screen::Replay) kit_.ask(ui::Wish::Kind::ShowResults);
  }
  if (screen_ == Screen::Replay && live_ && !io.WantTextInput) {
    using Kind = ui::Wish::Kind;
    if (window_->pressed(GLFW_KEY_SPACE))
      kit_.ask(Kind::Play, {}, live_->playing ? 0.0 : live_->play_pace);
    if (window_->pressed(GLFW_KEY_COMMA, true)) kit_.ask(Kind::StepTicks, {}, -1.0);
    if (window_->pressed(GLFW_KEY_PERIOD, true)) kit_.ask(Kind::StepTicks, {}, 1.0);
    if (window_->pressed(GLFW_KEY_PAGE_UP, true)) kit_.ask(Kind::Seek, {}, live_->time_s - 5.0);
    if (window_->pressed(GLFW_KEY_PAGE_DOWN, true)) kit_.ask(Kind::Seek, {}, live_->time_s + 5.0);
    if (window_->pressed(GLFW_KEY_HOME)) kit_.ask(Kind::Seek, {}, 0.0);
    if (window_->pressed(GLFW_KEY_END)) kit_.ask(Kind::Seek, {}, live_->length_s);
    if (window_->pressed(GLFW_KEY_B)) kit_.ask(Kind::Bookmark, {}, live_->time_s);
  }
  if (screen_ != Screen::Working || io.WantTextInput) return;
  // under a question or a pause the hands rest
  if (asking_ != ui::Asking::Nothing) return;
  if (window_->pressed(GLFW_KEY_SPACE)) kit_.ask(ui::Wish::Kind::Pause);
  if (worker_->paused()) return;
  if (window_->pressed(GLFW_KEY_P)) hands_.park();
  if (window_->pressed(GLFW_KEY_X)) hands_.swap();
  if (window_->pressed(GLFW_KEY_Q)) wheel_open_ = !wheel_open_;
  if (window_->pressed(GLFW_KEY_M)) kit_.ask(ui::Wish::Kind::Metronome);
  if (window_->pressed(GLFW_KEY_G)) kit_.ask(ui::Wish::Kind::Builder);
  read_layer_keys();
  for (int k = 0; k < 9; ++k) {
    if (k < 4 && window_->pressed_with_control(GLFW_KEY_1 + k))
      kit_.ask(ui::Wish::Kind::Preset, {}, k + 1);
    if (window_->pressed(GLFW_KEY_1 + k)) kit_.ask(ui::Wish::Kind::Posture, {}, k + 1);
  }
  if (window_->pressed(GLFW_KEY_0)) kit_.ask(ui::Wish::Kind::HandAway);
}

}  // namespace lac::app
