#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/assert.h"

namespace lac {

/// One thing wrong with a file or argument: where, what, what to do.
struct Problem {
  std::string file;          // as given; empty: not about a file
  int line = 0, column = 0;  // 1-based; 0: no position
  int length = 1;            // of the offending text, for the caret line
  std::string message;       // one sentence: what is wrong, and what to do
  std::string source_line;   // the text of that line, for the caret

  /// "file:line:col: message" and, where there is a line, the line with a caret under it.
  std::string text() const;
};

/// Every problem found, never empty when it stands in an Expected.
using Problems = std::vector<Problem>;

inline Problems problem(std::string message, std::string file = {}) {
  return {Problem{.file = std::move(file), .message = std::move(message)}};
}

/// A value, or every problem that kept it from being made.
template <class T>
class Expected {
 public:
  Expected(T value) : v_(std::move(value)) {}               // NOLINT(google-explicit-constructor)
  Expected(Problems problems) : v_(std::move(problems)) {}  // NOLINT(google-explicit-constructor)
  explicit operator bool() const { return v_.index() == 0; }
  T& operator*() {
    LAC_ASSERT(v_.index() == 0);
    return std::get<0>(v_);
  }
  const T& operator*() const {
    LAC_ASSERT(v_.index() == 0);
    return std::get<0>(v_);
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }
  const Problems& problems() const {
    LAC_ASSERT(v_.index() == 1);
    return std::get<1>(v_);
  }

 private:
  std::variant<T, Problems> v_;
};

/// Success, or every problem.
using Outcome = Expected<std::monostate>;
inline Outcome success() { return std::monostate{}; }

}  // namespace lac
