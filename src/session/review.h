#pragma once
#include <string>
#include <vector>

namespace lac::session {

/// What people say about a run, beside the marks: never part of the inputs, never changes a mark
/// silently.
struct Review {
  int self_rating = 0;    // the learner's own, 1..5; 0: not given
  std::string reaction;   // the learner's words before the results
  int global_rating = 0;  // the instructor's five-point rating; 0: not given
  std::string global_note;
  struct Overrule {  // the instructor sets a row's credit, and says why
    std::string criterion;
    double credit = 0.0;  // 0..1
    std::string reason;   // never empty
  };
  std::vector<Overrule> overrules;
  struct Bookmark {
    double time_s = 0.0;
    std::string note;
  };
  std::vector<Bookmark> bookmarks;
};

}  // namespace lac::session
