#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/rng.h"
#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Every problem can be shown: a sentence, and a place inside the file.
void check_told(const Problems& problems, const std::string& text) {
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  REQUIRE_FALSE(problems.empty());
  for (const Problem& p : problems) {
    CHECK_FALSE(p.message.empty());
    CHECK(p.line >= 0);
    CHECK(p.line <= lines);
    CHECK(p.text().size() < 2000);
  }
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("garbled: a case cut off anywhere is read whole or told, never half taken") {
  const std::string text = bytes_of("scenarios/first_touch_day4/scenario.toml");
  const std::string demo = bytes_of("scenarios/first_touch_day4/demo/expert.toml");
  for (std::size_t n = 0; n < text.size(); n += 97) {
    const std::string cut = text.substr(0, n);
    const Expected<ScenarioSpec> spec = parse_scenario(cut, "x.toml", kData);
    if (!spec) check_told(spec.problems(), cut);
  }
  for (std::size_t n = 0; n < demo.size(); n += 23) {
    const std::string cut = demo.substr(0, n);
    const Expected<Choreography> read = parse_choreography(cut, "d.toml");
    if (!read) check_told(read.problems(), cut);
  }
}

TEST_CASE("garbled: flipped bytes, lost and doubled lines never crash") {
  const std::string demo = bytes_of("scenarios/first_touch_day4/demo/harmful.toml");
  const std::string pack = bytes_of("assets/packs/first_touch.toml");
  Rng rng(20261121);
  int told = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text = round % 2 == 0 ? demo : pack;
    const std::uint32_t slips = 1 + rng.below(6);
    for (std::uint32_t i = 0; i < slips; ++i) {
      const std::size_t at = rng.below(static_cast<std::uint32_t>(text.size()));
      switch (rng.below(4)) {
        case 0:
          text[at] = static_cast<char>(rng.below(256));
          break;
        case 1:
          text.erase(at, 1 + rng.below(40));
          break;
        case 2:
          text.insert(at, text.substr(rng.below(static_cast<std::uint32_t>(at + 1)), 30));
          break;
        default:
          text.insert(at, 1, "\"'[]{}=.#\\\n"[rng.below(11)]);
          break;
      }
    }
    if (round % 2 == 0) {
      const auto read = parse_choreography(text, "d.toml");
      if (!read) check_told(read.problems(), text), ++told;
    } else {
      const auto read = parse_pack(text, "p.toml", "p", Bibliography{});
      if (!read) check_told(read.problems(), text), ++told;
    }
  }
  CHECK(told > 200);
}

TEST_CASE("garbled: noise is always a problem") {
  Rng rng(7);
  for (int round = 0; round < 300; ++round) {
    std::string text(1 + rng.below(600), ' ');
    for (char& c : text)
      c = static_cast<char>(round % 3 == 0 ? rng.below(256) : 32 + rng.below(95));
    const auto spec = parse_scenario(text, "x.toml", kData);
    REQUIRE_FALSE(spec);
    check_told(spec.problems(), text);
    const auto demo = parse_choreography(text, "d.toml");
    REQUIRE_FALSE(demo);
    check_told(demo.problems(), text);
    CHECK_FALSE(parse_sources(text, "s.toml"));
    CHECK_FALSE(parse_patient(text, "p.toml", Bibliography{}));
    CHECK_FALSE(parse_pack(text, "k.toml", "k", Bibliography{}));
  }
}

TEST_CASE("garbled: files that are not there, folders, wrong kinds") {
  CHECK_FALSE(check_file("nowhere.toml", kData));
  CHECK_FALSE(check_file("scenarios", kData));
  CHECK_FALSE(read_scenario("scenarios/nobody", kData));
  CHECK_FALSE(read_scenario("scenarios/first_touch_day4", "nowhere"));
  CHECK_FALSE(read_choreography("scenarios/first_touch_day4"));
  CHECK_FALSE(read_choreography("scenarios/first_touch_day4/scenario.toml"));
  CHECK_FALSE(read_scenario("scenarios/first_touch_day4/demo/expert.toml", kData));
}

TEST_SUITE_END();
