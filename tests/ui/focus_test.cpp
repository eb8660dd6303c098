// The ring of the keys: where it goes it is seen.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/ui/screens.h"

using namespace lac;

TEST_SUITE("unit") {
  TEST_CASE("ui: what the keys walk to is seen whole, down a list and up again") {
    for (const float scale : {1.0f, 2.0f}) {
      test::Paper paper(1280.0f, 720.0f, scale);
      REQUIRE(paper);
      CAPTURE(scale);
      constexpr int kButtons = 20;
      const ui::Box list{900.0f, 100.0f, 300.0f, 250.0f}, still{0.0f, 100.0f, 800.0f, 250.0f};
      ui::Kit& kit = paper.kit;
      float still_scrolled = 0.0f;
      const auto frame = [&](int tab) {
        ImGui::NewFrame();
        kit.begin_frame(tab, false);
        kit.begin_panel("list", list, 0);
        for (int k = 0; k < kButtons; ++k)
          kit.button(fmt::format("Place {}", k).c_str(), ui::Look::Plain, -1.0f);
        kit.end_panel();
        // a picture never scrolls, though a button may stand at its edge
        kit.begin_panel("still", still, 0, 0.0f, ui::Stand::Still);
        ImGui::SetCursorScreenPos({still.x, still.y + still.h - 4.0f});
        kit.button("At the edge");
        still_scrolled = std::max(still_scrolled, ImGui::GetScrollY());
        kit.end_panel();
        ImGui::Render();
      };
      const auto walk = [&](int tab) {
        frame(tab);
        for (int k = 0; k < 4; ++k) frame(0);
      };
      frame(0);  // what can be walked to is known after a first frame
      for (int step = 0; step < 2 * kButtons + 1; ++step) {
        walk(step < kButtons + 1 ? 1 : -1);
        CAPTURE(kit.focus);
        REQUIRE(kit.focus >= 0);
        if (kit.focus >= kButtons) continue;
        CHECK(kit.focused.y >= list.y);
        CHECK(kit.focused.y + kit.focused.h <= list.y + list.h);
      }
      CHECK(still_scrolled == 0.0f);
    }
  }
}
