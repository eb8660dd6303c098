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
  bool touch = false;                // left button, or the key that holds a touch
  bool touch_started = false;
  bool compress = false;     // right button, or its key
  int notches = 0;           // of the wheel, or W and S
  double roll_step_m = 0.0;  // by keyboard: carries the pads toward the nipple
  render::V3 move_m;         // by keyboard: shift over the picture
};

/// The learner's hand: turns pointer and keys into HandInput (product.md §3). Forces are commanded,
/// nothing here does a scored skill by itself.
class HandControl {
 public:
  void choose(input::Posture posture);
  /// @param nipple_m, axis   the nipple's base and outward direction now, simulation's place
  /// @return the input of both hands for the coming ticks
  std::array<input::HandInput, 2> update(const Pointer& pointer, render::V3 nipple_m,
                                         render::V3 axis, double areola_radius_m, double dt_s);
  ui::HandView view() const;
  input::Posture posture() const { return posture_; }
  bool touching() const { return touching_; }
  std::optional<render::V3> aim() const { return aim_; }
  /// Leaves support behind as the other hand, or takes it away again.
  void park();

 private:
  input::Posture posture_ = input::Posture::None;
  std::optional<render::V3> aim_;
  bool touching_ = false, over_skin_ = false;
  double press_N_ = 0.0, squeeze_level_N_ = 0.0, squeeze_N_ = 0.0, roll_m_ = 0.0;
  double twist_rad_ = 0.0, span_m_ = 0.0;
  render::V3 grip_from_m_;  // where the pointer was when compression began
  render::V3 grip_aim_m_;
  bool gripping_ = false;
  std::optional<input::HandInput> parked_;
};

}  // namespace lac::app
