#include "rubric/contraindications.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "rubric/rubric.h"

using namespace lac;
using namespace lac::rubric;

namespace {

bool has_line(std::string_view condition, std::string_view technique) {
  const auto all = contraindications();
  return std::any_of(all.begin(), all.end(), [&](const Contraindication& line) {
    return line.condition == condition && line.technique == technique;
  });
}

technique::TechniqueEvent done(const std::string& id) {
  return {id, 10.0, 20.0, anatomy::Side::Left, {}, "seen so"};
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("contraindications: every line of the table that was decided on is here") {
    // decisions.md "Contraindications table"; the antenatal list is techniques.md 2.8
    for (const char* deep : {"circular-massage", "kneading", "roll", "vibration"})
      for (const char* condition : {"abscess", "mass-under-investigation"}) {
        CAPTURE(std::string(condition));
        CHECK(has_line(condition, deep));
      }
    for (const char* condition : {"wound", "recent-surgery", "implants"}) {
      CAPTURE(std::string(condition));
      CHECK(has_line(condition, "kneading"));
      CHECK(has_line(condition, "vibration"));
    }
    for (const char* condition : {"clot", "heart-failure", "fever-with-rigors"}) {
      CAPTURE(std::string(condition));
      CHECK(has_line(condition, "lymph-sweep"));
    }
    for (const char* condition : {"cervical-suture", "preterm-labour", "placenta-praevia",
                                  "antepartum-bleed", "ruptured-membranes", "multiple-pregnancy",
                                  "polyhydramnios", "growth-restriction", "classical-scar"}) {
      CAPTURE(std::string(condition));
      CHECK(has_line(condition, "hand-expression"));
    }
    for (const char* condition : {"mastitis", "plugged-duct", "abscess"}) {
      CAPTURE(std::string(condition));
      CHECK(has_line(condition, "reverse-pressure-softening"));
    }
    CHECK(has_line("inflamed-area", "vibration"));
  }

  TEST_CASE("contraindications: each line names what is known, and its ground") {
    const auto known = conditions();
    const auto& techniques = technique::technique_ids();
    for (const Contraindication& line : contraindications()) {
      CAPTURE(std::string(line.condition));
      CAPTURE(std::string(line.technique));
      CHECK(std::find(known.begin(), known.end(), line.condition) != known.end());
      CHECK(std::find(techniques.begin(), techniques.end(), line.technique) != techniques.end());
      CHECK_FALSE(line.why.empty());
      CHECK_FALSE(line.instead.empty());
      // without a source it is assumed, and then never makes a run Not safe
      CHECK(line.source.empty() == (line.grade == Grade::Assumed));
      CHECK_FALSE((line.source.empty() && line.critical));
    }
  }

  TEST_CASE(
      "contraindications: the history decides, and what rests on pus or pregnancy is critical") {
    const auto marks = [](const std::vector<std::string>& history, const std::string& id,
                          std::string_view pack) {
      return score(contraindication_rows(history, pack), {done(id)}, {}, {});
    };
    CHECK(contraindication_rows({}, "classic").empty());
    CHECK_FALSE(ruled_out("kneading", {}, "abm36"));

    const ScoreSheet pus = marks({"abscess"}, "kneading", "classic");
    CHECK_FALSE(pus.safe);
    CHECK(marks({"abscess"}, "palpation", "classic").safe);
    CHECK_FALSE(marks({"cervical-suture"}, "hand-expression", "classic").safe);

    // a lump being looked into: the row is lost, the run stays safe
    const ScoreSheet mass = marks({"mass-under-investigation"}, "circular-massage", "tbml");
    CHECK(mass.safe);
    const auto row = std::find_if(mass.rows.begin(), mass.rows.end(), [](const ScoreRow& r) {
      return r.criterion.technique == "circular-massage";
    });
    REQUIRE(row != mass.rows.end());
    CHECK(row->credit == 0.0);
    CHECK(mass.total < 100.0);

    // schools differ: vibration over an inflamed area is a fault by abm36 alone
    CHECK(ruled_out("vibration", {"inflamed-area"}, "abm36"));
    CHECK_FALSE(ruled_out("vibration", {"inflamed-area"}, "classic"));
  }
}
