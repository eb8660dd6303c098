#include "app/opener.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/file.h"

namespace {

// Opens a file with this as the desktop's viewer; what was told within five seconds.
std::optional<std::string> opened_with(const std::string& viewer) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("lac-opener-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  if (!viewer.empty()) {
    REQUIRE(lac::write_file(folder / "xdg-open", viewer));
    chmod((folder / "xdg-open").c_str(), 0755);
  }
  const std::string before = std::getenv("PATH");
  setenv("PATH", folder.c_str(), 1);
  lac::app::Opener opener;
  opener.open("/somewhere/report.html");
  std::optional<std::string> failed;
  for (int k = 0; k < 100 && !failed; ++k) {
    std::this_thread::sleep_for(std::chrono::milliseconds(viewer.empty() || k < 20 ? 20 : 40));
    failed = opener.failed();
  }
  setenv("PATH", before.c_str(), 1);
  std::filesystem::remove_all(folder);
  return failed;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("opener: no viewer, or one that gives up, is noticed and named by the file") {
    CHECK(opened_with("") == "/somewhere/report.html");
    CHECK(opened_with("#!/bin/sh\nexit 3\n") == "/somewhere/report.html");
  }
  TEST_CASE("opener: a viewer that does its work says nothing") {
    CHECK_FALSE(opened_with("#!/bin/sh\ntest \"$1\" = /somewhere/report.html\n"));
  }
}
