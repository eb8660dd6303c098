#include <doctest/doctest.h>
#include <stb/stb_image.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.h"
#include "tests/render/display.h"

namespace {

namespace fs = std::filesystem;

// Runs the program; its words go to `log`.
int run(const std::string& before, const std::string& arguments, const fs::path& log) {
  const std::string line =
      before + " \"" LAC_PROGRAM "\" " + arguments + " > /dev/null 2> \"" + log.string() + "\"";
  const int status = std::system(line.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string text_of(const fs::path& file) {
  const auto text = lac::read_file(file);
  return text ? *text : std::string();
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("lac-window-test-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

const std::string kData = "LACTASIM_DATA=\"" LAC_SOURCE "\"";

}  // namespace

TEST_SUITE("gpu") {
  TEST_CASE("app: the window opens and its first picture is not blank") {
    if (!lac::test::Display::ready()) {
      MESSAGE("skipped: no X server can be started (install xvfb)");
      return;
    }
    const Folder folder;
    const fs::path png = folder.path / "first.png", log = folder.path / "log";
    const int code = run(kData, "--screenshot \"" + png.string() + "\" --after 0.2", log);
    INFO(text_of(log));
    REQUIRE(code == 0);
    int w = 0, h = 0, channels = 0;
    unsigned char* const pixels = stbi_load(png.c_str(), &w, &h, &channels, 3);
    REQUIRE(pixels != nullptr);
    CHECK(w == 1280);
    CHECK(h == 720);
    std::set<int> colours;
    for (int i = 0; i < w * h; ++i)
      colours.insert(pixels[3 * i] << 16 | pixels[3 * i + 1] << 8 | pixels[3 * i + 2]);
    stbi_image_free(pixels);
    // paper, card, ink, accent and the grey edges of letters
    CHECK(colours.size() > 50);
  }

  TEST_CASE("app: the window opens under a window manager that is only just starting") {
    if (!lac::test::Display::ready() || std::system("command -v openbox > /dev/null") != 0) {
      MESSAGE("skipped: install xvfb and openbox");
      return;
    }
    const Folder folder;
    const fs::path script = folder.path / "start", log = folder.path / "log";
    // the second in which a window manager takes over differs from machine to machine
    REQUIRE(lac::write_file(script, R"(#!/usr/bin/env bash
exec 3<> <(:)
Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp > /dev/null 2>&1 &
server=$!
read -r display <&3
export DISPLAY=:$display
openbox > /dev/null 2>&1 &
manager=$!
sleep "$1"
timeout 60 "$2" --size 640x480 --screenshot "$3" --after 0.1
code=$?
kill $manager $server
wait 2> /dev/null
exit $code
)"));
    for (const char* delay_s : {"0.1", "0.2", "0.4"}) {
      const std::string line = kData + " bash \"" + script.string() + "\" " + delay_s +
                               " \"" LAC_PROGRAM "\" \"" + (folder.path / "first.png").string() +
                               "\" > /dev/null 2> \"" + log.string() + "\"";
      const int status = std::system(line.c_str());
      INFO(delay_s, " s after its start: ", text_of(log));
      CHECK(WIFEXITED(status));
      CHECK(WEXITSTATUS(status) == 0);  // 124: it still waited after a minute
    }
  }

  TEST_CASE("app: no display is said in one sentence, exit code 2") {
    const Folder folder;
    const fs::path log = folder.path / "log";
    CHECK(run("env -u DISPLAY -u WAYLAND_DISPLAY " + kData, "", log) == 2);
    const std::string words = text_of(log);
    CHECK(words.find("no display") != std::string::npos);
    CHECK(std::count(words.begin(), words.end(), '\n') == 1);
  }

  TEST_CASE("app: a missing shader is named, exit code 2, and no picture is left") {
    if (!lac::test::Display::ready()) {
      MESSAGE("skipped: no X server can be started (install xvfb)");
      return;
    }
    const Folder folder;
    fs::create_directory_symlink(fs::path(LAC_SOURCE) / "assets", folder.path / "assets");
    fs::create_directory_symlink(fs::path(LAC_SOURCE) / "scenarios", folder.path / "scenarios");
    fs::copy(fs::path(LAC_SOURCE) / "shaders", folder.path / "shaders",
             fs::copy_options::recursive);
    fs::remove(folder.path / "shaders" / "skin.frag");
    const fs::path png = folder.path / "never.png", log = folder.path / "log";
    CHECK(run("LACTASIM_DATA=\"" + folder.path.string() + "\"",
              "--screenshot \"" + png.string() + "\" --after 0", log) == 2);
    CHECK(text_of(log).find("skin.frag") != std::string::npos);
    CHECK_FALSE(fs::exists(png));
  }

  TEST_CASE("app: a picture that cannot be written is said, exit code 2") {
    if (!lac::test::Display::ready()) {
      MESSAGE("skipped: no X server can be started (install xvfb)");
      return;
    }
    const Folder folder;
    const fs::path log = folder.path / "log";
    CHECK(run(kData,
              "--screenshot \"" + (folder.path / "absent" / "x.png").string() + "\" --after 0",
              log) == 2);
    CHECK(text_of(log).find("x.png") != std::string::npos);
  }
}
