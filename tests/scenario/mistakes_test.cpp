#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "scenario/fields.h"
#include "scenario/orders.h"
#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

namespace fs = std::filesystem;

/// A case in a folder of its own, with what stands beside it; gone at the end.
struct CaseFolder {
  fs::path folder;
  explicit CaseFolder(const std::string& text) {
    folder = fs::temp_directory_path() / fmt::format("lactasim_mistakes_{}", ++count());
    fs::remove_all(folder);
    fs::create_directories(folder / "demo");
    put("scenario.toml", text);
  }
  ~CaseFolder() { fs::remove_all(folder); }
  void put(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }
  std::string problems() const {
    const auto spec = read_scenario(folder, kData);
    return spec ? "" : all_text(spec.problems());
  }
  static int& count() {
    static int n = 0;
    return n;
  }
};

/// The head of a PNG that claims this size: all that a size limit may look at.
std::string png_head(int width, int height) {
  std::string out("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  for (const int value : {width, height})
    for (int byte = 3; byte >= 0; --byte) out += static_cast<char>(value >> (8 * byte));
  return out + std::string("\x08\x02\0\0\0\0\0\0\0", 9);
}

/// A whole picture of one black pixel.
const std::string kOnePixel = [] {
  const unsigned char bytes[] = {
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
      0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00,
      0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x08,
      0xd7, 0x63, 0x60, 0x60, 0x60, 0x00, 0x00, 0x00, 0x04, 0x00, 0x01, 0x27, 0x34, 0x27,
      0x0a, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};
  return std::string(reinterpret_cast<const char*>(bytes), sizeof bytes);
}();

const std::string kPicture = "[[picture]]\nfile = \"bedside.png\"\nalt = \"The bedside\"\n";
const std::string kSourced = "weight = 1\nsource = \"who-2009\"\n";

std::string order(const std::string& id, const std::string& first, const std::string& then) {
  return fmt::format(
      "[[criterion]]\nid = \"{}\"\ntext = \"t\"\nwhy = \"w\"\ninstead = \"i\"\ndomain = "
      "\"safety\"\nkind = \"order\"\nfirst = \"{}\"\nthen = \"{}\"\n{}",
      id, first, then, kSourced);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("mistakes: a decimal comma, in a quantity and bare") {
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\ntissue_pressure = \"2,5 "
                   "kPa\"\n") ==
        "x.toml:5:19: \"2,5 kPa\" has a decimal comma; write \"2.5 kPa\"\n"
        "    5 | tissue_pressure = \"2,5 kPa\"\n"
        "      |                   ^~~~~~~~~");
  CHECK(all_text(problems_of("format = 1\ntitle = \"S\"\n[patient]\nmilk = 2,5\n"))
            .find("x.toml:4:9: a decimal comma; write the number with a point, as in 2.5") !=
        std::string::npos);
}

TEST_CASE("mistakes: a quantity without its quotes, a share in percent") {
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nmilk = 12 mL  # little\n")
            .find("a quantity needs quotes: write \"12 mL\"") != std::string::npos);
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nareola_excess = 5%\n")
            .find("a share is a number from 0 to 1: write 0.05 for 5 %") != std::string::npos);
  CHECK(problems_of("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\nmilk = 12 # mL\n")
            .empty());
}

TEST_CASE("mistakes: a tab is named where it stands") {
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\n\tside = \"left\"\n")
            .find("x.toml:4:1: a tab (often pasted from a word processor); type an ordinary space "
                  "instead") == 0);
}

TEST_CASE("mistakes: a file of a later format says so") {
  CHECK(first_text("format = 7\ntitle = \"S\"\n[patient]\n")
            .find("x.toml:1:10: format 7 is of a newer LactaSim") == 0);
}

TEST_CASE("mistakes: a retired key names what took its place") {
  CHECK(first_text(small_case("", "image = \"bedside.png\"\n")) ==
        "x.toml:3:1: \"image\" is retired: write a [[picture]] with file and alt\n"
        "    3 | image = \"bedside.png\"\n"
        "      | ^~~~~");
  const auto schema = json_schema("scenario");
  REQUIRE(schema);
  CHECK(nlohmann::json::parse(*schema)["properties"]["image"]["deprecated"] == true);
}

TEST_CASE("mistakes: a band that nothing can satisfy") {
  const std::string text = all_text(problems_of(
      small_case(row("kind = \"outcome\"\nmetric = \"latch_ok\"\nlow = 2\n" + kSourced))));
  CHECK(text.find("nothing can satisfy this band: \"latch_ok\" is never above 1") !=
        std::string::npos);
  CHECK(all_text(problems_of(small_case(row("kind = \"measure\"\ntechnique = "
                                            "\"hand-expression\"\nmetric = \"span_m\"\nhigh = "
                                            "\"-5 mm\"\n" +
                                            kSourced))))
            .find("is never below 0 m") != std::string::npos);
}

TEST_CASE("mistakes: rows that contradict each other's order") {
  const std::string text = all_text(problems_of(small_case(
      order("a", "palpation", "hand-expression") + order("b", "hand-expression", "palpation"))));
  CHECK(text.find("x.toml:15:9: contradictory order: row \"a\" wants \"palpation\" before "
                  "\"hand-expression\", but row \"b\" puts \"hand-expression\" before "
                  "\"palpation\"") != std::string::npos);

  // through what an action needs, through itself, and through touch
  CHECK(all_text(problems_of(small_case("[[action]]\nid = \"x\"\nlabel = \"X\"\nneeds = "
                                        "\"consent\"\n" +
                                        order("c", "x", "consent"))))
            .find("action \"x\" needs it puts \"consent\" before \"x\"") != std::string::npos);
  CHECK(all_text(problems_of(small_case(order("d", "consent", "consent"))))
            .find("cannot come before itself") != std::string::npos);
  CHECK(all_text(problems_of(small_case(order("e", "palpation", "touch"))))
            .find("every technique begins with touch") != std::string::npos);

  // a time limit lets both be kept, one after the other
  CHECK(all_text(problems_of(small_case(
            order("a", "palpation", "hand-expression") + "within = \"5 min\"\n" +
            order("b", "hand-expression", "palpation") + "within = \"5 min\"\n"))) == "");
}

TEST_CASE("mistakes: too much weight on assumed numbers is told at the heaviest such row") {
  CHECK(all_text(problems_of(small_case(
                     row("kind = \"gate\"\nfirst = \"consent\"\nweight = 1\nassumed = true\n"))))
            .find("x.toml:16:10: rows that rest on assumed numbers carry 100.0 % of the weight") !=
        std::string::npos);
}

TEST_CASE("mistakes: an unknown condition, and a row that asks for what is ruled out") {
  CHECK(all_text(problems_of("format = 1\ntitle = \"S\"\n[patient]\nconditions = "
                             "[\"pluged-duct\"]\n"))
            .find("unknown condition \"pluged-duct\"; did you mean \"plugged-duct\"?") !=
        std::string::npos);
  const std::string text =
      all_text(problems_of("format = 1\ntitle = \"S\"\n[patient]\nconditions = [\"abscess\"]\n" +
                           row("kind = \"measure\"\ntechnique = \"circular-massage\"\nmetric = "
                               "\"circles\"\nlow = 3\n" +
                               kSourced)));
  CHECK(text.find("\"circular-massage\" is ruled out by this case's conditions") !=
        std::string::npos);
}

TEST_CASE("mistakes: a demo that is not there, with the one that is") {
  CaseFolder folder(small_case("", "demos = [\"expert\", \"novise\"]\n"));
  folder.put("demo/expert.toml", "");
  folder.put("demo/novice.toml", "");
  const std::string text = folder.problems();
  CHECK(text.find("scenario.toml:3:20: there is no demo/novise.toml beside this case; did you mean "
                  "\"novice\"?") != std::string::npos);
  CHECK(text.find("expert") == text.find("expert\", \"novise"));
}

TEST_CASE("mistakes: a picture is there, inside, a picture, and not too large") {
  CaseFolder folder(small_case(kPicture));
  CHECK(folder.problems().find("no picture \"bedside.png\" beside this case") != std::string::npos);
  folder.put("bedside.png", "not a picture at all");
  CHECK(folder.problems().find("\"bedside.png\" is not a PNG or JPEG that can be read") !=
        std::string::npos);
  folder.put("bedside.png", png_head(20000, 10));
  CHECK(folder.problems().find("is 20000 by 10 pixels; 4096 a side is the most") !=
        std::string::npos);
  folder.put("bedside.png", std::string(kMostPictureBytes + 1, 'x'));
  CHECK(folder.problems().find("has more than 4 MB") != std::string::npos);
  folder.put("bedside.png", kOnePixel);
  CHECK(folder.problems().empty());
  const auto pixels = read_picture(folder.folder, "bedside.png");
  REQUIRE(pixels);
  CHECK(pixels->width == 1);
  CHECK(pixels->rgba == std::vector<std::uint8_t>{0, 0, 0, 255});

  // a link that leads out of the folder is no picture of this case
  CaseFolder other(small_case(kPicture));
  fs::create_symlink(folder.folder / "bedside.png", other.folder / "bedside.png");
  CHECK(other.problems().find("leads out of the case's folder") != std::string::npos);
}

TEST_CASE("mistakes: twenty at once, all told in one check") {
  CaseFolder folder(
      "format = 1\ntitel = \"S\"\nseed = \"four\"\nimage = \"x.png\"\ndemos = [\"expert\"]\n"
      "pack = \"first_tuch\"\n[patient]\nassumed = true\nmilk = \"190 mm\"\nareola_excess = "
      "\"0,6\"\n"
      "side = \"lefft\"\nbase = \"../secret\"\nconditions = [\"plug\"]\nvolume = 99999\n"
      "[[action]]\nid = \"consent\"\nlabel = \"Ask\"\nphase = \"meet\"\nneeds = \"explain\"\n"
      "[[picture]]\nfile = \"bedside.png\"\nalt = \"\"\n" +
      row("kind = \"measure\"\ntechnique = \"palpatoin\"\nmetric = \"hold_s\"\nlow = 1\nweight = "
          "1\nsource = \"who-2010\"\n") +
      order("o", "consnt", "touch"));
  const auto spec = read_scenario(folder.folder, kData);
  REQUIRE_FALSE(spec);
  CHECK(spec.problems().size() >= 16);
  for (const Problem& p : spec.problems()) {
    CAPTURE(p.message);
    CHECK(p.line > 0);
    CHECK(p.column > 0);
    CHECK(p.text().find('^') != std::string::npos);
  }
}

TEST_CASE("mistakes: the reference page holds every key of the table") {
  const std::string page = reference_page();
  for (const FieldInfo& field : field_table())
    CHECK_MESSAGE(page.find("| `" + field.name + "` |") != std::string::npos, field.name);
  CHECK(page.find("retired: write a [[picture]]") != std::string::npos);
}

TEST_SUITE_END();
