#include "scenario/watch.h"

#include <unistd.h>

#include <fstream>

#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;
using News = CaseWatch::News;

namespace {

namespace fs = std::filesystem;

constexpr const char* kDemo =
    "format = 1\ntitle = \"Expert\"\nkind = \"expert\"\n[[step]]\ndo = \"action\"\naction = "
    "\"consent\"\n";

/// A case in a folder of its own; gone at the end.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("lactasim_watch_" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path / "demo");
    put("scenario.toml", small_case());
    put("demo/expert.toml", kDemo);
  }
  ~Folder() { fs::remove_all(path); }

  // every writing has a time of its own, however coarse the file system's clock is
  void put(const std::string& name, const std::string& text) {
    std::ofstream(path / name, std::ios::binary) << text;
    fs::last_write_time(path / name, fs::file_time_type::clock::now() + ++written_);
  }

 private:
  std::chrono::seconds written_{0};
};

CaseWatch watch(const Folder& folder) {
  auto spec = read_scenario(folder.path, kData);
  REQUIRE(spec);
  return CaseWatch(std::move(*spec), kData);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("watch: nothing is read while nothing changed") {
  Folder folder;
  CaseWatch watched = watch(folder);
  for (int i = 0; i < 3; ++i) CHECK(watched.look() == News::None);
}

TEST_CASE("watch: a change is read once the file stands still, and only once") {
  Folder folder;
  CaseWatch watched = watch(folder);
  folder.put("scenario.toml", small_case("[[action]]\nid = \"half"));  // still being written
  CHECK(watched.look() == News::None);
  folder.put("scenario.toml", small_case("[[action]]\nid = \"explain\"\nlabel = \"Explain\"\n"));
  CHECK(watched.look() == News::None);
  CHECK(watched.look() == News::Good);
  CHECK(watched.look() == News::None);
  REQUIRE(watched.spec().actions.size() == 2);
  CHECK(watched.spec().actions[1].id == "explain");
}

TEST_CASE("watch: a broken case is told, and the last good one is kept") {
  Folder folder;
  CaseWatch watched = watch(folder);
  folder.put("scenario.toml", small_case("[[action]]\nid = \"explain\"\nlable = \"Explain\"\n"));
  watched.look();
  CHECK(watched.look() == News::Broken);
  CHECK(all_text(watched.problems()).find("did you mean \"label\"") != std::string::npos);
  CHECK(watched.spec().actions.size() == 1);

  folder.put("scenario.toml", small_case());
  watched.look();
  CHECK(watched.look() == News::Good);
  CHECK(watched.problems().empty());
}

TEST_CASE("watch: a demonstration is checked against the case it stands beside") {
  Folder folder;
  CaseWatch watched = watch(folder);
  folder.put("demo/expert.toml",
             std::string(kDemo) + "[[step]]\ndo = \"action\"\naction = \"no\"\n");
  watched.look();
  CHECK(watched.look() == News::Broken);
  CHECK(watched.problems().front().text().find("\"no\" is not an action") != std::string::npos);

  // one that is taken away is no problem, unless the case names it
  fs::remove(folder.path / "demo" / "expert.toml");
  watched.look();
  CHECK(watched.look() == News::Good);
}

TEST_CASE("watch: a folder that goes is told, not crashed on") {
  Folder folder;
  CaseWatch watched = watch(folder);
  fs::remove_all(folder.path);
  watched.look();
  CHECK(watched.look() == News::Broken);
  CHECK(watched.problems().size() == 1);
}

TEST_CASE("watch: checking a folder checks the demonstrations in it") {
  Folder folder;
  CHECK(check_file(folder.path, kData));
  folder.put("demo/novice.toml",
             "format = 1\ntitle = \"N\"\nkind = \"novice\"\n[[step]]\ndo = \"pause\"\n");
  const Outcome checked = check_file(folder.path, kData);
  REQUIRE_FALSE(checked);
  CHECK(all_text(checked.problems()).find("novice.toml") != std::string::npos);
}

TEST_SUITE_END();
