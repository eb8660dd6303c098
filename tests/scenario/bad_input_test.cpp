#include <fmt/format.h>

#include <algorithm>

#include "scenario/repair.h"
#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

TEST_SUITE_BEGIN("unit");

// The messages are the product: each class of mistake is compared in full, place and caret
// included.

TEST_CASE("scenario: an unknown key is named with the one that was meant") {
  CHECK(first_text(
            "format = 1\ntitle = \"Small\"\n[patient]\nareola_exces = 0.5\nassumed = true\n") ==
        "x.toml:4:1: unknown key \"areola_exces\" in [patient]; did you mean \"areola_excess\"?\n"
        "    4 | areola_exces = 0.5\n"
        "      | ^~~~~~~~~~~~");
}

TEST_CASE("scenario: a key like no other gets no suggestion") {
  CHECK(first_text("format = 1\ntitle = \"S\"\ncolour_scheme = \"teal\"\n[patient]\n") ==
        "x.toml:3:1: unknown key \"colour_scheme\" in a case\n"
        "    3 | colour_scheme = \"teal\"\n"
        "      | ^~~~~~~~~~~~~");
}

TEST_CASE("scenario: a quantity of the wrong dimension names the right units") {
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\nmilk = \"190 mm\"\n") ==
        "x.toml:5:8: \"190 mm\" is not a volume; \"milk\" takes a finite number in m3, L or mL\n"
        "    5 | milk = \"190 mm\"\n"
        "      |        ^~~~~~~~");
}

TEST_CASE("scenario: a number outside the range is refused with the range") {
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\nvolume = 6500\n") ==
        "x.toml:5:10: \"volume\" is 6500 mL; it must be 250 mL to 1400 mL\n"
        "    5 | volume = 6500\n"
        "      |          ^~~~");
}

TEST_CASE("scenario: nan and inf are refused, bare or in a text") {
  for (const char* value : {"nan", "inf", "-inf", "+nan"}) {
    CAPTURE(value);
    const std::string text =
        fmt::format("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\nmilk = {}\n", value);
    CHECK(all_text(problems_of(text)).find("\"milk\" is not a finite number") != std::string::npos);
  }
  for (const char* value : {"nan mL", "inf mL", "1e999 mL", "-nan", ""}) {
    CAPTURE(value);
    const std::string text =
        fmt::format("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\nmilk = \"{}\"\n", value);
    CHECK(all_text(problems_of(text)).find("is not a volume") != std::string::npos);
  }
}

TEST_CASE("scenario: the wrong sort of value says what is needed") {
  CHECK(first_text("format = 1\ntitle = 4\n[patient]\n") ==
        "x.toml:2:9: \"title\" needs a text in quotes, not a number\n"
        "    2 | title = 4\n"
        "      |         ^");
  CHECK(first_text("format = 1\ntitle = \"S\"\nseed = 1.5\n[patient]\n")
            .find("\"seed\" needs a whole number, not a number") != std::string::npos);
  CHECK(first_text("format = 1\ntitle = \"S\"\nobjectives = \"one\"\n[patient]\n")
            .find("\"objectives\" needs a list [\"...\"], not a text") != std::string::npos);
  CHECK(first_text("format = 1\ntitle = \"S\"\n[[patient]]\nmilk = 3\n")
            .find("\"patient\" is one table here: write [patient]") != std::string::npos);
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\n[action]\nid = \"a\"\n")
            .find("\"action\" can stand more than once: write [[action]]") != std::string::npos);
}

TEST_CASE("scenario: an unknown choice lists the known ones") {
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nside = \"lefft\"\n") ==
        "x.toml:4:8: \"lefft\" is not known for \"side\"; did you mean \"left\"? (one of: left, "
        "right)\n"
        "    4 | side = \"lefft\"\n"
        "      |        ^~~~~~~");
}

TEST_CASE("scenario: format comes first and is 1") {
  CHECK(first_text("title = \"S\"\n[patient]\n")
            .find("x.toml:1:1: the first line must be: format = 1") == 0);
  CHECK(first_text("title = \"S\"\nformat = 1\n[patient]\n")
            .find("x.toml:2:1: \"format\" must be the first key of the file") == 0);
  CHECK(
      first_text("format = 2\ntitle = \"S\"\n[patient]\n")
          .find(
              "x.toml:1:10: format 2 is of a newer LactaSim; this one reads format = 1, so update "
              "the program") == 0);
  CHECK(first_text("format = 0\ntitle = \"S\"\n[patient]\n")
            .find("x.toml:1:10: this format is not known here; format = 1 is what we read") == 0);
}

TEST_CASE("scenario: a missing key is asked for") {
  CHECK(all_text(problems_of("format = 1\n")).find("a case needs \"title\"") != std::string::npos);
  CHECK(all_text(problems_of("format = 1\n")).find("a case needs [patient]") != std::string::npos);
  CHECK(all_text(problems_of(small_case("[[phase]]\ntitle = \"P\"\n")))
            .find("[[phase]] needs \"id\"") != std::string::npos);
}

TEST_CASE("scenario: a text without its closing quote") {
  CHECK(
      first_text("format = 1\ntitle = \"S\n[patient]\n") ==
      "x.toml:2:11: this text has no closing quote on its line; close it, or use \"\"\" for a long "
      "text\n"
      "    2 | title = \"S\n"
      "      |           ^");
}

TEST_CASE("scenario: a bare word, a repeated key") {
  CHECK(all_text(problems_of("format = 1\ntitle = Small\n[patient]\n"))
            .find("put texts and quantities in quotes") != std::string::npos);
  CHECK(all_text(problems_of("format = 1\ntitle = \"S\"\ntitle = \"T\"\n[patient]\n"))
            .find("x.toml:3:9: this name is given twice; keep one of them") != std::string::npos);
}

TEST_CASE("scenario: pastes from a word processor are named") {
  CHECK(first_text("format = 1\ntitle = \xE2\x80\x9CSmall\xE2\x80\x9D\n[patient]\n")
            .find("x.toml:2:9: a curly double quote (often pasted from a word processor); type a "
                  "straight quote instead") == 0);
  CHECK(first_text("format = 1\ntitle\xC2\xA0= \"S\"\n[patient]\n")
            .find("x.toml:2:6: a non-breaking space (often pasted from a word processor); type an "
                  "ordinary space instead") == 0);
  CHECK(
      first_text("format = 1\ntitle = \"S\"\n[patient]\nassumed = true\nmilk = \"150\xC2\xA0mL\"\n")
          .find("x.toml:5:12: a non-breaking space (often pasted from a word processor) inside "
                "\"milk\"; type it anew") == 0);
  CHECK(first_text("format = 1\nseed = \xE2\x88\x92"
                   "1\n[patient]\n")
            .find("x.toml:2:8: a long dash") == 0);
  CHECK(first_text(std::string("\xFF\xFE"
                               "f\0o\0r\0",
                               8)) ==
        "x.toml:1:1: saved as UTF-16 (\"Unicode\" in some editors); save it as UTF-8");
  CHECK(first_text(std::string("f\0o\0r\0m\0a\0t\0", 12)).find("saved as UTF-16") !=
        std::string::npos);
  CHECK(
      first_text("\xEF\xBB\xBF" + small_case())
          .find(
              "x.toml:1:1: starts with a byte-order mark, which no editor shows; save the file as "
              "\"UTF-8\", not as \"UTF-8 with BOM\"") == 0);
}

TEST_CASE("scenario: typographic quotes and dashes inside a text are welcome") {
  CHECK(all_text(problems_of(small_case("",
                                        "summary = \"Amara says \xE2\x80\x9Cyes\xE2\x80\x9D "
                                        "\xE2\x80\x93 and\xC2\xA0means it\"\n"))) == "");
}

TEST_CASE("scenario: what a word processor left can be taken out, and then the file is good") {
  const std::string good = small_case("", "summary = \"Amara says \xE2\x80\x9Cyes\xE2\x80\x9D\"\n");
  std::vector<std::string> done;
  CHECK(repaired(good, done) == good);
  CHECK(done.empty());

  // a byte-order mark, curly quotes round a text, a hard space beside a name and in a quantity
  std::string left = "\xEF\xBB\xBF" + good +
                     "[left_breast]\nmilk\xC2\xA0= \"90\xC2\xA0mL\"\n\tassumed = true\n" +
                     "[[phase]]\nid = \xE2\x80\x9Cmeet\xE2\x80\x9D\ntitle = \"Meet\"\n";
  CHECK_FALSE(problems_of(left).empty());
  const std::string mended = repaired(left, done);
  CAPTURE(mended);
  CHECK(all_text(problems_of(mended)) == "");
  CHECK(done.size() == 4);
  CHECK(mended.find("Amara says \xE2\x80\x9Cyes\xE2\x80\x9D") != std::string::npos);
  CHECK(mended.find("id = \"meet\"") != std::string::npos);

  // UTF-16 of either order, with and without its mark
  for (const bool big : {false, true})
    for (const bool mark : {false, true}) {
      std::string wide = !mark ? "" : big ? "\xFE\xFF" : "\xFF\xFE";
      for (const char c : small_case()) wide += big ? std::string{'\0', c} : std::string{c, '\0'};
      std::vector<std::string> of_wide;
      CHECK(repaired(wide, of_wide) == small_case());
      CHECK(of_wide.size() == 1);
    }

  // bytes that are nothing stay, to be told
  std::vector<std::string> of_noise;
  CHECK(repaired("a\xFF\xD8z", of_noise) == "a\xFF\xD8z");
}

TEST_CASE("scenario: bytes that are no text") {
  CHECK(first_text("format = 1\ntitle = \"S\xFF\"\n[patient]\n")
            .find("x.toml:2:11: this byte is not UTF-8 text; save the file as UTF-8") == 0);
  CHECK(
      first_text("format = 1\ntitle = \"S\x01\"\n[patient]\n")
          .find(
              "x.toml:2:11: control character U+0001 does not belong in a text file; delete it") ==
      0);
}

TEST_CASE("scenario: too large, too deep") {
  CHECK(first_text(std::string(kMostBytes + 1, '#')) ==
        "x.toml: the file has 256 kB; 256 kB is the most we read");
  std::string dots = "a";
  for (int i = 0; i < 20000; ++i) dots += ".a";
  CHECK(all_text(problems_of(dots + " = 1\n")).find("nested too deeply") != std::string::npos);
  CHECK(all_text(problems_of("a = " + std::string(5000, '[') + "\n")).find("nested too deeply") !=
        std::string::npos);
}

TEST_CASE("scenario: names lead nowhere else") {
  for (const char* name : {"../secret", "a/b", "/etc/passwd", "..", "A b", "", "x\\y"}) {
    CAPTURE(name);
    CHECK(all_text(
              problems_of(fmt::format("format = 1\ntitle = \"S\"\n[patient]\nbase = '{}'\n", name)))
              .find("is not a name") != std::string::npos);
    CHECK(all_text(
              problems_of(fmt::format("format = 1\ntitle = \"S\"\npack = '{}'\n[patient]\n", name)))
              .find("is not a name") != std::string::npos);
    CHECK(all_text(problems_of(fmt::format(
                       "format = 1\ntitle = \"S\"\n[patient]\n[[picture]]\nfile = '{}'\n", name)))
              .find("is not a picture's name") != std::string::npos);
    CHECK_FALSE(read_pack(name, kData));
    CHECK_FALSE(read_patient(name, Shelf{.data = kData}));
  }
  CHECK(first_text("format = 1\ntitle = \"S\"\n[patient]\nbase = \"nobody\"\n")
            .find("x.toml:4:8: no patient \"nobody\" in assets/patients") == 0);
}

TEST_CASE("scenario: every number says where it comes from") {
  CHECK(all_text(problems_of("format = 1\ntitle = \"S\"\n[patient]\nmilk = \"150 mL\"\n"))
            .find("these numbers need source = \"key\" or assumed = true") != std::string::npos);
  CHECK(all_text(problems_of(small_case(row("kind = \"gate\"\nfirst = \"consent\"\nweight = 1\n"))))
            .find("\"r\" needs source = \"key\" or assumed = true") != std::string::npos);
  CHECK(all_text(
            problems_of(small_case(row(
                "kind = \"gate\"\nfirst = \"consent\"\nweight = 1\nsource = \"ramsay-2006\"\n"))))
            .find("unknown source \"ramsay-2006\"; did you mean") != std::string::npos);
  CHECK(
      all_text(problems_of(small_case(row(
                   "kind = \"gate\"\nfirst = \"consent\"\nweight = 1\nsource = \"abm20-2016\"\n"))))
          .find("\"abm20-2016\" is retired") != std::string::npos);
}

TEST_CASE("scenario: an assumed row is never critical and never heavy") {
  const std::string gate = "kind = \"gate\"\nfirst = \"consent\"\n";
  CHECK(
      all_text(problems_of(small_case(row(gate + "weight = 1\nassumed = true\ncritical = true\n"))))
          .find("never critical") != std::string::npos);
  const std::string sourced =
      "[[criterion]]\nid = \"s\"\ntext = \"t\"\nwhy = \"w\"\ninstead = \"i\"\ndomain = "
      "\"safety\"\n" +
      gate + "source = \"who-2009\"\nweight = 9\n";
  CHECK(all_text(problems_of(small_case(sourced + row(gate + "weight = 1\nassumed = true\n")))) ==
        "");
  CHECK(
      all_text(problems_of(small_case(sourced + row(gate + "weight = 1.01\nassumed = true\n"))))
          .find("rows that rest on assumed numbers carry 10.1 % of the weight; 10 % is the most") !=
      std::string::npos);
}

TEST_CASE("scenario: a row has what its kind needs, and nothing it would ignore") {
  const std::string end = "weight = 1\nsource = \"who-2009\"\n";
  const auto text_of = [&](const std::string& keys) {
    return all_text(problems_of(small_case(row(keys + end))));
  };
  CHECK(text_of("kind = \"order\"\nfirst = \"consent\"\n")
            .find("a row of kind \"order\" needs \"then\"") != std::string::npos);
  CHECK(text_of("kind = \"gate\"\nfirst = \"consent\"\nhigh = 3\n")
            .find("\"high\" does nothing in a row of kind \"gate\"; take it out") !=
        std::string::npos);
  CHECK(text_of("kind = \"measure\"\ntechnique = \"palpation\"\nmetric = \"hold_s\"\n")
            .find("needs \"low\" or \"high\"") != std::string::npos);
  CHECK(text_of("kind = \"measure\"\ntechnique = \"palpatoin\"\nmetric = \"hold_s\"\nlow = 1\n")
            .find("unknown technique \"palpatoin\"; did you mean \"palpation\"?") !=
        std::string::npos);
  CHECK(text_of("kind = \"measure\"\ntechnique = \"palpation\"\nmetric = \"hold\"\nlow = 1\n")
            .find("unknown metric \"hold\" of \"palpation\"; did you mean \"hold_s\"?") !=
        std::string::npos);
  CHECK(text_of(
            "kind = \"measure\"\ntechnique = \"palpation\"\nmetric = \"hold_s\"\nlow = \"3 mm\"\n")
            .find("\"3 mm\" is not a time") != std::string::npos);
  CHECK(
      text_of(
          "kind = \"measure\"\ntechnique = \"palpation\"\nmetric = \"hold_s\"\nlow = 5\nhigh = 4\n")
          .find("\"low\" is above \"high\"") != std::string::npos);
  CHECK(text_of("kind = \"gate\"\nfirst = \"consnet\"\n")
            .find("\"consnet\" is not an action of this case nor a technique; did you mean "
                  "\"consent\"?") != std::string::npos);
}

TEST_CASE("scenario: ids are unique and point at something") {
  CHECK(all_text(problems_of(small_case("[[action]]\nid = \"consent\"\nlabel = \"B\"\n")))
            .find("two [[action]] have the id \"consent\"") != std::string::npos);
  CHECK(all_text(
            problems_of(small_case("[[action]]\nid = \"b\"\nlabel = \"B\"\nneeds = \"consnt\"\n")))
            .find("\"consnt\" is no action of this case; did you mean \"consent\"?") !=
        std::string::npos);
  CHECK(all_text(problems_of(small_case("[[action]]\nid = \"b\"\nlabel = \"B\"\nphase = \"p\"\n")))
            .find("\"p\" is no phase of this case") != std::string::npos);
  CHECK(
      all_text(
          problems_of(small_case("", "pack = \"first_touch\"\npack_criteria = [\"rps-hld\"]\n")))
          .find("pack \"first_touch\" has no criterion \"rps-hld\"; did you mean \"rps-hold\"?") !=
      std::string::npos);
}

TEST_CASE("scenario: every problem is told at once, in the order they are found") {
  const Problems problems = problems_of(
      "format = 1\ntitel = \"S\"\nseed = -4\n[patient]\nmilk = \"5 kg\"\nside = \"up\"\n"
      "[[action]]\nid = \"a b\"\nlabel = \"\"\n[[utterance]]\nid = \"u\"\ntrigger = \"pain\"\ntext "
      "= 3\n");
  std::vector<int> lines;
  for (const Problem& p : problems) lines.push_back(p.line);
  for (const int line : {2, 3, 5, 6, 8, 9, 12, 13}) {
    CAPTURE(line);
    CHECK(std::count(lines.begin(), lines.end(), line) >= 1);
  }
}

TEST_CASE("scenario: broken lines do not hide the other problems") {
  const std::string said = all_text(problems_of(
      "format = 1\ntitle = \"S\nseed = oops\n[patient]\nmilk = \"5 kg\"\nside = \"left\n"));
  CHECK(said.find("x.toml:2:") != std::string::npos);
  CHECK(said.find("x.toml:3:") != std::string::npos);
  CHECK(said.find("x.toml:6:") != std::string::npos);
  CHECK(said.find("\"5 kg\" is not a volume") != std::string::npos);
  CHECK(said.find("a case needs") == std::string::npos);  // what is broken is not missing as well
}

TEST_CASE("scenario: a broken heading does not blame the keys under it") {
  const Problems problems = problems_of(
      "format = 1\ntitle = \"S\"\n[[action]]\nid = \"a\"\n[[action]\nid = \"b\"\nlabel = oops\n");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].text().find("x.toml:5:10: this bracket is not closed; end it with ]") == 0);
  CHECK(problems[1].line == 7);
}

TEST_CASE("scenario: a hopeless file is not told for ever") {
  std::string text = small_case();
  for (int i = 0; i < 5000; ++i) text += fmt::format("zz{} = 1\n", i);
  const Problems problems = problems_of(text);
  CHECK(problems.size() <= 101);
  CHECK(problems.back().message == "and more; mend these first, then check again");
}

TEST_SUITE_END();
