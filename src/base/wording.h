#pragma once
#include <fmt/format.h>

#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace lac {

/// Marks a text of a table for the catalogue; whoever shows it says it.
constexpr const char* mark(const char* english) { return english; }

/// A sentence of the core. It stands in English wherever it is kept (reports, files, tests); a
/// screen asks it to be said in the language chosen, because it remembers the text of the catalogue
/// it was made from and the values in its places. No core folder opens a catalogue.
class Wording {
 public:
  Wording() = default;
  /// Words of a case, or of a person: the same in every language.
  Wording(std::string own) : english_(std::move(own)) {}    // NOLINT(google-explicit-constructor)
  Wording(const char* own) : english_(own) {}               // NOLINT(google-explicit-constructor)
  Wording(std::string_view own) : english_(own) {}          // NOLINT(google-explicit-constructor)
  operator const std::string&() const { return english_; }  // NOLINT(google-explicit-constructor)
  operator std::string_view() const { return english_; }    // NOLINT(google-explicit-constructor)
  const std::string& english() const { return english_; }
  bool empty() const { return english_.empty(); }
  /// In the language chosen; the English where the catalogue does not have it.
  std::string said() const;
  /// The same with a capital in front.
  Wording capitalised() &&;
  /// The same up to this sign: a text of a table whose notes stand behind it.
  Wording up_to(char sign) &&;

  friend bool operator==(const Wording& a, const Wording& b) { return a.english_ == b.english_; }
  friend bool operator==(const Wording& a, std::string_view b) { return a.english_ == b; }
  friend bool operator==(const Wording& a, const char* b) { return a.english_ == b; }
  friend std::ostream& operator<<(std::ostream& out, const Wording& w);

 private:
  /// A value in its place, or a text with values of its own.
  struct Value {
    std::variant<long long, double, std::string> plain;
    const char* text = nullptr;  // of the catalogue; null: plain
    const char* many = nullptr;  // the text's plural, chosen by the first value
    bool capital = false;
    char end = 0;  // what stands from this sign on is left out
    std::vector<Value> values = {};
  };
  static std::string render(const Value& value, bool translated);

  template <class T>
  static Value value_of(const T& v) {
    if constexpr (std::is_same_v<T, Wording>)
      return v.value_.text != nullptr ? v.value_ : Value{.plain = v.english_};
    else if constexpr (std::is_integral_v<T>)
      return {.plain = static_cast<long long>(v)};
    else if constexpr (std::is_floating_point_v<T>)
      return {.plain = static_cast<double>(v)};
    else
      return {.plain = std::string(v)};
  }
  template <class... Values>
  Wording(const char* text, const char* many, const Values&... values)
      : value_{.plain = {}, .text = text, .many = many, .values = {value_of(values)...}} {
    english_ = render(value_, false);
  }
  template <class... Values>
  friend Wording worded(const char* english, const Values&... values);
  template <class... Values>
  friend Wording worded_n(const char* one, const char* many, unsigned long n,
                          const Values&... values);

  std::string english_;
  Value value_;
};

/// A text of the catalogue with its values in their places, "{} of {}". A value may be a Wording.
template <class... Values>
Wording worded(const char* english, const Values&... values) {
  return {english, nullptr, values...};
}
/// The form that goes with a number, which is the first value: 1 try, 2 tries.
template <class... Values>
Wording worded_n(const char* one, const char* many, unsigned long n, const Values&... values) {
  return {one, many, n, values...};
}

}  // namespace lac
