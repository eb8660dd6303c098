#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "debrief/chart.h"
#include "debrief/measure_words.h"
#include "debrief/rating.h"
#include "debrief/report.h"
#include "debrief/text.h"
#include "tests/debrief/example_log.h"

using namespace lac;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::filesystem::path passing_folder(const char* name) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("lac-debrief-" + std::string(name) + "-" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  return folder;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("debrief: every measure of a technique is told in words and everyday units") {
  for (const technique::MeasureInfo& info : technique::measure_table()) {
    for (const double value : {0.0, 1.0, 3.0}) {
      const std::string words = debrief::measure_words(info, value);
      CAPTURE(info.technique);
      CAPTURE(info.name);
      CAPTURE(words);
      CHECK(words.find('_') == std::string::npos);
      for (const char* machine : {" m3", " rad", " Pa", " cv"})
        CHECK(words.find(machine) == std::string::npos);
    }
  }
  const auto told = [](const char* technique, const char* name, double value) {
    return debrief::measure_words(*technique::find_measure(technique, name), value);
  };
  CHECK(told("cup", "collected_m3", 30e-6) == "milk collected 30\u00a0mL");
  CHECK(told("latch", "ok", 1.0) == "the baby took the breast well");
  CHECK(told("latch", "shallow", 0.0) == "");
  CHECK(told("hand-expression", "roll_share", 0.9) == "cycles that rolled 90%");
  CHECK(told("hand-expression", "slide_clock_rad", 3.14159) == "slides mostly at 6 o'clock");
  CHECK(told("palpation", "firmness", 2.0) == "firmest place: firm");
  CHECK(told("palpation", "pressure_class", 2.0) == "pressure: gentle");
  CHECK(told("palpation", "cells_frac", 0.056) == "share of the breast touched 5.6%");
  CHECK(told("palpation", "inward_order", -0.8) == "went from the nipple outward");
  CHECK(told("palpation", "inward_order", 0.1) == "");
  CHECK(told("palpation", "lumps", 0.0) == "");
  CHECK(told("palpation", "coached_share", 0.0) == "");
  CHECK(told("reverse-pressure-softening", "variant", 2.0) == "ring of tips of two hands");
}

TEST_CASE("debrief: the head says when it was and which patient of the case") {
  session::SessionLog log = example_log();
  log.when = "2026-11-26 11:40";
  log.scenario.seed = 7;
  const std::string page = debrief::to_html(log, ".");
  const std::string head = page.substr(page.find("<header"), page.find("</header>"));
  CHECK(head.find("<span>2026-11-26 11:40</span>") != std::string::npos);
  CHECK(head.find("<span>seed 7</span>") != std::string::npos);
  CHECK(nlohmann::json::parse(debrief::to_json(log))["run"]["when"] == log.when);
}

TEST_CASE("debrief: an instructor's mark changes the total that is told beside the program's") {
  session::SessionLog log = example_log();
  // weights as marking would have used them
  for (rubric::ScoreRow& row : log.score.rows) row.weight_used = row.arose ? 10.0 : 0.0;
  double sum = 0.0, weight = 0.0;
  for (const rubric::ScoreRow& row : log.score.rows)
    sum += row.weight_used * row.credit, weight += row.weight_used;
  log.score.total = 100.0 * sum / weight;
  log.review.overrules.clear();
  CHECK(debrief::reviewed_total(log) == doctest::Approx(log.score.total));
  // in whole points 100 is said only where nothing is missing
  CHECK(debrief::whole_points(100.0) == 100.0);
  CHECK(debrief::whole_points(99.59) == 99.0);
  CHECK(debrief::whole_points(96.7) == 97.0);
  log.review.overrules.push_back({"ring-held", 1.0, "Seen from the side."});
  const double with = 100.0 * (sum + 10.0 * 0.6) / weight;
  CHECK(debrief::reviewed_total(log) == doctest::Approx(with));
  const auto json = nlohmann::json::parse(debrief::to_json(log));
  CHECK(json["score"]["total"].get<double>() == doctest::Approx(log.score.total));
  CHECK(json["review"]["total_with_overrules"].get<double>() == doctest::Approx(with));
  CHECK(debrief::to_html(log, ".").find(
            fmt::format("with these marks it is {:.0f} of 100", with)) != std::string::npos);
}

TEST_CASE("debrief: marks.csv is one row a criterion, and the rows of runs lie under one another") {
  session::SessionLog log = example_log();
  log.scenario.title = "A \"first\" touch, on day 4";
  log.review.overrules.push_back({"ring-held", 1.0, "=1+1 is no reason"});
  log.score.rows[0].explanation = "\u201cMay I?\u201d came first.";
  const std::string csv = debrief::to_csv(log);
  CHECK(
      csv.starts_with("\xEF\xBB\xBF"
                      "case,title,when"));
  CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) ==
        log.score.rows.size() + 1);
  // as many cells in each row as the heading has, whatever the texts hold
  std::size_t columns = 0;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    std::size_t cells = 1;
    bool quoted = false;
    for (std::size_t i = at; i < end; ++i) {
      if (csv[i] == '"') quoted = !quoted;
      if (csv[i] == ',' && !quoted) ++cells;
    }
    CHECK_FALSE(quoted);
    if (columns == 0) columns = cells;
    CHECK(cells == columns);
    at = end + 2;
  }
  CHECK(csv.find("\"A \"\"first\"\" touch, on day 4\"") != std::string::npos);
  CHECK(csv.find("'May I?' came first.") != std::string::npos);
  CHECK(csv.find("\"'=1+1 is no reason\"") != std::string::npos);  // a text, no formula
  CHECK(csv.find("nan") == std::string::npos);
  CHECK(csv.find("inf") == std::string::npos);

  const auto both = debrief::join_csv({{"a", csv}, {"b", csv}});
  REQUIRE(both);
  CHECK(static_cast<std::size_t>(std::count(both->begin(), both->end(), '\n')) ==
        2 * log.score.rows.size() + 1);
  const auto foreign = debrief::join_csv({{"shopping.csv", "milk,eggs\n"}});
  REQUIRE_FALSE(foreign);
  CHECK(foreign.problems()[0].file == "shopping.csv");
}

TEST_CASE("debrief: nothing on the map of touch is cut off at its edge") {
  session::SessionLog log = example_log();
  for (auto& breast : log.touch.touched_s) breast[3][2] = 12.0;
  const std::string page = debrief::to_html(log, ".");
  // the style sheet centres the words of the map, so only a style of its own moves one
  CHECK(count(page, "style=\"text-anchor:start\">armpit") == 1);
  CHECK(count(page, "style=\"text-anchor:end\">armpit") == 1);
  CHECK(count(page, "viewBox=\"-16 -16 352 352\"") == 2);
}

TEST_CASE("debrief: the name of a technique is whole beside, or above, its bars") {
  // bars at the beginning, at the end, and from end to end: there no side has room
  const std::string strip =
      debrief::technique_strip({.end_s = 100.0,
                                .spans = {{0.0, 5.0, "palpation"},
                                          {3.0, 95.0, "reverse pressure softening"},
                                          {96.0, 100.0, "hand expression"}}});
  const double letter = 7.0;  // of bold text of 12 units, the report's own at its widest words
  std::size_t names = 0;
  for (std::size_t at = strip.find("<text"); at != std::string::npos;
       at = strip.find("<text", at + 1), ++names) {
    const double x = std::stod(strip.substr(strip.find("x=\"", at) + 3));
    const bool ends_there = strip.compare(strip.find("text-anchor=\"", at) + 13, 3, "end") == 0;
    const std::size_t begin = strip.find('>', at) + 1;
    const double width = letter * static_cast<double>(strip.find('<', begin) - begin);
    CAPTURE(strip.substr(begin, 30));
    CHECK((ends_there ? x - width : x) >= 0.0);
    CHECK((ends_there ? x : x + width) <= 960.0);
  }
  CHECK(names == 3);

  // no bar lies under a name: the lane without room is higher by a line
  CHECK(strip.find("y=\"27.0\"") == std::string::npos);
  CHECK(strip.find("y=\"43.0\"") != std::string::npos);
}

TEST_CASE("debrief: a row that did not come up was neither done nor left undone") {
  session::SessionLog log = example_log();
  log.score.rows[0].arose = false;
  log.score.rows[0].credit = 0.0;
  const std::string page = debrief::to_html(log, ".");
  const std::size_t row = page.find("Consent is asked for and given before the first touch",
                                    page.find("id=\"criteria\""));
  const std::string told = page.substr(row, page.find("</tr>", row) - row);
  CHECK(told.find("did not come up") != std::string::npos);
  CHECK(told.find("Not done") == std::string::npos);
}

TEST_CASE("debrief: of a balloon nobody says that it was not asked about its pain") {
  session::SessionLog log = example_log();
  CHECK(debrief::to_html(log, ".").find("Pain was") != std::string::npos);
  log.scenario.patient.breast.kind = anatomy::BodyKind::Balloon;
  const std::string page = debrief::to_html(log, ".");
  for (const char* odd : {"Pain was", "The baby", "Before and after"})
    CHECK(page.find(odd) == std::string::npos);
}

TEST_CASE("debrief: report.json keeps its documented keys") {
  const auto report = nlohmann::json::parse(debrief::to_json(example_log()));
  for (const char* key : {"format", "score", "criteria", "techniques", "outcomes", "series",
                          "timing", "hashes", "versions"}) {
    CHECK_MESSAGE(report.contains(key), key);
  }
  CHECK(report["format"] == 1);
  CHECK(report["score"]["total"] == 71.5);
  CHECK(report["score"]["safe"] == true);
  CHECK(report["score"]["critical_errors"].empty());
  for (const char* key :
       {"id", "kind", "value", "unit", "band", "credit", "weight", "source", "grade", "moments"}) {
    CHECK_MESSAGE(report["criteria"][1].contains(key), key);
  }
  CHECK(report["criteria"][1]["band"]["low"] == 60.0);
  CHECK(report["criteria"][1]["moments"][0]["end_s"] == 74.0);
  CHECK(report["techniques"][2]["measures"]["cycles"] == 10.0);
  CHECK(report["timing"]["ms_per_tick"].contains("total"));
  CHECK(report["timing"]["hands_on_s"] == 155.0);
  CHECK(report["hashes"]["final"] == "0123456789abcdef");
  CHECK(report["series"]["nrs"].size() == report["series"]["time_s"].size());
}

TEST_CASE("debrief: what was not measured is null in report.json, never NaN or infinity") {
  session::SessionLog log = example_log();
  log.series.nrs[3] = std::numeric_limits<double>::infinity();
  const std::string text = debrief::to_json(log);
  const auto report = nlohmann::json::parse(text);
  CHECK(report["criteria"][3]["value"].is_null());        // NaN
  CHECK(report["criteria"][2]["band"]["low"].is_null());  // no lower edge
  CHECK(report["techniques"][2]["measures"]["slip_m"].is_null());
  CHECK(report["series"]["nrs"][3].is_null());
  CHECK(text.find("nan") == std::string::npos);
}

TEST_CASE("debrief: text of a case cannot become markup") {
  session::SessionLog log = example_log();
  const std::string evil = "<script>alert('x')</script>\"onload=&\x01\xff";
  log.scenario.title = log.scenario.patient_name = log.input_name = evil;
  log.scenario.debrief_questions = {evil};
  log.lines.push_back({1.0, "\"><img src=x>", evil});
  for (rubric::ScoreRow& row : log.score.rows) {
    row.criterion.text = row.criterion.why = row.criterion.instead = row.criterion.edition = evil;
    row.criterion.source = evil;
    row.criterion.id = row.explanation = row.unit = evil;
    row.moments[0].note = evil;
  }
  log.techniques[0].id = log.techniques[0].because = evil;
  log.score.safe = false;
  log.score.critical_errors = {{evil, evil, 2.0}};
  log.trouble = evil;
  log.failed = true;
  const std::string html = debrief::to_html(log, "/nonexistent");
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find('\x01') == std::string::npos);
  CHECK(html.find('\xff') == std::string::npos);
  CHECK(count(html, "\"onload") == 0);
  CHECK(count(html, "&lt;script&gt;") > 8);
  // json holds the same text without breaking
  CHECK(nlohmann::json::accept(debrief::to_json(log)));
}

TEST_CASE("debrief: escaping keeps good UTF-8 and replaces broken bytes one by one") {
  CHECK(debrief::escape("a<b & \"c\" 'd'") == "a&lt;b &amp; &quot;c&quot; &#39;d&#39;");
  CHECK(debrief::escape("Zoë \xe2\x80\x93 \xf0\x9f\x99\x82") ==
        "Zoë \xe2\x80\x93 \xf0\x9f\x99\x82");
  CHECK(debrief::escape("\xc3") == "\xef\xbf\xbd");
  CHECK(debrief::escape("\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // a surrogate
  CHECK(debrief::escape("\xc0\xaf") == "\xef\xbf\xbd\xef\xbf\xbd");  // "/" the long way
}

TEST_CASE("debrief: numbers read as people write them") {
  CHECK(debrief::number(0.0) == "0");
  CHECK(debrief::number(12.34) == "12.3");
  CHECK(debrief::number(120.4) == "120");
  CHECK(debrief::number(0.0214) == "0.021");
  CHECK(debrief::number(-2.5) == "\u22122.5");
  CHECK(debrief::number(std::numeric_limits<double>::quiet_NaN()) == "\u2013");
  CHECK(debrief::shown_text(0.0125, "m") == "12.5\u00a0mm");
  CHECK(debrief::shown_text(6200.0, "Pa") == "6.2\u00a0kPa");
  CHECK(debrief::shown_text(60.0, "s") == "60\u00a0s");
  CHECK(debrief::clock_text(125.9) == "2:05");
}

TEST_CASE("debrief: a critical error takes the total out of the headline") {
  const std::string safe = debrief::to_html(example_log(true), "/nonexistent");
  const std::string unsafe = debrief::to_html(example_log(false), "/nonexistent");
  CHECK(safe.find("of 100") != std::string::npos);
  CHECK(safe.find("Not safe") == std::string::npos);
  CHECK(unsafe.find("Not safe") != std::string::npos);
  CHECK(unsafe.find("of 100") == std::string::npos);
  CHECK(unsafe.find("class=\"points\"") == std::string::npos);
  CHECK(unsafe.find("touched before consent") != std::string::npos);
}

TEST_CASE("debrief: the words beside the number are true of the run") {
  session::SessionLog log = example_log(true);
  std::set<std::string> told;
  for (const double total : {20.0, 60.0, 90.0, 100.0}) {
    log.score.total = total;
    for (rubric::ScoreRow& row : log.score.rows) row.credit = total / 100.0;
    const std::string page = debrief::to_html(log, "/nonexistent");
    const std::size_t from = page.find("No critical error");
    REQUIRE(from != std::string::npos);
    told.insert(page.substr(from, page.find("How long it took", from) - from));
  }
  CHECK(told.size() == 4);
  CHECK(std::count_if(told.begin(), told.end(), [](const std::string& words) {
          return words.find("All that was looked for was seen") != std::string::npos;
        }) == 1);
}

TEST_CASE("debrief: what is so or not so is told without a scale") {
  session::SessionLog log = example_log(true);
  rubric::ScoreRow& row = log.score.rows.front();
  row.criterion.kind = rubric::Kind::Limit;
  row.criterion.technique.clear();
  row.criterion.metric = "nrs_unasked";
  row.criterion.low = -std::numeric_limits<double>::infinity(), row.criterion.high = 0.0;
  row.value = 1.0, row.credit = 0.0, row.criterion.text = "Pain is asked about again";
  const std::string page = debrief::to_html(log, "/nonexistent");
  const std::size_t from =
      page.find("Pain is asked about again", page.find("<h2 id=\"criteria\">"));
  const std::string told = page.substr(from, page.find("</tr>", from) - from);
  CHECK(told.find("Not as wanted") != std::string::npos);
  CHECK(told.find("wanted at most") == std::string::npos);
}

TEST_CASE("debrief: what the tissue did is told breast by breast") {
  session::SessionLog log = example_log(true);
  log.outcomes.breast[0] = {.present = true, .milk_out_mL = 12.5, .milk_left_mL = 101.0};
  log.outcomes.breast[1] = {.present = true, .milk_out_mL = 3.25, .milk_left_mL = 77.0};
  const auto table = [&] {
    const std::string page = debrief::to_html(log, "/nonexistent");
    const std::size_t from = page.find("Breast by breast.");
    return from == std::string::npos ? "" : page.substr(from, page.find("</table>", from) - from);
  };
  const std::string both = table();
  CHECK(both.find("Left breast") < both.find("Right breast"));
  const std::size_t out = both.find("Milk out"), left = both.find("Milk left");
  CHECK(both.substr(out, left - out).find("12.5 mL</td><td>3.25 mL") != std::string::npos);
  CHECK(both.find("101 mL</td><td>77 mL") != std::string::npos);

  // a practice object has no second breast
  log.outcomes.breast[1] = {};
  const std::string one = table();
  CHECK(one.find("Right breast") == std::string::npos);
  CHECK(one.find("77 mL") == std::string::npos);
}

TEST_CASE("debrief: the page stands alone and every figure has words and a table") {
  const std::string html = debrief::to_html(example_log(), "/nonexistent");
  CHECK(html.find("<link") == std::string::npos);
  CHECK(html.find(" src=") == std::string::npos);
  CHECK(html.find("url(") == std::string::npos);
  CHECK(html.find("@import") == std::string::npos);
  CHECK(count(html, "<figure") == 4);
  CHECK(count(html, "class=\"strip\"") == 4);
  CHECK(count(html, "role=\"img\"") ==
        count(html, "aria-label=\"") - count(html, "<section class=\"result\""));
  CHECK(html.find("assumed") != std::string::npos);
  CHECK(html.find("does not claim") != std::string::npos);
  CHECK(html.find("cotterman-2004") !=
        std::string::npos);  // a key without a bibliography stays a key
}

TEST_CASE("debrief: an empty run still makes a whole report") {
  session::SessionLog log;
  log.scenario.title = "Nothing done";
  const std::string html = debrief::to_html(log, "/nonexistent");
  CHECK(html.find("No technique was recognised") != std::string::npos);
  CHECK(html.find("nan") == std::string::npos);
  CHECK(html.find("inf") == std::string::npos);
}

TEST_CASE("debrief: waits are drawn narrower, and time still runs forward") {
  debrief::Timeline line{.end_s = 700.0, .waits = {{100.0, 700.0, "wait 10:00"}}};
  // 100 s + 600/12 s: the wait takes a third of the axis
  CHECK(line.share(100.0) == doctest::Approx(2.0 / 3.0).epsilon(1e-12));
  CHECK(line.share(700.0) == doctest::Approx(1.0).epsilon(1e-12));
  double before = -1.0;
  for (double t = 0.0; t <= 700.0; t += 7.0) {
    CHECK(line.share(t) > before);
    before = line.share(t);
  }
}

TEST_CASE("debrief: a folder gets all files or none") {
  const auto folder = passing_folder("all");
  session::Recording recording;
  REQUIRE(debrief::write_run(folder, example_log(), recording, "/nonexistent"));
  for (const char* name : {"report.json", "report.html", "session.lacrec"}) {
    CHECK_MESSAGE(std::filesystem::file_size(folder / name) > 0, name);
  }

  // a file that cannot be replaced (a folder in its place) leaves nothing half-written behind
  const auto blocked = passing_folder("blocked");
  std::filesystem::create_directories(blocked / "session.lacrec" / "in_the_way");
  const Outcome refused = debrief::write_run(blocked, example_log(), recording, "/nonexistent");
  REQUIRE_FALSE(refused);
  CHECK(refused.problems().size() == 1);
  for (const auto& entry : std::filesystem::directory_iterator(blocked)) {
    CHECK(entry.path().filename() == "session.lacrec");
  }
  CHECK_FALSE(debrief::write_run("/proc/nope", example_log(), recording, "/nonexistent"));
  std::filesystem::remove_all(folder);
  std::filesystem::remove_all(blocked);
}

TEST_CASE("debrief: a full disk leaves the old report as it was") {
  const auto folder = passing_folder("full");
  session::Recording recording;
  REQUIRE(debrief::write_run(folder, example_log(true), recording, "/nonexistent"));
  const auto before = read_file(folder / "report.json");

  // a limit on file sizes stands in for the full disk: the kernel refuses in the middle of a write
  rlimit whole{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &whole) == 0);
  const auto usual = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{.rlim_cur = 4096, .rlim_max = whole.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const Outcome refused = debrief::write_run(folder, example_log(false), recording, "/nonexistent");
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &whole) == 0);
  std::signal(SIGXFSZ, usual);

  REQUIRE_FALSE(refused);
  CHECK(refused.problems().size() == 1);
  const auto after = read_file(folder / "report.json");
  REQUIRE(before);
  REQUIRE(after);
  CHECK(*before == *after);
  CHECK(std::distance(std::filesystem::directory_iterator(folder), {}) == 4);
  std::filesystem::remove_all(folder);
}

TEST_CASE("debrief: an instructor's mark stands beside the program's, with its reason") {
  session::SessionLog log = example_log();
  CHECK(debrief::to_html(log, ".").find("What the instructor says") == std::string::npos);
  REQUIRE_FALSE(log.score.rows.empty());
  const rubric::ScoreRow& row = log.score.rows.front();
  log.review.global_rating = 4;
  log.review.global_note = "Kind, and <calm>.";
  log.review.overrules.push_back({row.criterion.id, 0.25, "Was told to wait & waited."});
  const std::string page = debrief::to_html(log, ".");
  CHECK(page.find("Overall rating: 4 of 5") != std::string::npos);
  CHECK(page.find("Kind, and &lt;calm&gt;.") != std::string::npos);
  CHECK(page.find("<td>25 %</td><td>Was told to wait &amp; waited.</td>") != std::string::npos);
  // the program's total is not touched; programs read both marks
  const auto report = nlohmann::json::parse(debrief::to_json(log));
  CHECK(report["score"]["total"] == 71.5);
  CHECK(report["review"]["global_rating"] == 4);
  CHECK(report["review"]["overrules"][0]["criterion"] == row.criterion.id);
  CHECK(report["review"]["overrules"][0]["credit"] == 0.25);
  CHECK(report["review"]["overrules"][0]["reason"] == "Was told to wait & waited.");
}

TEST_CASE("debrief: reactions and the own rating stand before the marks, the gaps after them") {
  session::SessionLog log = example_log();
  log.review.reaction = "I was in a hurry & <knew> it.";
  log.review.self_rating = 5;
  const std::string page = debrief::to_html(log, ".");
  // PEARLS: reactions, description, analysis, summary
  std::size_t last = 0;
  for (const char* part :
       {"id=\"talk\"", "I was in a hurry &amp; &lt;knew&gt; it.", "id=\"short\"", "id=\"own\"",
        "class=\"result\"", "id=\"gaps\"", "<h2 id=\"criteria\""}) {
    CAPTURE(std::string(part));
    const std::size_t at = page.find(part);
    REQUIRE(at != std::string::npos);
    CHECK(at > last);
    last = at;
  }
  // 71.5 points read as 3, safe
  CHECK(page.find("You rated this run 5, \u201ccould teach it\u201d. The marks would say 3, "
                  "\u201csafe\u201d. Look at the first rows") != std::string::npos);
  log.review.self_rating = 0;
  CHECK(debrief::to_html(log, ".").find("id=\"own\"") == std::string::npos);

  // who was not safe is told so, whatever the points
  session::SessionLog harmed = example_log(false);
  harmed.review.self_rating = 4;
  CHECK(debrief::to_html(harmed, ".").find("The marks would say 1, \u201cneeds help\u201d") !=
        std::string::npos);
}

TEST_CASE("debrief: what did not come up has no credit, and is neither done nor left undone") {
  session::SessionLog log = example_log();
  rubric::ScoreRow& row = log.score.rows[0];
  row.arose = false, row.credit = 0.0;
  CHECK(nlohmann::json::parse(debrief::to_json(log))["criteria"][0]["credit"].is_null());
  const std::string page = debrief::to_html(log, ".");
  const std::size_t from = page.find("Consent is asked for and given");
  REQUIRE(from != std::string::npos);
  const std::string cells = page.substr(from, page.find("</tr>", from) - from);
  CHECK(cells.find("did not come up") != std::string::npos);
  CHECK(cells.find("Not done") == std::string::npos);
}

TEST_CASE("debrief: the marks' own rating is not above safe where the outcome was missed") {
  session::SessionLog log = example_log();
  log.score.total = 96.0;
  CHECK(debrief::rating_of(log.score) == 5);
  log.score.total = 59.0;
  CHECK(debrief::rating_of(log.score) == 2);
  log.score.total = 96.0;
  for (rubric::ScoreRow& row : log.score.rows)
    if (row.criterion.domain == rubric::Domain::Outcome) row.credit = 0.2;
  CHECK(debrief::rating_of(log.score) == 3);
  log.review.self_rating = 2;
  CHECK(debrief::rating_text(log).english().find("still open: 2 of 10 for the outcome") !=
        std::string::npos);
  log.score.safe = false;
  CHECK(debrief::rating_of(log.score) == 1);
}

TEST_CASE("debrief: the three questions are of the three largest gaps, the largest first") {
  session::SessionLog log = example_log();
  const double weight[] = {10.0, 2.0, 8.0, 4.0, 10.0, 6.0};
  const double credit[] = {0.9, 0.0, 0.25, 0.5, 1.0, 0.0};  // gaps 1, 2, 6, 2, 0, 6
  REQUIRE(log.score.rows.size() == std::size(weight));
  for (std::size_t i = 0; i < std::size(weight); ++i) {
    rubric::ScoreRow& row = log.score.rows[i];
    row.criterion.weight = weight[i], row.credit = credit[i];
    row.criterion.text = "Row number " + std::to_string(i) + ".";
  }
  log.score.rows[1].arose = false;  // what did not come up is no gap
  const std::string page = debrief::to_html(log, ".");
  const std::size_t from = page.find("<ol class=\"gaps\">");
  const std::string gaps = page.substr(from, page.find("</ol>", from) - from);
  CHECK(count(gaps, "<li>") == 3);
  const std::size_t first = gaps.find("Row number 2."), second = gaps.find("Row number 5."),
                    third = gaps.find("Row number 3.");
  REQUIRE(third != std::string::npos);
  CHECK(first < second);
  CHECK(second < third);
  CHECK(count(gaps, "What was on your mind") == 3);
}

TEST_SUITE_END();
