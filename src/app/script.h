#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "app/gamepad.h"
#include "base/expected.h"
#include "ui/kit.h"

namespace lac::app {

/// What a script does to pointer and keys in one frame of the window.
struct PlayedInput {
  bool on = false;
  float x = 0.0f, y = 0.0f;     // pointer, pixels of the window
  std::array<bool, 2> down{};   // left, right button
  float wheel = 0.0f;           // notches, up positive
  std::vector<int> keys, held;  // GLFW keys that go down now; that are held
  std::string typed;            // into the field that has the cursor
  PadState pad;                 // a gamepad, from the first command that moves it on
};

/// What a script sees of one frame: the screen's name, and every text on it with its place.
struct SeenFrame {
  std::string screen;
  const std::vector<ui::DrawnText>* texts = nullptr;
  ui::Box focus;  // where the keyboard's ring is; of no size: nowhere
  float width = 0.0f, height = 0.0f;
  double now_s = 0.0;
};

/// Plays a text file into the window as a person would with mouse and keys, and says what it found
/// there: tests of whole cases, and pictures of screens. One command a line, `#` begins a comment:
///
///   screen NAME            waits for cases, prebrief, working, debrief or replay
///   click TEXT             presses what carries this text, scrolled to where it can be seen
///   expect TEXT            waits until this text can be seen
///   absent TEXT            this text must not be on the screen now
///   key NAME, hold NAME, let NAME     a, 1, space, escape, enter, tab, f5, f6, ctrl+1 ...
///   type TEXT              into the field that has the cursor
///   walk TEXT              Tab, or the gamepad's D-pad once it is used, until the ring is on it
///   at X Y                 the pointer, in thousandths of the window
///   down left|right, up left|right, wheel NOTCHES
///   pad NAME VALUE         a stick, trigger or button of a gamepad, as in scripted_gamepad()
///   press NAME             a gamepad's button, down and up
///   wait SECONDS, patience SECONDS   (how long to wait for what is to come; 60)
///   guided                 follows the guide: its button, or Skip, until no step is left
///   size WIDTH HEIGHT, minimise, restore
///   picture FILE           the window as a PNG
///   memory                 prints what the program holds, and how much of its heap is used, in MB
class Script {
 public:
  /// @return one sentence for the first line that is no command.
  static Expected<Script> read(const std::filesystem::path& file);

  /// What a script wants of the window itself in this frame.
  struct Deed {
    enum class Kind { None, Size, Minimise, Restore, Picture } kind = Kind::None;
    int width = 0, height = 0;
    std::string file;
  };
  /// Looks at the frame just drawn. @return the input of the next one
  PlayedInput next(const SeenFrame& seen, Deed& deed);

  /// The gamepad as the script holds it; not connected before it is used.
  const PadState& pad() const { return now_.pad; }
  bool ended() const { return !trouble_.empty() || at_ >= lines_.size(); }
  /// Line and reason; empty while all is as the script wants it.
  const std::string& trouble() const { return trouble_; }

 private:
  struct Line {
    int number = 0;
    std::string command, words;
    double a = 0.0, b = 0.0;
  };
  bool carry_out(const Line& line, const SeenFrame& seen, PlayedInput& out, Deed& deed);
  bool click(const std::string& text, const SeenFrame& seen, PlayedInput& out);
  bool follow_guide(const SeenFrame& seen, PlayedInput& out);
  bool walk(const Line& line, const SeenFrame& seen, PlayedInput& out);
  bool press_pad(const Line& line, PlayedInput& out);
  bool key(const Line& line, PlayedInput& out);
  void fail(const Line& line, const SeenFrame& seen, const std::string& why);

  std::vector<Line> lines_;
  std::size_t at_ = 0;
  double since_s_ = -1.0, patience_s_ = 60.0;
  int stage_ = 0, walked_ = 0;  // of a click: seen, over it, pressed
  PlayedInput now_;
  std::string trouble_, clicking_;
};

}  // namespace lac::app
