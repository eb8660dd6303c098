#include "ui/lines.h"

#include <cctype>

namespace lac::ui {

bool has_stop_inside(std::string_view words) {
  constexpr std::string_view kStops = ".,";
  for (std::size_t at = words.find_first_of(kStops); at != std::string_view::npos;
       at = words.find_first_of(kStops, at + 1))
    if (at + 1 < words.size() && std::isalnum(static_cast<unsigned char>(words[at + 1])) != 0)
      return true;
  return false;
}

std::string lines_of(ImFont* font, std::string_view words, float wrap) {
  if (wrap <= 0.0f) return std::string(words);
  std::string out;
  const char* const end = words.data() + words.size();
  for (const char* at = words.data(); at < end;) {
    const char* stop = font->CalcWordWrapPositionA(1.0f, at, end, wrap);
    if (stop >= end || stop <= at) {
      out.append(at, end);
      break;
    }
    // not after a stop that something goes on behind: at the space before, where there is one
    if ((stop[-1] == '.' || stop[-1] == ',') && *stop != ' ' && *stop != '\n') {
      const char* space = stop - 1;
      while (space > at && *space != ' ' && *space != '\n') --space;
      if (space > at && *space == ' ') stop = space;
    }
    out.append(at, stop);
    while (stop < end && *stop == ' ') ++stop;
    if (stop < end && *stop == '\n') ++stop;
    out += '\n';
    at = stop;
  }
  return out;
}

}  // namespace lac::ui
