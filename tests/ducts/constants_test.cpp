#include "ducts/constants.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

TEST_SUITE("unit") {
  TEST_CASE("ducts: every constant lies in its range and says where it comes from") {
    std::set<std::string> names;
    for (const auto& [name, constant] : lac::ducts::kConstants) {
      INFO("constant: ", std::string(name));
      CHECK(constant.low <= constant.value);
      CHECK(constant.value <= constant.high);
      CHECK(names.insert(std::string(name)).second);

      // an assumed number has no source but says what it does; any other names its source
      if (constant.evidence == lac::Evidence::Assumed) {
        CHECK(constant.source.empty());
        CHECK_FALSE(constant.note.empty());
      } else {
        CHECK_FALSE(constant.source.empty());
      }
    }
  }
}
