// What is told over the picture of a hand, by mode and by what it does.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/ui/screens.h"

using namespace lac;

namespace {

bool told(test::Paper& paper, const ui::LiveView& live, const ui::HandView& hand,
          const std::string& words) {
  const ui::Layout l = ui::working_layout(1280.0f, 720.0f, 1.0f);
  const auto texts = test::texts_of(paper, [&] {
    paper.kit.begin_panel("picture", l.picture, 0, 0.0f, ui::Stand::Still);
    ui::draw_picture_marks(paper.kit, live, hand, {}, {}, l.picture, l.picture.y + l.picture.h);
    paper.kit.end_panel();
  });
  return std::any_of(texts.begin(), texts.end(), [&](const ui::DrawnText& t) {
    return t.words.find(words) != std::string::npos;
  });
}

ui::LiveView made(session::Mode mode) {
  auto spec = std::make_shared<scenario::ScenarioSpec>();
  rubric::Criterion span;
  span.metric = "span_m";
  span.low = 0.025;
  span.high = 0.038;
  spec->criteria.push_back(span);
  ui::LiveView live;
  live.spec = spec;
  live.mode = mode;
  return live;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("ui: practice says where the thumb lies, guided alone where it is wanted") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    const ui::HandView hand{
        .posture = input::Posture::CHold, .over_skin = true, .touching = true, .grip_mm = 31.0};
    for (const session::Mode mode : {session::Mode::Guided, session::Mode::Practice}) {
      CHECK(told(paper, made(mode), hand, "Thumb 31 mm from the nipple"));
      CHECK(told(paper, made(mode), hand, "25 to 38 mm is wanted") ==
            (mode == session::Mode::Guided));
    }
    CHECK_FALSE(told(paper, made(session::Mode::Exam), hand, "Thumb"));
  }

  TEST_CASE("ui: how long is told of a hand that stays, not of one that moves") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    const ui::HandView hand{
        .posture = input::Posture::FlatPads, .over_skin = true, .touching = true, .held_s = 42.0};
    ui::LiveView live = made(session::Mode::Practice);
    for (const char* technique : {"", "palpation", "reverse-pressure-softening"}) {
      live.technique = technique;
      CHECK(told(paper, live, hand, "eld 0:42"));
    }
    for (const char* technique : {"circular-massage", "lymph-sweep", "hand-expression"}) {
      live.technique = technique;
      CHECK_FALSE(told(paper, live, hand, "eld 0:42"));
      CHECK(told(paper, live, hand, ui::technique_title(technique)));
    }
  }

  TEST_CASE("ui: a hand over the skin is told how to touch, by mouse and by key") {
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    CHECK(told(paper, made(session::Mode::Practice),
               {.posture = input::Posture::FlatPads, .over_skin = true}, "press F"));
  }
}
