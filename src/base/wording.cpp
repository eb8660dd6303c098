#include "base/wording.h"

#include <fmt/args.h>

#include <algorithm>
#include <ostream>

#include "base/language.h"

namespace lac {
namespace {

void capitalise(std::string& text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
}

}  // namespace

std::string Wording::render(const Value& value, bool translated) {
  fmt::dynamic_format_arg_store<fmt::format_context> places;
  for (const Value& v : value.values) {
    if (v.text != nullptr)
      places.push_back(render(v, translated));
    else
      std::visit([&](const auto& plain) { places.push_back(plain); }, v.plain);
  }

  // one or many, by the first value
  const auto* const n =
      value.values.empty() ? nullptr : std::get_if<long long>(&value.values.front().plain);
  const bool plural = value.many != nullptr && n != nullptr && *n != 1;
  const char* const english = plural ? value.many : value.text;
  const char* const there = !translated ? english
                            : value.many != nullptr && n != nullptr
                                ? trn(value.text, value.many, static_cast<unsigned long>(*n))
                                : tr(english);
  std::string out = say_with(english, there, places);
  if (value.end != 0) out.resize(std::min(out.size(), out.find(value.end)));
  if (value.capital) capitalise(out);
  return out;
}

std::string Wording::said() const {
  return value_.text == nullptr ? english_ : render(value_, true);
}

Wording Wording::capitalised() && {
  value_.capital = true;
  capitalise(english_);
  return std::move(*this);
}

Wording Wording::up_to(char sign) && {
  value_.end = sign;
  english_.resize(std::min(english_.size(), english_.find(sign)));
  return std::move(*this);
}

std::ostream& operator<<(std::ostream& out, const Wording& w) { return out << w.english_; }

}  // namespace lac
