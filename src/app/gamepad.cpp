#include "app/gamepad.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "app/constants.h"
#include "base/file.h"

namespace lac::app {
namespace {

constexpr float kDeadZone = 0.12f;        // of a stick at rest
constexpr float kTriggerTouches = 0.06f;  // pulled further than this, the hand touches
constexpr std::size_t kMostScriptBytes = 1 << 20;

// A stick's middle is dead, and from its rim on it counts from nothing.
float alive(float v) {
  const float size = std::abs(v);
  return size < kDeadZone ? 0.0f : std::copysign((size - kDeadZone) / (1.0f - kDeadZone), v);
}

class GlfwGamepad final : public Gamepad {
 public:
  PadState read(double) override {
    PadState s;
    GLFWgamepadstate g{};
    for (int id = GLFW_JOYSTICK_1; id <= GLFW_JOYSTICK_LAST; ++id) {
      if (glfwJoystickIsGamepad(id) == GLFW_FALSE || glfwGetGamepadState(id, &g) == GLFW_FALSE)
        continue;
      s.connected = true;
      s.left_x = g.axes[GLFW_GAMEPAD_AXIS_LEFT_X];
      s.left_y = -g.axes[GLFW_GAMEPAD_AXIS_LEFT_Y];
      s.right_x = g.axes[GLFW_GAMEPAD_AXIS_RIGHT_X];
      s.right_y = -g.axes[GLFW_GAMEPAD_AXIS_RIGHT_Y];
      s.left_trigger = 0.5f + 0.5f * g.axes[GLFW_GAMEPAD_AXIS_LEFT_TRIGGER];
      s.right_trigger = 0.5f + 0.5f * g.axes[GLFW_GAMEPAD_AXIS_RIGHT_TRIGGER];
      constexpr std::array<int, PadState::kButtons> map{
          GLFW_GAMEPAD_BUTTON_A,           GLFW_GAMEPAD_BUTTON_B,
          GLFW_GAMEPAD_BUTTON_X,           GLFW_GAMEPAD_BUTTON_Y,
          GLFW_GAMEPAD_BUTTON_LEFT_BUMPER, GLFW_GAMEPAD_BUTTON_RIGHT_BUMPER,
          GLFW_GAMEPAD_BUTTON_START,       GLFW_GAMEPAD_BUTTON_BACK,
          GLFW_GAMEPAD_BUTTON_DPAD_UP,     GLFW_GAMEPAD_BUTTON_DPAD_DOWN,
          GLFW_GAMEPAD_BUTTON_DPAD_LEFT,   GLFW_GAMEPAD_BUTTON_DPAD_RIGHT};
      for (std::size_t k = 0; k < map.size(); ++k) s.down[k] = g.buttons[map[k]] == GLFW_PRESS;
      break;
    }
    return s;
  }
};

class ScriptedGamepad final : public Gamepad {
 public:
  struct Line {
    double time_s = 0.0;
    std::string name;
    float value = 0.0f;
  };
  explicit ScriptedGamepad(std::vector<Line> lines) : lines_(std::move(lines)) {
    state_.connected = true;
  }
  PadState read(double now_s) override {
    // its clock begins when it is first looked at
    if (began_s_ < 0.0) began_s_ = now_s;
    for (; next_ < lines_.size() && lines_[next_].time_s <= now_s - began_s_; ++next_)
      set_by_name(state_, lines_[next_].name, lines_[next_].value);
    return state_;
  }

 private:
  std::vector<Line> lines_;
  std::size_t next_ = 0;
  double began_s_ = -1.0;
  PadState state_;
};

void one_side(float x, float y, float trigger, float trigger_before, bool bumper, double dt_s,
              Pointer& out) {
  const auto step = static_cast<float>(kStick_m_per_s * dt_s);
  out.move_m = {step * alive(x), step * alive(y), 0.0f};
  out.touch = trigger > kTriggerTouches;
  out.touch_started = out.touch && trigger_before <= kTriggerTouches;
  out.compress = bumper;
  if (out.touch) out.trigger = trigger;
}

}  // namespace

bool set_by_name(PadState& s, const std::string& name, float value) {
  const std::array<std::pair<const char*, float*>, 6> axes{{{"left_x", &s.left_x},
                                                            {"left_y", &s.left_y},
                                                            {"right_x", &s.right_x},
                                                            {"right_y", &s.right_y},
                                                            {"left_trigger", &s.left_trigger},
                                                            {"right_trigger", &s.right_trigger}}};
  for (const auto& [key, axis] : axes)
    if (name == key) return *axis = std::clamp(value, -1.0f, 1.0f), true;
  if (name == "connected") return s.connected = value != 0.0f, true;
  constexpr std::array<const char*, PadState::kButtons> buttons{
      "a",     "b",    "x",  "y",    "left_bumper", "right_bumper",
      "start", "back", "up", "down", "left",        "right"};
  for (std::size_t k = 0; k < buttons.size(); ++k)
    if (name == buttons[k]) return s.down[k] = value != 0.0f, true;
  return false;
}

std::unique_ptr<Gamepad> glfw_gamepad() { return std::make_unique<GlfwGamepad>(); }

Expected<std::unique_ptr<Gamepad>> scripted_gamepad(const std::filesystem::path& file) {
  const auto text = read_file(file, kMostScriptBytes);
  if (!text) return text.problems();
  std::vector<ScriptedGamepad::Line> lines;
  std::istringstream in(*text);
  std::string row;
  for (int number = 1; std::getline(in, row); ++number) {
    if (const auto hash = row.find('#'); hash != std::string::npos) row.resize(hash);
    if (row.find_first_not_of(" \t\r") == std::string::npos) continue;
    std::istringstream words(row);
    ScriptedGamepad::Line line;
    PadState probe;
    if (!(words >> line.time_s >> line.name >> line.value) || !std::isfinite(line.time_s) ||
        !std::isfinite(line.value) || !set_by_name(probe, line.name, line.value) ||
        (!lines.empty() && line.time_s < lines.back().time_s))
      return problem(
          "line " + std::to_string(number) +
              " is not `SECONDS NAME VALUE` with a known name and a time not before the last",
          file.string());
    lines.push_back(std::move(line));
  }
  return std::unique_ptr<Gamepad>(std::make_unique<ScriptedGamepad>(std::move(lines)));
}

PadFrame pad_frame(const PadState& now, const PadState& before, double dt_s) {
  PadFrame f;
  f.lost = before.connected && !now.connected;
  if (!now.connected) return f;
  one_side(now.right_x, now.right_y, now.right_trigger, before.right_trigger,
           now.down[PadState::RightBumper], dt_s, f.led);
  one_side(now.left_x, now.left_y, now.left_trigger, before.left_trigger,
           now.down[PadState::LeftBumper], dt_s, f.other);
  f.uses_other = f.other.touch || alive(now.left_x) != 0.0f || alive(now.left_y) != 0.0f;
  f.used = f.uses_other || f.led.touch || alive(now.right_x) != 0.0f ||
           alive(now.right_y) != 0.0f ||
           std::find(now.down.begin(), now.down.end(), true) != now.down.end();
  const auto hit = [&](PadState::Button b) { return now.down[b] && !before.down[b]; };
  f.next_posture = (hit(PadState::A) ? 1 : 0) - (hit(PadState::B) ? 1 : 0);
  f.swap = hit(PadState::X);
  f.park = hit(PadState::Y);
  f.pause = hit(PadState::Start);
  f.leave = hit(PadState::Back);
  f.press = hit(PadState::A);
  f.let_go = hit(PadState::B);
  if (now.down[PadState::LeftBumper]) {
    f.turn = static_cast<float>(now.down[PadState::Right]) -
             static_cast<float>(now.down[PadState::Left]);
    f.tilt =
        static_cast<float>(now.down[PadState::Up]) - static_cast<float>(now.down[PadState::Down]);
  } else {
    f.walk = (hit(PadState::Down) ? 1 : 0) - (hit(PadState::Up) ? 1 : 0);
    f.panel = (hit(PadState::Right) ? 1 : 0) - (hit(PadState::Left) ? 1 : 0);
  }
  return f;
}

}  // namespace lac::app
