#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/language.h"
#include "tests/ui/screens.h"

namespace {

namespace fs = std::filesystem;
using namespace lac;

// The made-up language xx, for as long as this lives.
struct Pseudo {
  fs::path folder = fs::temp_directory_path() / ("lac-language-" + std::to_string(getpid()));
  bool made = false;
  Pseudo() {
    const std::string line =
        "python3 \"" LAC_SOURCE "/tools/make_languages\" --pseudo \"" + folder.string() + "\"";
    made = std::system(line.c_str()) == 0;
    choose_language(folder, "xx");
  }
  ~Pseudo() {
    choose_language(fs::path(LAC_SOURCE) / "assets" / "languages", "en");
    std::error_code error;
    fs::remove_all(folder, error);
  }
};

// Letters outside « », the program's name and the keys on a keyboard left out.
std::string bare_words(std::string text) {
  for (const std::string own : {"LactaSim", "mm", "kPa"})
    for (std::size_t at = text.find(own); at != std::string::npos; at = text.find(own, at))
      text.erase(at, own.size());
  std::string bare;
  int depth = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text.compare(k, 2, "\u00ab") == 0) ++depth;
    if (text.compare(k, 2, "\u00bb") == 0) --depth;
    const char c = text[k];
    if (depth == 0 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) bare += c;
  }
  return bare;
}

std::string place(const ui::Box& b) {
  return "(" + std::to_string(static_cast<int>(b.x)) + ", " +
         std::to_string(static_cast<int>(b.y)) + "; " + std::to_string(static_cast<int>(b.w)) +
         " x " + std::to_string(static_cast<int>(b.h)) + ")";
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("language: a sentence is passed over where its places do not fit") {
    CHECK(say_with("{} of {}", "{} von", fmt::make_format_args(1, 2)) == "1 von");
    CHECK(say_with("{} of {}", "{:q} von {}", fmt::make_format_args(1, 2)) == "1 of 2");
    CHECK(say_with("{} of {}", "{} von {} in {}", fmt::make_format_args(1, 2)) == "1 of 2");
  }

  TEST_CASE("language: the catalogue answers, with plurals; without one English stands") {
    {
      const Pseudo pseudo;
      REQUIRE(pseudo.made);
      CHECK(std::string(tr("Skip")).starts_with("\u00abSkip"));
      CHECK(say_n("\u00b7 {} try", "\u00b7 {} tries", 1).find("try") != std::string::npos);
      CHECK(say_n("\u00b7 {} try", "\u00b7 {} tries", 4).find("4 tries") != std::string::npos);
      CHECK(std::string(tr("")) == "");
      CHECK(std::string(tr("no such text")) == "no such text");
    }
    CHECK(std::string(tr("Skip")) == "Skip");
    choose_language("/nowhere", "xx");
    CHECK(std::string(tr("Skip")) == "Skip");
    choose_language(fs::path(LAC_SOURCE) / "assets" / "languages", "en");
  }

  TEST_CASE("ui: every word of every screen comes from the catalogue or the case") {
    const Pseudo pseudo;
    REQUIRE(pseudo.made);
    test::Paper paper(1280.0f, 720.0f, 1.0f);
    REQUIRE(paper);
    std::size_t texts = 0;
    for (const test::Screen& screen : test::screens())
      for (const ui::DrawnText& t : test::texts_of(paper, screen)) {
        ++texts;
        INFO(screen.name, ", panel ", t.panel, ": ", t.words);
        CHECK(bare_words(t.words).empty());
      }
    // the screens were really drawn
    CHECK(texts > 400);
  }

  TEST_CASE("ui: no text is cut off, at 100 % and at 200 %") {
    struct Size {
      float width, height, scale;
    };
    for (const Size& size : {Size{1280, 720, 1.0f}, Size{1920, 1080, 1.0f}, Size{1280, 720, 2.0f},
                             Size{1920, 1080, 2.0f}, Size{640, 480, 1.0f}}) {
      test::Paper paper(size.width, size.height, size.scale);
      REQUIRE(paper);
      for (const test::Screen& screen : test::screens())
        for (const ui::DrawnText& t : test::texts_of(paper, screen)) {
          if (t.words.empty() || t.box.w <= 0.0f) continue;
          INFO(size.width, " x ", size.height, " at ", size.scale, ", ", screen.name, ", panel ",
               t.panel, ": ", t.words, " ", place(t.box), " in ", place(t.clip));
          // half a pixel is the rounding of glyph places
          CHECK(t.box.x >= t.clip.x - 0.5f);
          CHECK(t.box.x + t.box.w <= t.clip.x + t.clip.w + 0.5f);
          if (t.scrolls) continue;
          CHECK(t.box.y >= t.clip.y - 0.5f);
          CHECK(t.box.y + t.box.h <= t.clip.y + t.clip.h + 0.5f);
        }
    }
  }
}
