#include "base/file.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace fs = std::filesystem;

TEST_SUITE("unit") {
  TEST_CASE("file: what is written is read, and replaces what was there") {
    const fs::path path = fs::temp_directory_path() / "lactasim_file_test.txt";
    REQUIRE(lac::write_file(path, "one"));
    REQUIRE(lac::write_file(path, "two\n"));
    CHECK(*lac::read_file(path) == "two\n");
    fs::remove(path);
  }
  TEST_CASE("file: a failed write says why and leaves nothing behind") {
    const auto outcome = lac::write_file("/proc/nope/report.json", "x");
    REQUIRE_FALSE(outcome);
    CHECK(outcome.problems()[0].text().find("/proc/nope/report.json: cannot be written") == 0);
    CHECK_FALSE(lac::make_writable_folder("/proc/nope"));
    // a full disk: the device takes no byte
    CHECK_FALSE(lac::write_file("/dev/full/x", "x"));
  }
  TEST_CASE("file: a missing file, a folder and a too large file are one problem each") {
    CHECK_FALSE(lac::read_file("/nonexistent.toml"));
    CHECK_FALSE(lac::read_file("/tmp"));
    const fs::path path = fs::temp_directory_path() / "lactasim_large_test.txt";
    REQUIRE(lac::write_file(path, "12345"));
    CHECK_FALSE(lac::read_file(path, 4));
    fs::remove(path);
  }
  TEST_CASE("problem: the caret stands under the text") {
    const lac::Problem p{"a.toml", 14, 1, 6, "unknown key `wieght`", "wieght = 20"};
    CHECK(p.text() == "a.toml:14:1: unknown key `wieght`\n   14 | wieght = 20\n      | ^~~~~~");
  }
}
