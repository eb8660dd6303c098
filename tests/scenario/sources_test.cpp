#include <fstream>
#include <regex>
#include <sstream>

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

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("sources: keys of the techniques, short keys of the physiology") {
  const Expected<Bibliography> sources = read_sources(kData);
  REQUIRE(sources);
  CHECK(sources->sources.size() > 150);
  const Source* ramsay = sources->find("Ram05");
  REQUIRE(ramsay != nullptr);
  CHECK(ramsay->key == "ramsay-2005");
  CHECK(ramsay == sources->find("ramsay-2005"));
  CHECK(ramsay->status == rubric::Seen::Seen);
  CHECK(sources->find("abm20-2016")->retired);
  CHECK(sources->find("hotline-rps")->status == rubric::Seen::Unverified);
  CHECK(sources->find("ramsay-2006") == nullptr);
  CHECK(sources->find("") == nullptr);
}

TEST_CASE("sources: a key has one meaning") {
  const std::string one = "[[source]]\nkey = \"a-1\"\ntitle = \"A\"\nstatus = \"seen\"\n";
  const std::string two =
      "[[source]]\nkey = \"b-1\"\nalias = [\"a-1\"]\ntitle = \"B\"\nstatus = \"seen\"\n";
  const auto read = parse_sources("format = 1\n" + one + two, "s.toml");
  REQUIRE_FALSE(read);
  CHECK(read.problems().front().text().find(
            "s.toml:8:9: there is a source \"a-1\" already; cite that one") == 0);
  CHECK(parse_sources("format = 1\n" + one, "s.toml"));
  CHECK_FALSE(parse_sources("format = 1\n", "s.toml"));
}

TEST_CASE("sources: a link is a web address") {
  const std::string one = "[[source]]\nkey = \"a-1\"\ntitle = \"A\"\nstatus = \"seen\"\nurl = ";
  for (const char* url : {"javascript:alert(1)", "pubmed 123", "https://a.org/ b", "example.org"}) {
    CAPTURE(url);
    const auto read = parse_sources("format = 1\n" + one + "\"" + url + "\"\n", "s.toml");
    REQUIRE_FALSE(read);
    CHECK(read.problems().front().message.find("\"url\" is a web address") == 0);
  }
  CHECK(parse_sources("format = 1\n" + one + "\"https://example.org/a\"\n", "s.toml"));
}

// Every Sourced constant of every folder: { value, low, high, Evidence::X, "key", "note" }.
TEST_CASE("sources: every constant's source is in the bibliography") {
  const Expected<Bibliography> sources = read_sources(kData);
  REQUIRE(sources);
  const std::regex row(R"(Evidence::(\w+)\s*,\s*"([^"]*)\"\s*,\s*(\"?))");
  int checked = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("src")) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".h" && ending != ".cpp") continue;
    const std::string text = bytes_of(entry.path());
    for (auto it = std::sregex_iterator(text.begin(), text.end(), row);
         it != std::sregex_iterator(); ++it) {
      const std::string evidence = (*it)[1], key = (*it)[2];
      ++checked;
      if (evidence == "Assumed" && key.empty()) continue;
      CHECK_MESSAGE(sources->find(key) != nullptr, entry.path().string() << ": \"" << key << "\"");
    }
  }
  CHECK(checked > 20);
}

TEST_CASE("sources: unverified sources give rows without weight, and no row can talk that away") {
  const std::string text =
      small_case(row("kind = \"gate\"\nfirst = \"consent\"\nweight = 1\nsource = "
                     "\"hotline-rps\"\nseen = \"seen\"\n"));
  const Expected<ScenarioSpec> spec = parse_scenario(text, "x.toml", kData);
  REQUIRE(spec);
  CHECK(spec->criteria.back().seen == rubric::Seen::Unverified);
}

TEST_CASE("sources: a row takes its source's status unless it says less") {
  const auto seen_of = [](const std::string& extra) {
    const auto spec = parse_scenario(
        small_case(row("kind = \"gate\"\nfirst = \"consent\"\nweight = 1\n" + extra)), "x.toml",
        kData);
    REQUIRE(spec);
    return spec->criteria.back().seen;
  };
  CHECK(seen_of("source = \"cotterman-2004\"\n") == rubric::Seen::SecondHand);
  CHECK(seen_of("source = \"who-2009\"\n") == rubric::Seen::Seen);
  CHECK(seen_of("source = \"who-2009\"\nseen = \"unverified\"\n") == rubric::Seen::Unverified);
}

TEST_SUITE_END();
