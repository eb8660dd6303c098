#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/file.h"
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

TEST_CASE("mistakes: a decision that ends nothing") {
  const std::string by = row("kind = \"decision\"\ndecision = \"plan\"\n" + kSourced);
  const std::string plan = "[[action]]\nid = \"plan\"\nlabel = \"Plan\"\n";
  CHECK(
      first_text(small_case(plan + by))
          .find(
              "row \"r\": \"plan\" does not end the run, and a decision does; write decides = true "
              "in that [[action]], or for something said on the way kind = \"gate\" with first") !=
      std::string::npos);
  CHECK(all_text(problems_of(small_case(plan + "decides = true\n" + by))) == "");

  // a recording of an older program is marked as it was
  const CaseTexts recorded{.scenario = small_case(plan + by), .recorded = true};
  CHECK(parse_scenario(recorded, "x.toml", kData));
}

TEST_CASE("mistakes: what TOML cannot read is told with what to write instead") {
  const auto said_of = [](const std::string& line) {
    const Problems problems = problems_of("format = 1\n" + line + "\n[patient]\n");
    return problems.size() == 1 ? problems.front().message : all_text(problems);
  };
  CHECK(said_of("title = '\"I'm here.\"'") ==
        "the text ended at the apostrophe before; write \"\\\"I'm here.\\\"\"");
  CHECK(said_of("title = \"Ask: \"may I?\" first\"") ==
        "the text ended at the quotation mark before; write \"Ask: \\\"may I?\\\" first\"");
  CHECK(said_of("title = \"S\"\nsummary = \"images\\\\bed\"") == "");
  CHECK(said_of("title = \"S\"\nseed = 44;") ==
        "nothing stands between a value and the end of its line; delete the ;");
  CHECK(said_of("title = \"S\",") ==
        "nothing stands between a value and the end of its line; delete the ,");
  CHECK(said_of("title = \"S\" seed = 3") ==
        "the value ended before this; only a note that begins with # may follow it on its line");
  CHECK(said_of("title = \"S\"\n// a note") == "a note begins with #");
  CHECK(said_of("title: \"S\"") == "a name and its value are joined by =: write title = ...");
  CHECK(said_of("title = \"S\"\nseed =") ==
        "nothing stands after =; write the value, a text in quotes, or delete the line");
  CHECK(said_of("title == \"S\"") == "one = stands between a name and its value");
  CHECK(said_of("title = \"S\"\npilot note = \"none\"") ==
        "a name is one word, joined to its value by =; write _ for a space in it");
  CHECK(said_of("title = \"S\"\n[variation]\nother_side = True") ==
        "true and false are written in small letters");
  CHECK(said_of("title = \"S\"\n[left breast]") ==
        "a table's name has no spaces: write [left_breast]");
}

TEST_CASE("mistakes: a list that lacks a comma is one slip, and what follows is read") {
  const std::string text =
      all_text(problems_of("format = 1\ntitle = \"S\"\nobjectives = [\n  \"Ã©lan\"  # one\n  "
                           "\"b\",\n  \"c\",\n]\n[patient]\nassumed = true\nmilkk = 3\n"));
  CHECK(text.find("x.toml:5:3: a comma is missing before this text") == 0);
  CHECK(text.find("unknown key \"milkk\"") != std::string::npos);
  CHECK(problems_of("format = 1\ntitle = \"S\"\nobjectives = [\"Ã©lan\" \"b\"]\n[patient]\n")
            .size() == 1);
  CHECK(first_text("format = 1\ntitle = \"S\"\nobjectives = [\n  \"a\",\n[patient]\n")
            .find("x.toml:5:2: a list above this line has no closing ]") == 0);
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

TEST_CASE("mistakes: a condition taken out is told once, where it is missing") {
  fs::path folder = fs::temp_directory_path() / "lactasim_mistakes_conditions";
  fs::remove_all(folder);
  fs::copy(kData / "scenarios" / "plugged_duct_left4", folder, fs::copy_options::recursive);
  std::string whole = *read_file(folder / "scenario.toml");
  const std::string line = "conditions = [\"plugged-duct\"]\n";
  REQUIRE(whole.find(line) != std::string::npos);
  whole.erase(whole.find(line), line.size());
  REQUIRE(write_file(folder / "scenario.toml", whole));
  const Outcome checked = check_file(folder, kData);
  REQUIRE_FALSE(checked);
  INFO(all_text(checked.problems()));
  CHECK(checked.problems().size() == 1);
  const Problem& told = checked.problems().front();
  CHECK(told.text().find("[patient]") != std::string::npos);
  CHECK(told.message.find("condition \"plugged-duct\": add it to \"conditions\" of [patient]") !=
        std::string::npos);
  fs::remove_all(folder);
}

TEST_CASE("mistakes: a pack that asks for what the case lacks is told once, with all it takes") {
  const Problems told = problems_of(small_case("", "pack = \"classic\"\n"));
  REQUIRE(told.size() == 1);
  CHECK(told[0].line == 3);
  CHECK_MESSAGE(told[0].message.starts_with("pack \"classic\" asks for \"introduce\", "),
                told[0].message);
  CHECK(told[0].message.find("\"explain\", ") != std::string::npos);
  CHECK(told[0].message.find("add an [[action]] with each id, or choose rows with pack_criteria") !=
        std::string::npos);
}

TEST_CASE("mistakes: a step told by the plug needs one") {
  CaseFolder folder(small_case());
  folder.put("demo/expert.toml",
             "format = 1\ntitle = \"E\"\nkind = \"expert\"\n[[step]]\ndo = \"press\"\nposture = "
             "\"single-tip\"\nplace = \"plug\"\npress = 1\nhold = 1\n");
  const Outcome checked = check_file(folder.folder, kData);
  REQUIRE_FALSE(checked);
  CHECK(all_text(checked.problems())
            .find("expert.toml:7:9: \"plug\" needs a plug, and this case has none; say where with "
                  "\"at\" and \"r\"") != std::string::npos);
}

TEST_CASE("mistakes: a bound whose unit could be meant otherwise needs it; a plain one does not") {
  const auto told = [](const std::string& metric, const std::string& high) {
    return all_text(problems_of(small_case(
        row("kind = \"limit\"\nmetric = \"" + metric + "\"\nhigh = " + high + "\n" + kSourced))));
  };
  CHECK(told("max_mean_pressure_Pa", "10")
            .find("\"high\" is a pressure and needs its unit: write \"10 kPa\" or \"10 Pa\"") !=
        std::string::npos);
  CHECK(told("max_mean_pressure_Pa", "\"10\"").find("needs its unit") != std::string::npos);
  CHECK(told("slip_under_load_m", "25").find("write \"25 mm\" or \"25 m\"") != std::string::npos);
  for (const char* good : {"\"10 kPa\"", "\"75 mmHg\"", "0"})
    CHECK(told("max_mean_pressure_Pa", good) == "");
  CHECK(told("contact_s", "60") == "");

  // what a recording holds was good when it was made
  const CaseTexts old{.scenario = small_case(row("kind = \"limit\"\nmetric = "
                                                 "\"max_mean_pressure_Pa\"\nhigh = 4000\n" +
                                                 kSourced)),
                      .recorded = true};
  CHECK(parse_scenario(old, "x.toml", kData));
}

TEST_CASE(
    "mistakes: a word in braces is filled wherever a learner reads, and nothing else is one") {
  const auto spec = parse_scenario(
      "format = 1\ntitle = \"The {side}, not the {other}\"\n[patient]\nbase = "
      "\"primiparous_medium\"\nside = \"right\"\n[right_breast]\nplug_at = \"4 "
      "o'clock\"\nassumed = true\n[[phase]]\nid = \"p\"\ntitle = \"At {place}\"\n",
      "x.toml", kData);
  INFO((spec ? std::string() : all_text(spec.problems())));
  REQUIRE(spec);
  CHECK(spec->title == "The right, not the left");
  CHECK(spec->phases[0].title == "At 4 o'clock");
  for (const char* plain : {"{}", "{ 3 }", "{a long way of saying that this is none}", "{"})
    CHECK(all_text(problems_of(
              small_case("", fmt::format("summary = \"Braces {} stay\"\n", plain)))) == "");
}

TEST_CASE("mistakes: a side that a text tells itself, where patients are mirrored") {
  const auto told = [](const char* words, bool mirrored) {
    return all_text(problems_of(small_case(fmt::format("[variation]\nother_side = {}\n", mirrored),
                                           fmt::format("summary = \"{}\"\n", words))));
  };
  const std::string problem = told("It is the Left breast that hurts", true);
  CHECK(problem.find("\"Left breast\" is untrue for the patients whom other_side mirrors; write "
                     "{side}") != std::string::npos);
  CHECK(told("he slides off the right one", true).find("\"right one\"") != std::string::npos);
  CHECK(told("It is the left breast that hurts", false) == "");
  for (const char* good : {"That is all right, one more", "on the {side} breast", "right away",
                           "the buttons on the right", "upright side by side", "a bright one"})
    CHECK(told(good, true) == "");
}

TEST_CASE("mistakes: a plug in the breast that hands do not begin on") {
  // nothing speaks of it: a finding for those who look at both
  const std::string plug = "[left_breast]\nplug_at = \"4 o'clock\"\nassumed = true\n";
  const std::string start =
      "format = 1\ntitle = \"T\"\n[patient]\nbase = \"primiparous_medium\"\nside = \"right\"\n";
  CHECK(all_text(problems_of(start + plug)) == "");

  // words that would name the left while hands are on the right
  const std::string word = "[[action]]\nid = \"a\"\nlabel = \"Look at the {side} one\"\n";
  CHECK(all_text(problems_of(start + plug + word))
            .find("x.toml:5:8: hands begin on the right breast, but the plug") == 0);
}

TEST_CASE("mistakes: a case brings its own pack, patient and sources in its folder") {
  CaseFolder folder(
      small_case("[[source]]\nkey = \"ward-2025\"\nauthor = \"Ward 3\"\ntitle = "
                 "\"House rules\"\nyear = \"2025\"\nstatus = \"seen\"\n" +
                     row("kind = \"gate\"\nfirst = \"consent\"\nweight = 1\nsource = "
                         "\"ward-2025\"\n"),
                 "pack = \"ward\"\n"));
  CHECK(folder.problems().find(
            "no pack \"ward\" in this case's folder or assets/packs; there are ") !=
        std::string::npos);
  fs::create_directories(folder.folder / "packs");
  const std::string pack =
      "format = 1\ntitle = \"Ward\"\nedition = \"1\"\nincludes = \"care\"\n[[source]]\nkey = "
      "\"audit-2024\"\ntitle = \"Audit\"\nstatus = \"seen\"\n[[criterion]]\nid = \"asked\"\ntext = "
      "\"t\"\nwhy = \"w\"\ninstead = \"i\"\ndomain = \"safety\"\nkind = \"gate\"\nfirst = "
      "\"consent\"\nweight = 1\nsource = \"audit-2024\"\n";
  folder.put("packs/ward.toml", pack);
  const auto spec = read_scenario(folder.folder, kData);
  INFO((spec ? std::string() : all_text(spec.problems())));
  // care asks for actions that this small case lacks; its own row and both sources are good
  if (!spec) {
    CHECK(all_text(spec.problems()).find("ward-2025") == std::string::npos);
    CHECK(all_text(spec.problems()).find("audit-2024") == std::string::npos);
  }
  folder.put("packs/ward.toml", std::string(pack).erase(pack.find("includes"), 18));
  const auto plain = read_scenario(folder.folder, kData);
  INFO((plain ? std::string() : all_text(plain.problems())));
  REQUIRE(plain);
  CHECK(plain->sources.size() == 2);
  CHECK(plain->criteria[0].seen == rubric::Seen::Seen);

  // two packs of one name would be taken for each other
  folder.put("packs/classic.toml", pack);
  folder.put("scenario.toml", small_case("", "pack = \"classic\"\n"));
  CHECK(folder.problems().find("has the name of one that LactaSim brings") != std::string::npos);

  // nor does a link lead out of the folder
  CaseFolder other(small_case("", "pack = \"ward\"\n"));
  fs::create_directories(other.folder / "packs");
  fs::create_symlink(folder.folder / "packs" / "ward.toml", other.folder / "packs" / "ward.toml");
  CHECK(other.problems().find("leads out of the case's folder") != std::string::npos);
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
