// What is said of a touch that has ended.
#include "app/touch_news.h"

#include <doctest/doctest.h>

using namespace lac;

TEST_SUITE("unit") {
  TEST_CASE("touch news: whether a held press left a dent is said") {
    CHECK(app::dent_words(5e-4).find("0.5 mm") != std::string::npos);
    CHECK(app::dent_words(0.0).find("ten seconds") != std::string::npos);
    // who did just that is not told to do it
    CHECK(app::dent_words(0.0, true, true).find("ten seconds") == std::string::npos);
    CHECK(app::dent_words(0.0, true, true).find("areola") != std::string::npos);
    CHECK(app::dent_words(0.0, false, true) == "No dent was seen.");
  }

  TEST_CASE("touch news: a ring that changed nothing says what it lacks, one that did says so") {
    using app::ring_words;
    CHECK(ring_words(89.0, 0.2, false, false, false).find("gives more") != std::string::npos);
    CHECK(ring_words(89.0, 0.0, true, false, false).find("more press") != std::string::npos);
    CHECK(ring_words(89.0, 0.0, true, true, false).find("Closer") != std::string::npos);
    CHECK(ring_words(20.0, 0.0, false, false, true).find("minute") != std::string::npos);
    CHECK(ring_words(89.0, 0.0, false, false, false).find("89 s") != std::string::npos);
  }
}
