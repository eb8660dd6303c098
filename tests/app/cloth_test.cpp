#include "app/cloth.h"

#include <doctest/doctest.h>

using namespace lac;

namespace {

scenario::ScenarioSpec visit() {
  scenario::ScenarioSpec spec;
  for (const char* id : {"introduce", "privacy", "consent", "look", "cover"}) {
    scenario::Action a;
    a.id = id;
    a.label = std::string("Label of ") + id;
    spec.actions.push_back(a);
  }
  return spec;
}

session::LogLine said(double time_s, const char* id) {
  return {time_s, "you", std::string("Label of ") + id};
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("cloth: she comes covered, and no hand changes anything of it before she agreed") {
    const scenario::ScenarioSpec spec = visit();
    app::Cloth cloth(spec);
    cloth.read(spec, {{0.0, "phase", "Meet"}, said(1.0, "introduce")});
    for (const bool hand : {false, true}) {
      const auto seen = cloth.at(5.0, hand);
      CHECK(seen.covered);
      CHECK(seen.own);
      CHECK_FALSE(seen.agreed);
    }
  }

  TEST_CASE("cloth: a cover that is offered is another one than her own top") {
    const scenario::ScenarioSpec spec = visit();
    app::Cloth cloth(spec);
    cloth.read(spec, {said(2.0, "privacy")});
    CHECK(cloth.at(1.0, false).own);
    CHECK_FALSE(cloth.at(2.0, false).own);
    CHECK(cloth.at(2.0, false).covered);
  }

  TEST_CASE("cloth: her yes uncovers her, a cover lies until a hand goes back to her") {
    const scenario::ScenarioSpec spec = visit();
    app::Cloth cloth(spec);
    std::vector<session::LogLine> lines{said(2.0, "consent")};
    cloth.read(spec, lines);
    CHECK(cloth.covers() == 0);
    CHECK(cloth.at(1.9, false).covered);
    CHECK_FALSE(cloth.at(2.0, false).covered);
    CHECK(cloth.at(2.0, false).agreed);
    lines.push_back(said(9.0, "cover"));
    cloth.read(spec, lines);     // what was read before is not read twice
    CHECK(cloth.covers() == 1);  // for which the hands are put away, once
    CHECK(cloth.at(9.0, false).covered);
    CHECK_FALSE(cloth.at(9.0, true).covered);
    // earlier moments of a run that is looked at again stay what they were
    CHECK_FALSE(cloth.at(8.9, false).covered);
  }

  TEST_CASE("cloth: a question that was not answered yet uncovers nobody") {
    const scenario::ScenarioSpec spec = visit();
    app::Cloth cloth(spec);
    cloth.read(spec,
               {{2.0, "you",
                 worded("Not yet: \u201c{}\u201d. First: \u201c{}\u201d.",
                        std::string("Label of consent"), std::string("Label of introduce"))}});
    CHECK(cloth.at(3.0, false).covered);
    // to be looked at she moves the cloth herself
    cloth.read(spec, {{2.0, "you", "x"}, said(4.0, "look")});
    CHECK_FALSE(cloth.at(4.0, false).covered);
    CHECK_FALSE(cloth.at(4.0, false).agreed);
  }

  TEST_CASE("cloth: a balloon wears none") {
    scenario::ScenarioSpec spec = visit();
    spec.patient.breast.kind = anatomy::BodyKind::Balloon;
    CHECK_FALSE(app::Cloth(spec).at(0.0, false).covered);
  }
}
