#pragma once
#include <imgui.h>

#include <string>
#include <string_view>

namespace lac::ui {

/// Whether a stop or comma stands inside a number or a path: "2.83", "~/.local". ImGui would end a
/// line there.
bool has_stop_inside(std::string_view words);

/// These words with a line break wherever ImGui would wrap them, but at a space instead of inside
/// a number. @param wrap  width of a line; <= 0: none
std::string lines_of(ImFont* font, std::string_view words, float wrap);

}  // namespace lac::ui
