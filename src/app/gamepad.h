#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/hands.h"
#include "base/expected.h"
#include "ui/kit.h"

namespace lac::app {

/// What a gamepad says now. Sticks -1..1, up and right positive; triggers 0..1.
struct PadState {
  bool connected = false;
  float left_x = 0, left_y = 0, right_x = 0, right_y = 0, left_trigger = 0, right_trigger = 0;
  enum Button { A, B, X, Y, LeftBumper, RightBumper, Start, Back, Up, Down, Left, Right, kButtons };
  std::array<bool, kButtons> down{};
};

/// Any gamepad: a real one, or one that a script plays in tests.
class Gamepad {
 public:
  virtual ~Gamepad() = default;
  virtual PadState read(double now_s) = 0;
};

/// Sets one axis or button by its name; false where nothing is called so.
bool set_by_name(PadState& state, const std::string& name, float value);

/// The first gamepad GLFW knows.
std::unique_ptr<Gamepad> glfw_gamepad();
/// Plays a text file: a line is `SECONDS NAME VALUE`, names as in PadState ("right_trigger", "a",
/// "connected"), `#` begins a comment; time
/// counts from the first read. @return one sentence with the line's number if it is wrong.
Expected<std::unique_ptr<Gamepad>> scripted_gamepad(const std::filesystem::path& file);

/// What a frame of a gamepad asks for.
struct PadFrame {
  Pointer led, other;       // right stick and trigger lead the led hand, left ones the other
  bool uses_other = false;  // the left side is in use
  bool used = false;        // any part of it
  int next_posture = 0;     // -1, 0, +1
  bool park = false, swap = false, pause = false, leave = false, lost = false;
  int walk = 0, panel = 0;             // D-pad: from button to button, from panel to panel
  bool press = false, let_go = false;  // A presses what was walked to, B leaves it
  float turn = 0.0f, tilt = 0.0f;      // of the camera, -1..1: D-pad with the left bumper
};

/// Right stick moves, right trigger presses, right bumper compresses; left ones the same for the
/// other hand; X swaps hands, Y parks, Start pauses, Back leaves. The D-pad walks through what can
/// be pressed on screen and A presses it; while nothing was walked to, A and B choose the hand.
PadFrame pad_frame(const PadState& now, const PadState& before, double dt_s);

}  // namespace lac::app
