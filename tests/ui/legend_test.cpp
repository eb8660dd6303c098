// The legend of an overlay: its colours, its lines.
#include <doctest/doctest.h>

#include <array>

#include "tests/ui/screens.h"

using namespace lac;

namespace {

// As long as the program's own.
const std::array<ui::OverlayScale, 2> kScales{
    {{"Skin", "Skin", "", 1.0f, false, "", ""},
     {"Fullness",
      "Fullness of the lobes",
      "of capacity",
      1.25f,
      true,
      "empty",
      "overfull",
      {"nearly empty", "partly full", "well filled", "full", "overfull"}}}};

ui::ViewChoice fullness() {
  ui::ViewChoice choice;
  choice.scales = kScales;
  choice.overlay = 1;
  return choice;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("ui: the legend's colours are the picture's") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    const ui::Layout l = ui::working_layout(1280.0f, 720.0f, 1.0f);
    ui::LiveView live;
    live.mode = session::Mode::Practice;
    // what the legend adds to the panel's list, colour by colour
    std::vector<ImU32> drawn;
    test::texts_of(paper, [&] {
      paper.kit.begin_panel("picture", l.picture, 0, 0.0f, ui::Stand::Still);
      const ImDrawList& list = *ImGui::GetWindowDrawList();
      const int before = list.VtxBuffer.Size;
      ui::draw_legend(paper.kit, live, fullness(), {}, l.picture, l.picture.y);
      drawn.clear();
      for (int k = before; k < list.VtxBuffer.Size; ++k)
        if (drawn.empty() || drawn.back() != list.VtxBuffer[k].col)
          drawn.push_back(list.VtxBuffer[k].col);
      paper.kit.end_panel();
    });
    // from dark to light, each cell in the colour that the picture has for its middle
    constexpr int kCells = 40;
    std::size_t at = 0;
    for (int k = 0; k < kCells; ++k) {
      const Rgb c = cividis((k + 0.5) / kCells);
      CAPTURE(k);
      while (at < drawn.size() && drawn[at] != IM_COL32(c[0], c[1], c[2], 255)) ++at;
      REQUIRE(at < drawn.size());
    }
  }

  TEST_CASE("ui: the legend stands as it stood, wherever the cursor goes") {
    for (const float scale : {1.0f, 2.0f})
      for (const bool numbers : {false, true}) {
        test::Paper paper(1280.0f, 720.0f, scale);
        REQUIRE(paper);
        CAPTURE(scale);
        CAPTURE(numbers);
        const ui::Layout l = ui::working_layout(1280.0f, 720.0f, scale);
        ui::LiveView live;
        live.mode = session::Mode::Practice;
        ui::ViewChoice choice = fullness();
        choice.instructor = numbers;
        // its top, and the boxes of its lines
        const auto lines = [&](const ui::CursorView& cursor, float& top) {
          return test::texts_of(paper, [&] {
            paper.kit.begin_panel("picture", l.picture, 0, 0.0f, ui::Stand::Still);
            top = ui::legend_top(paper.kit, live, choice, cursor, l.picture);
            ui::draw_legend(paper.kit, live, choice, cursor, l.picture, l.picture.y);
            paper.kit.end_panel();
          });
        };
        float off_top = 0.0f;
        const auto off = lines({}, off_top);
        // title, ends, and what lies under the cursor: no line is empty
        REQUIRE(off.size() == 3);
        for (const char* word : kScales[1].word) {
          float on_top = 0.0f;
          const auto on = lines({.on_skin = true, .value = 0.37, .word = word}, on_top);
          CAPTURE(word);
          CHECK(on_top == off_top);
          REQUIRE(on.size() == off.size());
          for (std::size_t k = 0; k < on.size(); ++k) {
            CHECK(on[k].box.x == off[k].box.x);
            CHECK(on[k].box.y == off[k].box.y);
          }
        }
      }
  }
}
