#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/click_queue.h"
#include "app/script.h"
#include "base/expected.h"

struct GLFWwindow;

namespace lac::app {

/// The one window with its GL 3.3 context and ImGui. Ends all three when it goes.
class Window {
 public:
  /// @return one sentence if there is no display or OpenGL is too old.
  static Expected<std::unique_ptr<Window>> open(int width, int height, const std::string& title);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GLFWwindow* handle() const { return handle_; }
  bool software() const { return software_; }  // drawn by the processor
  float content_scale() const;
  bool closing() const;
  /// A key went down since the last frame, however briefly; `repeat`: or was held long enough to
  /// repeat.
  bool pressed(int key, bool repeat = false) const;
  /// With Control or Shift at that moment.
  bool any_pressed() const { return !pressed_.empty(); }
  bool pressed_with_control(int key) const;
  bool pressed_with_shift(int key) const;
  /// Pointer and keys of the next frame, instead of the person's.
  void play(PlayedInput input) { played_ = std::move(input); }
  void resize(int width, int height);
  /// Makes a framed window as small as the screen leaves room for; does nothing where it fits.
  void fit_screen();
  void minimise();
  void restore();
  bool minimised() const;
  bool focused() const;
  void begin_frame();  // events, new ImGui frame
  /// Draws ImGui and shows the picture; keeps it for save_picture() when asked.
  void end_frame(bool keep);
  /// Waits for an event at most this long; nothing moves meanwhile.
  void idle(double most_s);
  /// Fonts anew after the atlas changed.
  void refresh_fonts();
  /// The kept picture as a PNG. Written whole or not at all.
  Outcome save_picture(const std::string& file) const;

 private:
  Window() = default;
  void take_played();
  void take_clicks();
  GLFWwindow* handle_ = nullptr;
  bool software_ = false, imgui_ = false;
  struct KeyPress {
    int key = 0;
    bool repeat = false, control = false, shift = false;
  };
  std::vector<KeyPress> arriving_, pressed_;  // by GLFW's callback; of this frame
  ClickQueue clicks_;                         // by GLFW's callbacks as well
  float pointer_x_ = 0.0f, pointer_y_ = 0.0f;
  PlayedInput played_;
  std::vector<int> io_held_;         // keys that a script holds down
  std::vector<unsigned char> kept_;  // RGB, bottom row first
  int kept_width_ = 0, kept_height_ = 0;
};

}  // namespace lac::app
