// What mouse, keys and gamepad do with the hands on the working screen.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/app.h"
#include "app/constants.h"
#include "base/units.h"

namespace lac::app {
namespace {

constexpr float kKeyMove_m_per_s = 0.05f;
constexpr double kKeyRoll_m_per_s = 0.015;
// Where a hand without a pointer begins: what belongs round the nipple there, the others well
// beside it, up and toward the armpit.
constexpr float kFirstOut_m = 0.026f, kFirstUp_m = 0.036f;

bool held(int key) { return ImGui::IsKeyDown(key); }

render::V3 first_place(input::Posture posture, render::V3 nipple_m, const render::SkinSurface& skin,
                       float side) {
  if (lies_round_nipple(posture)) return nipple_m;
  return skin.nearest(nipple_m + render::V3{side * kFirstOut_m, kFirstUp_m, 0.0f}).position_m;
}

}  // namespace

// Mouse and keyboard as the led hand's pointer.
Pointer App::read_pointer(const ui::Box& box, double dt_s) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool on_picture = io.MousePos.x >= box.x && io.MousePos.x < box.x + box.w &&
                          io.MousePos.y >= box.y && io.MousePos.y < box.y + box.h &&
                          !ImGui::IsAnyItemHovered();
  const HandControl& hand = hands_.led();
  Pointer p;
  // a pointer that came to rest where it was not taken yet, on its way from a button, has moved
  const bool moved = io.MousePos.x != followed_px_[0] || io.MousePos.y != followed_px_[1] ||
                     io.MouseDown[0] || io.MouseDown[1];
  if ((on_picture || hand.touching()) && (moved || !hand.aim())) {
    p.skin = pick_;
    followed_px_ = {io.MousePos.x, io.MousePos.y};
  }

  p.over = on_picture && pick_.has_value();

  // keys: F holds the touch, W and S press, C compresses, V rolls, I J K L move the hand
  const bool keys = !io.WantTextInput && !io.KeyCtrl;
  if (keys && window_->pressed(GLFW_KEY_F)) held_touch_ = !held_touch_;
  // beside the breast a click touches nothing; dragged on to it, it touches where it arrives
  const bool clicked = ImGui::IsMouseClicked(0);
  pressed_beside_ =
      io.MouseDown[0] && ((clicked && on_picture && !p.over) || (pressed_beside_ && !clicked));
  const bool arrives = pressed_beside_ && p.over;
  if (arrives) pressed_beside_ = false;
  const bool started =
      (clicked && p.over) || arrives || (keys && window_->pressed(GLFW_KEY_F) && held_touch_);
  if (started && io.MouseDown[0]) held_touch_ = false;
  p.touch_started = started;
  p.touch = (io.MouseDown[0] && (hand.touching() || hand.landing() || started)) || held_touch_;
  p.compress = (io.MouseDown[1] && (on_picture || hand.touching())) || (keys && held(GLFW_KEY_C));
  if (on_picture || hand.touching()) p.notches += static_cast<int>(std::lround(io.MouseWheel));
  if (keys)
    p.notches +=
        (window_->pressed(GLFW_KEY_W, true) ? 1 : 0) - (window_->pressed(GLFW_KEY_S, true) ? 1 : 0);
  if (keys && held(GLFW_KEY_V)) p.roll_step_m = kKeyRoll_m_per_s * dt_s;
  const float step = kKeyMove_m_per_s * static_cast<float>(dt_s);
  if (keys) {
    p.move_m.x =
        step * (static_cast<float>(held(GLFW_KEY_L)) - static_cast<float>(held(GLFW_KEY_J)));
    p.move_m.y =
        step * (static_cast<float>(held(GLFW_KEY_I)) - static_cast<float>(held(GLFW_KEY_K)));
  }
  return p;
}

// What the gamepad says in this frame, on whatever screen; one that a file plays begins with the
// case.
PadFrame App::read_pad(double dt_s) {
  PadState now;
  if (script_ && script_->pad().connected)
    now = script_->pad();
  else if (pad_ && (options_.gamepad_script.empty() || screen_ == Screen::Working))
    now = pad_->read(now_s());
  const PadFrame frame = pad_frame(now, pad_before_, dt_s);
  pad_before_ = now;
  return frame;
}

// Whose buttons are to be named: those of the gamepad once it was used, until mouse or keys are.
void App::watch_device() {
  const ImGuiIO& io = ImGui::GetIO();
  const bool mouse = io.MouseDelta.x != 0.0f || io.MouseDelta.y != 0.0f || io.MouseWheel != 0.0f ||
                     ImGui::IsAnyMouseDown();
  if (pad_frame_.used)
    by_pad_ = true;
  else if (mouse || window_->any_pressed() || pad_frame_.lost)
    by_pad_ = false;
}

void App::obey_pad(PadFrame& frame) {
  if (frame.lost) {
    worker_->set_paused(true);
    notice_ = tr("The gamepad is gone. Plug it in again, or go on with mouse and keyboard.");
  }
  if (frame.pause) kit_.ask(ui::Wish::Kind::Pause);
  if (frame.leave)
    kit_.ask(asking_ != ui::Asking::Nothing ? ui::Wish::Kind::LeaveCancelled
                                            : ui::Wish::Kind::Leave);
  // under a question or a pause the hands rest
  if (asking_ != ui::Asking::Nothing || worker_->paused()) return;
  if (frame.swap) hands_.swap();
  if (frame.park) hands_.park();
  // A and B belong to what was walked to, while something is
  if (frame.next_posture != 0 && kit_.focus < 0) {
    constexpr int count = static_cast<int>(input::Posture::kCount) - 1;
    const int at = static_cast<int>(hands_.led().posture());
    choose_hand(static_cast<input::Posture>(1 + (at - 1 + frame.next_posture + count) % count));
  }
}

void App::read_hand(const ui::Box& box, const PadFrame& pad, double dt_s) {
  follow_coaching();
  Pointer p = read_pointer(box, dt_s);
  const float turn = kOrbit_rad_per_s * static_cast<float>(dt_s);
  camera_.orbit(turn * pad.turn, turn * pad.tilt);
  // where the mouse is still, the stick leads
  if (pad.led.touch || pad.led.move_m.x != 0.0f || pad.led.move_m.y != 0.0f) {
    p.skin = std::nullopt;
    p.move_m = pad.led.move_m;
    p.touch = pad.led.touch;
    p.touch_started = pad.led.touch_started;
    p.compress = pad.led.compress;
    p.trigger = pad.led.trigger;
  }

  const render::SkinSurface* const skin = patient_->skin();
  const auto& landmarks = live_->snapshot->breast->landmarks;
  const auto narrow = [](Vec3 v) {
    return render::V3{static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
  };
  render::V3 nipple = narrow(landmarks.nipple_base_m);
  const render::V3 axis = narrow(landmarks.nipple_axis);
  // the nipple has moved with the tissue
  if (skin != nullptr)
    nipple = skin->nipple_tip_m() -
             axis * length(narrow(landmarks.nipple_tip_m) - narrow(landmarks.nipple_base_m));
  const bool moves = p.move_m.x != 0.0f || p.move_m.y != 0.0f;
  if (!hands_.led().aim() && (moves || p.touch_started) && !p.skin && skin != nullptr)
    hands_.led().set_aim(first_place(hands_.led().posture(), nipple, *skin, side_sign()));
  p.sim_dt_s = std::max(0.0, live_->time_s - std::exchange(hands_at_s_, live_->time_s));
  // the second stick takes the other hand up; it begins as a supporting palm
  if (pad.uses_other && hands_.other().posture() == input::Posture::None)
    hands_.take_other(input::Posture::Support, nipple);
  std::array<input::HandInput, 2> hands = hands_.update(
      p, pad.uses_other ? &pad.other : nullptr, nipple, axis, landmarks.areola_radius_m, dt_s);
  // over cloth no hand is at work, but one that touches before she agreed: that is felt and marked
  if (dressed_.covered && !hands[0].touching && !hands[1].touching) hands = {};
  const ui::HandView led = hands_.led().view();
  worker_->set_hands(hands, device_now(), {.posture = led.posture, .press_N = led.press_N});
  if (!p.touch) held_touch_ = false;
}

// Who agreed to do it herself is helped with her own hands: they are taken up at once; with her yes
// to the learner's, these are.
void App::follow_coaching() {
  const auto done = [&](const char* id) {
    return std::find(live_->done->begin(), live_->done->end(), id) != live_->done->end();
  };
  const bool agreed = done("coach-agreed") && !done("consent");
  if (agreed != std::exchange(coach_agreed_, agreed)) hands_.set_coached(agreed);
}

ui::DeviceView App::device_view() const {
  const bool coaching = std::any_of(
      live_->done->begin(), live_->done->end(),
      [](const std::string& id) { return id.starts_with("coach") || id == "show-own-hands"; });
  return {.vacuum_kPa = kPa_from_Pa(device_.vacuum_Pa),
          .cycle_per_min = 60.0 * device_.cycle_Hz,
          .coached = hands_.coached(),
          .can_coach = coaching,
          .parked = hands_.parked()};
}

// A device runs while the hand that holds it touches.
input::Device App::device_now() const {
  input::Device now;
  if (!hands_.led().touching()) return now;
  if (hands_.led().posture() == input::Posture::Flange) {
    now.vacuum_Pa = device_.vacuum_Pa;
    now.cycle_Hz = device_.cycle_Hz;
  } else if (hands_.led().posture() == input::Posture::Massager) {
    now.vibration_Hz = device_.vibration_Hz;
    now.amplitude_m = device_.amplitude_m;
  }
  return now;
}

void App::choose_hand(input::Posture posture) {
  hands_.led().choose(posture);
  if (device_.vacuum_Pa == 0.0)
    device_ = {.vacuum_Pa = kVacuumStart_Pa,
               .cycle_Hz = kPumpCycle_Hz,
               .vibration_Hz = kVibration_Hz,
               .amplitude_m = kAmplitude_m};
}

}  // namespace lac::app
