#include "study/table.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace lac;
using namespace lac::study;

TEST_SUITE("unit") {
  TEST_CASE("study: rows come back from CSV as they were, bit by bit") {
    const std::vector<Row> rows = {{.patient = 1,
                                    .arm = "",
                                    .measure = "milk_out",
                                    .unit = "mL",
                                    .occurrence = 0,
                                    .index = 3,
                                    .time_s = 0.1 + 0.2,
                                    .value = 1.0 / 3.0},
                                   {.patient = 12,
                                    .arm = "a,b",
                                    .measure = "say \"it\"",
                                    .unit = "mL/min",
                                    .occurrence = 2,
                                    .index = 0,
                                    .time_s = 1e-300,
                                    .value = std::numeric_limits<double>::quiet_NaN()}};
    const auto back = read_rows(rows_csv(rows), "r.csv");
    REQUIRE(back);
    REQUIRE(back->size() == 2);
    CHECK((*back)[0].value == rows[0].value);
    CHECK((*back)[0].time_s == rows[0].time_s);
    CHECK((*back)[1].arm == "a,b");
    CHECK((*back)[1].measure == rows[1].measure);
    CHECK(std::isnan((*back)[1].value));
  }

  TEST_CASE("study: a broken table of results is refused") {
    const std::string good = rows_csv({{.patient = 1, .arm = "x", .measure = "m", .unit = "s"}});
    CHECK_FALSE(read_rows("", "f"));
    CHECK_FALSE(read_rows("patient,arm\n1,x\n", "f"));
    for (std::size_t cut = 1; cut < 6; ++cut)
      CHECK_FALSE(read_rows(good.substr(0, good.size() - cut * 2), "f"));
    CHECK_FALSE(read_rows(good + "nonsense\n", "f"));
  }

  TEST_CASE("study: mean, SD, median of known numbers; what is missing is counted") {
    const Summary s = summary_of({2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0, std::nan("")});
    CHECK(s.n == 8);
    CHECK(s.missing == 1);
    CHECK(s.mean == doctest::Approx(5.0));
    CHECK(s.sd == doctest::Approx(std::sqrt(32.0 / 7.0)));
    CHECK(s.median == doctest::Approx(4.5));
    CHECK(s.least == 2.0);
    CHECK(s.most == 9.0);
    CHECK(summary_of({}).n == 0);
    CHECK(std::isnan(summary_of({}).mean));
  }

  TEST_CASE("study: summaries keep arms, occurrences and samples apart") {
    std::vector<Row> rows;
    for (int patient = 1; patient <= 3; ++patient)
      for (int index = 0; index < 2; ++index)
        for (const char* arm : {"a", "b"})
          rows.push_back({.patient = patient,
                          .arm = arm,
                          .measure = "m",
                          .unit = "",
                          .index = index,
                          .value = patient + 10.0 * index});
    const auto all = summarise(rows);
    REQUIRE(all.size() == 4);
    CHECK(all[0].mean == doctest::Approx(2.0));
    CHECK(all[3].mean == doctest::Approx(12.0));
    CHECK(summary_csv(all).find("b,m,0,1,,3,0,12,1,12,11,13") != std::string::npos);
  }
}
