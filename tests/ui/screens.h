#pragma once
#include <imgui.h>

#include <functional>
#include <string>
#include <vector>

#include "ui/panels.h"

namespace lac::test {

/// ImGui without a window: draw lists are made, nothing is shown.
class Paper {
 public:
  Paper(float width, float height, float scale);
  ~Paper() { ImGui::DestroyContext(); }
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;
  explicit operator bool() const { return kit.fonts.body != nullptr; }

  ui::Kit kit;
  ui::Box all;
};

/// One whole screen of the program, filled with made-up words, each of them in « », so that a word
/// without them can only be the program's own.
struct Screen {
  const char* name;
  void (*draw)(Paper& paper);
};
const std::vector<Screen>& screens();

/// Draws two frames, as sizes settle in the second; returns its texts.
std::vector<ui::DrawnText> texts_of(Paper& paper, const std::function<void()>& draw);
std::vector<ui::DrawnText> texts_of(Paper& paper, const Screen& screen);

}  // namespace lac::test
