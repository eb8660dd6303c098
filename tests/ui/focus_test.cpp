// The ring of the keys: where it goes it is seen.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

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

  TEST_CASE("ui: page keys scroll the panel with the ring, and the ring does not pull it back") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    ui::Kit& kit = paper.kit;
    float left = 0.0f, right = 0.0f, most = 0.0f;
    const auto frame = [&](int tab, float pages) {
      ImGui::NewFrame();
      kit.scroll_pages = pages;
      kit.begin_frame(tab, false);
      // words alone below one button, on both sides
      for (const bool first : {true, false}) {
        kit.begin_panel(first ? "left" : "right", {first ? 0.0f : 600.0f, 0.0f, 500.0f, 400.0f}, 0);
        kit.button(first ? "Back" : "Forward");
        for (int k = 0; k < 60; ++k) kit.text(kit.fonts.body, kit.theme.ink, "A line of words");
        (first ? left : right) = ImGui::GetScrollY();
        most = ImGui::GetScrollMaxY();
        kit.end_panel();
      }
      ImGui::Render();
    };
    const auto settle = [&](int tab, float pages) {
      frame(tab, pages);
      for (int k = 0; k < 3; ++k) frame(0, 0.0f);
    };
    settle(0, 0.0f);
    settle(0, 1.0f);  // without a ring, the first that has more to show
    CHECK(left > 200.0f);
    CHECK(right == 0.0f);
    settle(0, -1e6f);
    CHECK(left == 0.0f);
    settle(-1, 0.0f);  // the ring is on the right panel's button
    settle(0, 1.0f);
    CHECK(left == 0.0f);
    CHECK(right > 200.0f);
    settle(0, 1e6f);
    CHECK(right == most);
    settle(1, 0.0f);
    settle(-1, 0.0f);  // walked to again, the button is seen again
    CHECK(right < 100.0f);
  }

  TEST_CASE("ui: a field is walked to, takes what is typed, and Tab leads out of it") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    ui::Kit& kit = paper.kit;
    std::array<char, 32> words{};
    const auto frame = [&](int tab, const char* typed) {
      ImGuiIO& io = ImGui::GetIO();
      io.AddInputCharactersUTF8(typed);
      ImGui::NewFrame();
      kit.begin_frame(tab, false);
      kit.begin_panel("page", {0.0f, 0.0f, 500.0f, 400.0f}, 0);
      kit.button("Before");
      kit.begin_field(300.0f, 40.0f);
      ImGui::InputText("##field", words.data(), words.size());
      kit.end_field();
      kit.button("After");
      kit.end_panel();
      ImGui::Render();
    };
    const auto walk = [&] {
      frame(1, "");
      for (int k = 0; k < 3; ++k) frame(0, "");
    };
    for (int k = 0; k < 3; ++k) frame(0, "");
    walk();
    frame(0, "no");
    CHECK(std::string(words.data()).empty());
    walk();
    CHECK(ImGui::GetIO().WantTextInput);
    frame(0, "tender");
    frame(0, "");
    CHECK(std::string(words.data()) == "tender");
    walk();
    CHECK_FALSE(ImGui::GetIO().WantTextInput);
    frame(0, "no");
    CHECK(std::string(words.data()) == "tender");
    CHECK(kit.focus == 2);
  }
}
