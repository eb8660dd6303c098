#pragma once
#include <array>
#include <optional>

#include "input/input_frame.h"
#include "render/skin_surface.h"
#include "ui/live_view.h"

namespace lac::app {

/// What mouse and keyboard say in one frame of the window.
struct Pointer {
  std::optional<render::Pick> skin;  // under the pointer; empty: not over the breast
  bool over = false;                 // it is over the breast, whether or not it moves
  bool touch = false;                // left button, or the key that holds a touch
  bool touch_started = false;
  bool compress = false;          // right button, or its key
  int notches = 0;                // of the wheel, or W and S
  double roll_step_m = 0.0;       // by keyboard: carries the pads toward the nipple
  render::V3 move_m;              // by keyboard or stick: shift over the picture
  std::optional<double> trigger;  // 0..1, how far an analogue trigger is pulled
  double sim_dt_s = -1.0;         // simulated time of the frame; < 0: as long as the frame itself
};

/// The press that a hand begins with, before anybody turns the wheel.
double start_press_N(input::Posture posture);
/// Holds and rings: their place is the nipple's surroundings.
bool lies_round_nipple(input::Posture posture);

/// One hand of the learner: turns pointer, keys and sticks into HandInput (product.md §3). Forces
/// are commanded, nothing here does a scored skill by itself.
class HandControl {
 public:
  void choose(input::Posture posture);
  /// @param nipple_m, axis   the nipple's base and outward direction now, simulation's place
  /// @return the input of this hand for the coming ticks
  input::HandInput update(const Pointer& pointer, render::V3 nipple_m, render::V3 axis,
                          double areola_radius_m, double dt_s);
  ui::HandView view() const;
  input::Posture posture() const { return posture_; }
  bool touching() const { return touching_; }
  bool landing() const { return landing_.has_value(); }  // told to touch, on its way there
  std::optional<render::V3> aim() const { return aim_; }
  void set_aim(render::V3 aim_m) { aim_ = aim_m; }
  void forget_aim() { aim_.reset(); }

 private:
  render::V3 land(render::V3 aim, bool centred, double sim_dt_s);

  input::Posture posture_ = input::Posture::None;
  std::optional<render::V3> aim_;
  bool touching_ = false, over_skin_ = false;
  bool chosen_now_ = false;  // this shape, since the last update
  bool by_keys_ = false;     // led last by keys or a stick, not by a pointer
  double touched_s_ = 0.0;   // for how long
  double press_N_ = 0.0, squeeze_level_N_ = 0.0, squeeze_N_ = 0.0, roll_m_ = 0.0;
  double twist_rad_ = 0.0, span_m_ = 0.0;
  render::V3 grip_from_m_;  // where the pointer was when compression began
  bool gripping_ = false;
  // a hand that is told to touch goes there in the air first, and then down
  std::optional<render::V3> hand_at_;  // where the hand is, as the simulation lets it follow
  std::optional<render::V3> landing_;  // where the touch was asked for
};

/// Both hands. The pointer leads one; the other rests as it was left, or follows its own stick.
class TwoHands {
 public:
  HandControl& led() { return hand_[led_]; }
  const HandControl& led() const { return hand_[led_]; }
  const HandControl& other() const { return hand_[1 - led_]; }
  /// Leaves the led hand exactly as it is, touching or not, and leads the other one. A hand that
  /// was left so can be taken up again the same way.
  void swap();
  /// Leaves the led hand where it touches, or touched last, and takes the other; a parked hand is
  /// taken away.
  void park();
  /// Takes both hands away from her.
  void put_away();
  /// Takes the other hand up in this shape, over the place.
  void take_other(input::Posture posture, render::V3 aim_m);
  bool parked() const { return parked_.has_value(); }
  void set_coached(bool coached) { coached_ = coached; }
  bool coached() const { return coached_; }
  /// @param other  what the second stick says; null: the other hand keeps still
  std::array<input::HandInput, 2> update(const Pointer& led, const Pointer* other,
                                         render::V3 nipple_m, render::V3 axis,
                                         double areola_radius_m, double dt_s);

 private:
  std::array<HandControl, 2> hand_;
  std::size_t led_ = 0;
  std::optional<input::HandInput> parked_;  // what the other hand keeps doing
  input::HandInput last_, touched_;         // of the led hand; as it touched last
  bool coached_ = false;                    // the hands are the parent's own
};

}  // namespace lac::app
