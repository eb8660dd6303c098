#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string_view>

#include "base/language.h"
#include "base/wording.h"
#include "rubric/rubric.h"
#include "scenario/scenario.h"
#include "session/finding.h"
#include "session/session.h"
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
        INFO(std::string(screen.name), ", panel ", t.panel, ": ", t.words);
        CHECK(bare_words(t.words).empty());
      }
    // the screens were really drawn
    CHECK(texts > 400);
  }

  TEST_CASE("language: a sentence of the core stands in English and is said in the one chosen") {
    const Wording inner = worded("at least {}", worded("{:.3g} {}", 2.5, worded("mm")));
    const Wording all =
        worded("{}: {}; wanted {}: {}.", "its own words", 3, inner, "x").capitalised();
    CHECK(all.english() == "Its own words: 3; wanted at least 2.5 mm: x.");
    CHECK(worded("depth; notes").up_to(';').english() == "depth");
    CHECK(worded_n("{} try", "{} tries", 1).english() == "1 try");
    CHECK(worded_n("{} try", "{} tries", 3).english() == "3 tries");
    CHECK(Wording("a case's own").said() == "a case's own");
    const Pseudo pseudo;
    REQUIRE(pseudo.made);
    CHECK(
        all.said().starts_with("\u00abits own words: 3; wanted \u00abat least \u00ab2.5 \u00abmm"));
    CHECK(all.english() == "Its own words: 3; wanted at least 2.5 mm: x.");
  }

  TEST_CASE("ui: every sentence that marking composes comes from the catalogue") {
    const Pseudo pseudo;
    REQUIRE(pseudo.made);
    std::size_t said = 0;
    const auto all_said = [&](rubric::Criterion c, std::vector<technique::TechniqueEvent> events,
                              const rubric::Evidence& evidence) {
      c.id = "row";
      const rubric::ScoreSheet sheet = rubric::score({c}, events, evidence, {});
      ++said;
      INFO(sheet.rows[0].explanation.english());
      CHECK(bare_words(sheet.rows[0].explanation.said()).empty());
    };
    rubric::Evidence some;
    for (int k = 0; k < 3; ++k) some.sample.push_back({.time_s = static_cast<double>(k)});
    some.first_contact_s = 1.0;
    some.happening = {{0.5, "ask-pain", 1.0, anatomy::Side::Left},
                      {2.0, "latch:ok", 1.0, anatomy::Side::Left}};
    using rubric::Kind;
    // numbers of the run and of every technique: measured, not measured, in and out of the band
    for (const rubric::MetricInfo& m : rubric::metric_table())
      for (const rubric::Evidence& evidence : {rubric::Evidence{}, some})
        for (const double high : {0.0, 4.0})
          all_said({.kind = Kind::Outcome, .metric = m.name, .low = 1.0, .high = high}, {},
                   evidence);
    for (const technique::MeasureInfo& m : technique::measure_table()) {
      const technique::TechniqueEvent done{m.technique,     1.0, 2.0, anatomy::Side::Left,
                                           {{m.name, 0.3}}, {}};
      const technique::TechniqueEvent bare{m.technique, 1.0, 2.0, anatomy::Side::Left, {}, {}};
      for (const auto& events : {std::vector{done}, std::vector{bare}, {}})
        all_said({.kind = Kind::Measure, .technique = m.technique, .metric = m.name, .high = 1.0},
                 events, some);
    }
    // what was done, in which order, and what was decided
    const std::vector<technique::TechniqueEvent> both{
        {"oil", 1.0, 2.0, anatomy::Side::Left, {}, {}},
        {"pump", 3.0, 4.0, anatomy::Side::Left, {}, {}}};
    for (const char* first : {"oil", "pump", "touch", "cup"})
      for (const char* then : {"", "pump", "oil"})
        for (const double within_s : {0.0, 1.5})
          for (const Kind kind : {Kind::Gate, Kind::Order})
            all_said({.kind = kind, .first = first, .then = then, .within_s = within_s}, both,
                     some);
    for (const char* what : {"oil", "cup"}) {
      all_said({.kind = Kind::Avoid, .technique = what}, both, some);
      all_said({.kind = Kind::Decision, .decision = what}, both, some);
      all_said({.kind = Kind::Outcome, .metric = "cup_mL", .when = what, .low = 1.0}, both, some);
    }
    all_said(
        {.kind = Kind::Outcome, .metric = "cup_mL", .breast = rubric::Breast::Both, .low = 1.0},
        both, some);
    CHECK(said > 400);
  }

  TEST_CASE("ui: what a run tells of hands, findings and the baby comes from the catalogue") {
    const Pseudo pseudo;
    REQUIRE(pseudo.made);
    const fs::path data = LAC_SOURCE;
    const auto spec = scenario::read_scenario(data / "scenarios" / "balloon_first_steps", data);
    REQUIRE(spec);
    const auto demo = scenario::read_choreography(spec->folder / "demo" / "expert.toml");
    REQUIRE(demo);
    const auto log = session::run_headless(*spec, *demo, anatomy::Level::Coarse, 1, data, nullptr,
                                           nullptr, nullptr);
    REQUIRE(log);
    CHECK(log->techniques.size() >= 3);
    for (const technique::TechniqueEvent& e : log->techniques) {
      INFO(e.id, ": ", e.because.english());
      CHECK(bare_words(e.because.said()).empty());
    }
    // of the body, as eyes and fingers find it
    sim::Observation seen;
    seen.breast[0].present = seen.breast[1].present = true;
    session::LumpFelt lump{.felt = true, .clock_rad = 2.0, .r_m = 0.03, .warmth_K = 1.0};
    for (const char* what :
         {"lump", "spes", "areola", "skin", "nipple", "armpit", "belly", "cup"}) {
      const Wording found = session::finding_text(what, seen, lump);
      INFO(what, ": ", found.english());
      CHECK_FALSE(found.empty());
      CHECK(bare_words(found.said()).empty());
    }
  }

  TEST_CASE("ui: nothing that is told over the picture goes under an open drawer or over buttons") {
    for (const float scale : {1.0f, 2.0f}) {
      test::Paper paper(1280.0f, 720.0f, scale);
      REQUIRE(paper);
      const ui::Layout layout = ui::working_layout(1280.0f, 720.0f, scale);
      int told = 0;
      for (const test::Screen& screen : test::screens()) {
        if (screen.name != std::string_view("instructor") &&
            screen.name != std::string_view("builder"))
          continue;
        float news_low = 0.0f;
        const float buttons_y = layout.picture.y + layout.picture.h - 82.0f * scale;
        const std::vector<ui::DrawnText> texts = test::texts_of(paper, screen);
        for (const ui::DrawnText& t : texts) {
          if (t.panel != "picture") continue;
          INFO(std::string(screen.name), " at ", scale, ": ", t.words, " ", place(t.box));
          CHECK(t.box.x + t.box.w <= layout.drawer.x);
          if (t.words.find("stroke was 12 mm") != std::string::npos) news_low = t.box.y + t.box.h;
          ++told;
        }
        // nor over the buttons at its foot
        CHECK(news_low > 0.0f);
        CHECK(news_low <= buttons_y);
      }
      CHECK(told > 10);
    }
  }

  TEST_CASE("ui: a legend is there, and no words over the picture reach into it") {
    for (const float scale : {1.0f, 2.0f}) {
      test::Paper paper(1280.0f, 720.0f, scale);
      REQUIRE(paper);
      int legends = 0;
      for (const test::Screen& screen : test::screens()) {
        const std::vector<ui::DrawnText> texts = test::texts_of(paper, screen);
        const auto title = std::find_if(texts.begin(), texts.end(), [](const ui::DrawnText& t) {
          return t.panel == "picture" && t.words.ends_with("(assumed)");
        });
        INFO(std::string(screen.name), " at ", scale);
        if (std::string_view(screen.name).starts_with("overlay")) REQUIRE(title != texts.end());
        if (title == texts.end()) continue;
        ++legends;
        for (const ui::DrawnText& t : texts) {
          INFO(t.words, " ", place(t.box), ", legend ", place(title->box));
          if (t.panel == "picture" && t.box.y < title->box.y)
            CHECK(t.box.y + t.box.h <= title->box.y);
        }
      }
      CHECK(legends >= 2);
    }
  }

  TEST_CASE("ui: letters are as large as was asked for, or as the window has room for") {
    CHECK(ui::fitting_scale(1.0f, 1280.0f, 720.0f) == 1.0f);
    CHECK(ui::fitting_scale(2.0f, 1280.0f, 720.0f) == 2.0f);
    CHECK(ui::fitting_scale(2.0f, 1920.0f, 1080.0f) == 2.0f);
    // a small window on a fine screen; one smaller than any that is asked for
    CHECK(ui::fitting_scale(2.0f, 640.0f, 480.0f) == 1.0f);
    CHECK(ui::fitting_scale(4.0f, 1920.0f, 1080.0f) == 3.0f);
    CHECK(ui::fitting_scale(1.0f, 300.0f, 200.0f) == 0.8f);
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
          INFO(size.width, " x ", size.height, " at ", size.scale, ", ", std::string(screen.name),
               ", panel ", t.panel, ": ", t.words, " ", place(t.box), " in ", place(t.clip));
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
