#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "scenario/reader.h"
#include "support.h"
#include "technique/technique.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

// how many points each of the five seed texts has in the checklist
const std::map<std::string, int> kPoints = {
    {"000", 23}, {"001", 11}, {"002", 22}, {"003", 13}, {"004", 14}};

struct Shipped {
  std::set<std::string> criteria, knowledge, cases, actions, techniques;
};

/// Everything that a line may point to, from the shipped files themselves.
Shipped shipped() {
  Shipped out;
  for (const char* name : {"care", "tbml", "classic", "abm36", "first_touch"}) {
    const Expected<Pack> pack = read_pack(name, kData);
    REQUIRE_MESSAGE(pack, (pack ? "" : all_text(pack.problems())));
    for (const rubric::Criterion& row : pack->criteria) out.criteria.insert(row.id);
    for (const Knowledge& line : pack->knowledge) out.knowledge.insert(line.id);
  }
  for (const auto& folder : list_scenarios(kData)) {
    const Expected<ScenarioSpec> spec = read_scenario(folder, kData);
    REQUIRE(spec);
    out.cases.insert(spec->name);
    for (const rubric::Criterion& row : spec->criteria) out.criteria.insert(row.id);
    for (const Action& action : spec->actions) out.actions.insert(spec->name + "/" + action.id);
  }
  const auto& ids = technique::technique_ids();
  out.techniques.insert(ids.begin(), ids.end());
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE(
    "coverage: every point of the seed texts lives somewhere that is shipped, or is planned") {
  const Expected<std::string> text = read_file("assets/coverage_items.toml");
  REQUIRE(text);
  Document document = read_document(*text, "assets/coverage_items.toml");
  REQUIRE_MESSAGE(document.problems.empty(), all_text(document.problems));
  const Shipped there = shipped();
  const std::map<std::string, const std::set<std::string>*> places = {
      {"criterion", &there.criteria},
      {"knowledge", &there.knowledge},
      {"case", &there.cases},
      {"action", &there.actions},
      {"technique", &there.techniques}};

  std::map<std::string, int> points;
  std::set<std::string> told;
  for (const Item* item : tables_of(document, "item")) {
    REQUIRE(item->find("seed") != nullptr);
    REQUIRE(item->find("point") != nullptr);
    REQUIRE(item->items.size() == 3);  // seed, point, and where it lives
    const std::string point = item->find("seed")->text + ": " + item->find("point")->text;
    CAPTURE(point);
    CHECK(told.insert(point).second);
    ++points[item->find("seed")->text];
    const Item& where = item->items.back();
    if (where.key == "planned") {
      CHECK(where.text.starts_with("case planned: "));
      CHECK(where.text.size() > 30);
      continue;
    }
    REQUIRE(places.contains(where.key));
    CHECK_MESSAGE(places.at(where.key)->contains(where.text), where.key << " " << where.text);
  }
  for (const auto& [seed, count] : kPoints) CHECK_MESSAGE(points[seed] == count, seed);
}

TEST_SUITE_END();
