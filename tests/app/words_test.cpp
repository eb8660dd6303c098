#include <doctest/doctest.h>

#include <string>

#include "render/view_options.h"
#include "ui/live_view.h"

using namespace lac;

TEST_SUITE("unit") {
  TEST_CASE("words: the overlay under the pointer and the press meter say the same of a pressure") {
    const render::Legend& scale = render::legend(render::Overlay::ContactPressure);
    for (const double kPa : {0.1, 1.4, 1.6, 5.0, 9.9, 10.1, 20.0, 29.9, 30.1, 80.0}) {
      CAPTURE(kPa);
      const auto k = static_cast<std::size_t>(render::verbal_class(scale, static_cast<float>(kPa)));
      CHECK(std::string(scale.word[k]) == ui::pressure_class_name(ui::pressure_class(kPa)));
    }
    CHECK(render::verbal_class(scale, 0.0f) == 0);
  }

  TEST_CASE("words: practice says of a touch what it was, a guide what would count as well") {
    using technique::Verdict;
    for (int v = 0; v <= static_cast<int>(Verdict::AstrayStroke); ++v) {
      const technique::Touch touch{
          .verdict = static_cast<Verdict>(v), .held_s = 1.0, .seen = 0.7, .needed = 0.9};
      const std::string plain = ui::touch_words(touch, false), guided = ui::touch_words(touch);
      CAPTURE(plain);
      for (const char* hint : {"count", "or more", "wheel", "stay", "lift", "within", "again", ":"})
        CHECK(plain.find(hint) == std::string::npos);
      CHECK(plain.size() <= guided.size());
    }
    CHECK(ui::touch_words({.verdict = Verdict::Travelled, .seen = 0.044}, false) ==
          "The hand went 44 mm.");
    const std::string gliding = ui::manner_words(technique::Manner::Gliding);
    CHECK(gliding.find("straight") == std::string::npos);
  }

  TEST_CASE("words: names in a sentence become titles, other words stay") {
    scenario::ScenarioSpec spec;
    scenario::Action action;
    action.id = "finish-plan";
    action.label = "Finish: soften first";
    spec.actions.push_back(action);
    CHECK(ui::in_words("hand-expression was not recognised.", spec) ==
          "Hand expression was not recognised.");
    CHECK(ui::in_words("finish-plan was decided", spec).find("Finish: soften first") !=
          std::string::npos);
    // a longer name that only holds one is not it
    CHECK(ui::in_words("Stroke: pre-roll-out", spec) == "Stroke: pre-roll-out");
    CHECK(ui::source_name("cotterman-2004") == "Cotterman 2004");
    CHECK(ui::source_name("") == "assumed");
  }
}
