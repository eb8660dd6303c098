#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/file.h"
#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace fs = std::filesystem;

TEST_SUITE_BEGIN("golden");

// tests/data/broken: one file a mistake that authors make, and messages.md, what the checker says
// of each. Written anew by LAC_GOLDEN=write build/release/tests/scenario/lac_test_scenario
// -tc="broken*" (then read it: every message must say where, what, and what was probably meant).
TEST_CASE("broken: every listed mistake is told with its place, a caret and what was meant") {
  const fs::path folder = "tests/data/broken";
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory()) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  CHECK(cases.size() == 38);

  std::string table = "# Files broken on purpose, and what `lactasim check` says of them\n";
  for (const fs::path& one : cases) {
    CAPTURE(one.string());
    const Outcome checked = check_file(one / "scenario.toml", kData);
    REQUIRE_FALSE(checked);
    table +=
        "\n## " + one.filename().string() + "\n\n```\n" + all_text(checked.problems()) + "```\n";

    // one mistake, one problem: a slip must not bury its author
    CHECK(checked.problems().size() <= 2);
    for (const Problem& p : checked.problems()) CHECK(p.line > 0);
  }
  if (std::getenv("LAC_GOLDEN") != nullptr) REQUIRE(write_file(folder / "messages.md", table));
  const auto golden = read_file(folder / "messages.md");
  REQUIRE(golden);
  CHECK(table == *golden);
}

TEST_SUITE_END();
