// What stands still on screen while something beside it comes or goes, and what is shown whole.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/ui/screens.h"
#include "ui/lines.h"

using namespace lac;

namespace {

const ui::DrawnText* find(const std::vector<ui::DrawnText>& texts, const std::string& words) {
  const auto at = std::find_if(texts.begin(), texts.end(), [&](const ui::DrawnText& t) {
    return t.words.find(words) != std::string::npos;
  });
  return at == texts.end() ? nullptr : &*at;
}

session::LogLine line(double time_s, const char* who, const std::string& words) {
  return {time_s, who, words};
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("ui: a notice that was understood leaves the cards where they are") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    const std::vector<ui::CaseCard> cases{
        {"a", "Balloon", "Try.", "Object", "", {}, "", true, false, 0, -1.0}};
    ui::Settings settings;
    std::string search;
    float before = 0.0f;
    for (const bool seen : {false, true}) {
      settings.notice_seen = seen;
      const auto texts = test::texts_of(paper, [&] {
        ui::draw_case_browser(paper.kit, {.cases = &cases, .settings = &settings, .notice = true},
                              search, paper.all);
      });
      REQUIRE(find(texts, "Start here") != nullptr);
      CHECK((find(texts, "I understand") == nullptr) == seen);
      const float y = find(texts, "Start here")->box.y;
      if (seen) CHECK(y == before);
      before = y;
    }
    // the next time the page is opened it has its room back
    const auto texts = test::texts_of(paper, [&] {
      ui::draw_case_browser(paper.kit, {.cases = &cases, .settings = &settings}, search, paper.all);
    });
    CHECK(find(texts, "Start here")->box.y < before);
  }

  TEST_CASE("ui: the guide's ways on stay under the pointer from step to step, and under a hint") {
    for (const float scale : {1.0f, 1.5f}) {
      test::Paper paper(1280.0f, 720.0f, scale);
      REQUIRE(paper);
      const std::vector<const char*> all{
          "Short.",
          "A long step that takes a good many words, so many that it needs three lines of "
          "this card, and then a little more of the same kind to be sure."};
      float x = 0.0f, y = 0.0f;
      for (int step = 0; step < 4; ++step) {
        const ui::GuideView guide{.on = true,
                                  .step = step,
                                  .steps = 8,
                                  .title = "Touch",
                                  .what = all[static_cast<std::size_t>(step % 2)],
                                  .all = all};
        const ui::Box box{128.0f, 66.0f, 900.0f, 590.0f};
        const float hint_end = box.y + (step == 2 ? 20.0f : 45.0f * scale);
        const auto texts = test::texts_of(paper, [&] {
          paper.kit.begin_panel("picture", box, 0, 0.0f, ui::Stand::Still);
          ui::draw_guide(paper.kit, guide, box, hint_end);
          paper.kit.end_panel();
        });
        REQUIRE(find(texts, "Next") != nullptr);
        const ui::Box next = find(texts, "Next")->box;
        if (step > 0) CHECK(next.y == y);
        if (step > 0) CHECK(next.x == x);
        x = next.x, y = next.y;
      }
    }
  }

  TEST_CASE("ui: a hand that rests leaves the other hands and the ways below where they are") {
    for (const float scale : {1.0f, 1.5f, 2.0f}) {
      test::Paper paper(1280.0f, 720.0f, scale);
      REQUIRE(paper);
      CAPTURE(scale);
      const ui::Layout l = ui::working_layout(1280.0f, 720.0f, scale);
      ui::LiveView live;
      live.mode = session::Mode::Practice;
      const ui::HandView hand{.posture = input::Posture::FlatPalm};
      const auto drawn = [&](bool parked) {
        return test::texts_of(
            paper, [&] { ui::draw_palette(paper.kit, live, hand, {.parked = parked}, l.palette); });
      };
      const auto free = drawn(false), resting = drawn(true);
      for (const char* words : {"9", "Builder", "Beat"}) {
        CAPTURE(words);
        REQUIRE(find(free, words) != nullptr);
        REQUIRE(find(resting, words) != nullptr);
        CHECK(find(free, words)->box.y == find(resting, words)->box.y);
      }
    }
  }

  TEST_CASE("ui: a new step is read from its head, wherever the list was scrolled to") {
    test::Paper paper(1280.0f, 720.0f, 2.0f);  // so large that the card scrolls with the phases
    REQUIRE(paper);
    const ui::Layout l = ui::working_layout(1280.0f, 720.0f, 2.0f);
    auto spec = std::make_shared<scenario::ScenarioSpec>();
    for (const char* id : {"meet", "assess", "hands-on", "latch", "after"})
      spec->phases.push_back({.id = id, .title = std::string("Phase ") + id});
    ui::LiveView live;
    live.spec = spec;
    live.mode = session::Mode::Guided;
    live.phase = 3;
    live.next_title = "Let the baby feed";
    live.next_action = "baby-feeds";
    const auto drawn = [&] {
      return test::texts_of(paper, [&] { ui::draw_phase_guide(paper.kit, live, l.phases); });
    };
    drawn();
    // the learner scrolls down
    ImGui::GetIO().MousePos = {l.phases.x + 0.5f * l.phases.w, l.phases.y + 0.7f * l.phases.h};
    drawn();
    for (int turn = 0; turn < 4; ++turn) {
      ImGui::GetIO().MouseWheel = -20.0f;
      drawn();
    }
    const auto down = drawn();
    const ui::DrawnText* const head = find(down, "Next step");
    REQUIRE((head == nullptr || head->box.y < l.phases.y));
    live.next_title = "Soften with a ring of fingertips";
    live.next_action.clear();
    const auto up = drawn();
    for (const char* words : {"Next step", "Soften with a ring"}) {
      CAPTURE(words);
      REQUIRE(find(up, words) != nullptr);
      CHECK(find(up, words)->box.y >= l.phases.y);
    }
  }

  TEST_CASE("ui: the guide's card lies below what is told of the hand, the thumb's distance too") {
    for (const float scale : {1.0f, 1.5f}) {
      test::Paper paper(1280.0f, 720.0f, scale);
      REQUIRE(paper);
      const ui::Box box = ui::working_layout(1280.0f, 720.0f, scale).picture;
      ui::LiveView live;
      live.spec = std::make_shared<scenario::ScenarioSpec>();
      live.snapshot = std::make_shared<sim::Snapshot>();
      live.touch_news = "The areola gives more than before.";
      live.touch_news_s = live.time_s = 5.0;
      const ui::HandView hand{
          .posture = input::Posture::CHold, .over_skin = true, .press_N = 2.0, .grip_mm = 31.0};
      const auto texts = test::texts_of(paper, [&] {
        paper.kit.begin_panel("picture", box, 0, 0.0f, ui::Stand::Still);
        const float end = ui::draw_picture_marks(paper.kit, live, hand, {}, {}, box, box.y + box.h);
        ui::draw_guide(paper.kit, {.on = true, .steps = 8, .title = "Compress", .what = "Touch."},
                       box, end);
        paper.kit.end_panel();
      });
      const ui::DrawnText *const card = find(texts, "Compress"), *const grip = find(texts, "31 mm"),
                                 *const news = find(texts, "gives more");
      REQUIRE(card != nullptr);
      REQUIRE(grip != nullptr);
      REQUIRE(news != nullptr);
      for (const ui::DrawnText* told : {grip, news})
        CHECK(card->box.y >= told->box.y + told->box.h);
    }
  }

  TEST_CASE("ui: no line ends inside a number") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    const std::string words =
        "What the visit was for is still open: 2.83 of 11 for the outcome, 10.0 min, 1,200 mL.";
    for (float wrap = 90.0f; wrap < 700.0f; wrap += 7.0f) {
      std::string lines = ui::lines_of(paper.kit.fonts.body, words, wrap);
      CAPTURE(lines);
      for (const char* torn : {"2.\n", "10.\n", "1,\n"})
        CHECK(lines.find(torn) == std::string::npos);
      CHECK(std::count(lines.begin(), lines.end(), '\n') >= (wrap < 300.0f ? 1 : 0));
      std::replace(lines.begin(), lines.end(), '\n', ' ');
      CHECK(lines == words);
    }
  }

  TEST_CASE("ui: an answer or a finding too long for the panel is told whole over the picture") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    const ui::Box panel{1025.0f, 66.0f, 255.0f, 236.0f}, picture{128.0f, 66.0f, 897.0f, 590.0f};
    const std::string tail = "and that is the end of it";
    std::string longer = "A slight bulge on the left";
    for (int k = 0; k < 8; ++k) longer += ", a little warm to the back of the hand";
    longer += ", " + tail + ".";
    struct Case {
      std::vector<session::LogLine> lines;
      double now_s;
      bool whole, over_picture;
    };
    const std::vector<Case> cases{
        {{line(5.0, "patient", "Yes.")}, 6.0, true, false},
        {{line(5.0, "patient", longer)}, 6.0, false, true},
        {{line(5.0, "patient", longer)}, 300.0, false, false},
        {{line(4.0, "patient", "Yes."), line(5.0, "finding", longer)}, 6.0, false, true},
        {{line(4.0, "finding", longer), line(5.0, "patient", "Yes.")}, 6.0, true, false},
        {{line(4.0, "patient", "Yes."), line(5.0, "finding", "Soft.")}, 6.0, true, false}};
    for (const Case& c : cases) {
      CAPTURE(c.lines.back().text.said());
      auto spec = std::make_shared<scenario::ScenarioSpec>();
      spec->patient_name = "Hanna";
      ui::LiveView live;
      live.spec = spec;
      live.time_s = c.now_s;
      live.lines = std::make_shared<const std::vector<session::LogLine>>(c.lines);
      bool whole = true;
      const auto texts = test::texts_of(paper, [&] {
        whole = ui::draw_patient_panel(paper.kit, live, 0.0f, panel);
        paper.kit.begin_panel("picture", picture, 0, 0.0f, ui::Stand::Still);
        if (!whole) ui::draw_long_words(paper.kit, live, picture);
        paper.kit.end_panel();
      });
      CHECK(whole == c.whole);
      const bool over = std::any_of(texts.begin(), texts.end(), [&](const ui::DrawnText& t) {
        return t.words.find(tail) != std::string::npos && t.box.x < panel.x;
      });
      CHECK(over == c.over_picture);
    }
  }
}
