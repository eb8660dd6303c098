#include "physiology/constants.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "physiology/gland_constants.h"

TEST_SUITE("unit") {
  TEST_CASE("physiology: every constant lies in its range and says where it comes from") {
    const auto sources = lac::read_file("assets/sources.toml");
    REQUIRE(sources);
    std::set<std::string> names;
    std::vector<lac::NamedConstant> all(std::begin(lac::physiology::kConstants),
                                        std::end(lac::physiology::kConstants));
    all.insert(all.end(), std::begin(lac::physiology::kGlandConstants),
               std::end(lac::physiology::kGlandConstants));
    for (const auto& [name, constant] : all) {
      INFO("constant: ", std::string(name));
      CHECK(constant.low <= constant.value);
      CHECK(constant.value <= constant.high);
      CHECK(names.insert(std::string(name)).second);

      // an assumed number has no source but says what it does; any other names its source
      if (constant.evidence == lac::Evidence::Assumed) {
        CHECK(constant.source.empty());
        CHECK_FALSE(constant.note.empty());
      } else {
        const std::string entry = "key = \"" + std::string(constant.source) + "\"";
        CHECK_FALSE(constant.source.empty());
        CHECK(sources->find(entry) != std::string::npos);
      }
    }
  }
}
