#include "scenario/filled_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>

#include "base/math.h"
#include "scenario/lexical.h"
#include "scenario/parts.h"

namespace lac::scenario {
namespace {

using anatomy::Side;

constexpr std::string_view kSide = "{side}", kOther = "{other}", kPlace = "{place}";
constexpr std::size_t kLongestWord = 24;
constexpr std::string_view kPluggedDuct = "plugged-duct";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// "4 o'clock", to the nearest half hour.
std::string clock_words(double clock_rad) {
  double hours = std::round(clock_rad / (2.0 * kPi) * 24.0) / 2.0;
  if (hours <= 0.0) hours = 12.0;
  return fmt::format("{:g} o'clock", hours);
}

/// Every {word} of a text, with its braces.
std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find_first_of("{}\n", open + 1);
    if (close == text.npos || text[close] != '}') continue;
    const std::string_view word = text.substr(open + 1, close - open - 1);
    const bool letters = std::all_of(word.begin(), word.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == ' ';
    });
    if (letters && !word.empty() && word.size() <= kLongestWord)
      out.push_back(text.substr(open, close - open + 1));
  }
  return out;
}

/// Where `word` stands in the text that begins at `at`; `at` itself if it is not found there.
Position place_of(const Document& document, Position at, std::string_view word) {
  for (std::size_t l = static_cast<std::size_t>(std::max(1, at.line)); l <= document.lines.size();
       ++l) {
    const std::string_view line = document.lines[l - 1];
    const std::size_t found = line.find(word);
    if (found == line.npos) continue;
    int column = 1;
    for (std::size_t byte = 0; byte < found; ++column) next_character(line, byte);
    return {static_cast<int>(l), column, static_cast<int>(word.size())};
  }
  return at;
}

using Visit = std::function<void(const Item& text, std::string_view word)>;

void each_word(const Item& item, const Visit& visit) {
  if (item.kind == Item::Kind::Text)
    for (const std::string_view word : words_in(item.text)) visit(item, word);
  for (const Item& child : item.items) each_word(child, visit);
}

/// The first of these words in the file's texts; nothing if there is none.
std::optional<Position> first_of(const Document& document,
                                 std::initializer_list<std::string_view> words) {
  std::optional<Position> first;
  each_word(document.root, [&](const Item& text, std::string_view word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) return;
    const Position at = place_of(document, text.at, word);
    if (!first || at.line < first->line) first = at;
  });
  return first;
}

/// Where a text names a breast by its side: "left breast", "the right one"; empty if it does not.
std::string_view side_named(std::string_view text) {
  static constexpr std::array kSides{std::string_view("left "), std::string_view("right ")};
  static constexpr std::array kThings{std::string_view("breast"), std::string_view("side"),
                                      std::string_view("one"),    std::string_view("nipple"),
                                      std::string_view("areola"), std::string_view("chest")};
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto letter = [&](std::size_t i) {
    return i < low.size() && low[i] >= 'a' && low[i] <= 'z';
  };
  for (const std::string_view side : kSides)
    for (std::size_t at = low.find(side); at != low.npos; at = low.find(side, at + 1))
      for (const std::string_view thing : kThings) {
        const std::size_t end = at + side.size() + thing.size();
        if ((at == 0 || !letter(at - 1)) &&
            low.compare(at + side.size(), thing.size(), thing) == 0 && !letter(end))
          return text.substr(at, end - at);
      }
  return {};
}

/// Where a patient may be mirrored, no text says for itself which side it is.
void check_sides(Document& document) {
  const Item* variation = document.root.find("variation");
  const Item* mirrored = variation != nullptr ? variation->find("other_side") : nullptr;
  if (mirrored == nullptr || !mirrored->flag) return;
  const std::function<void(const Item&)> look = [&](const Item& item) {
    if (item.kind == Item::Kind::Text)
      if (const std::string_view named = side_named(item.text); !named.empty())
        document.complain(place_of(document, item.at, named),
                          fmt::format("\"{}\" is untrue for the patients whom other_side mirrors; "
                                      "write {{side}} for the breast in hand, {{other}} for the "
                                      "other one",
                                      named));
    for (const Item& child : item.items)
      if (child.key != "source") look(child);  // titles of papers are as they are
  };
  look(document.root);
}

/// "plugged-duct" among the conditions of [patient]; null if it is not.
const Item* plugged_condition(const Document& document) {
  const Item* patient = document.root.find("patient");
  const Item* list = patient != nullptr ? patient->find("conditions") : nullptr;
  if (list == nullptr) return nullptr;
  const auto at = std::find_if(list->items.begin(), list->items.end(),
                               [](const Item& name) { return name.text == kPluggedDuct; });
  return at == list->items.end() ? nullptr : &*at;
}

/// Whether a breast's table gives a plug, well written or not.
bool plug_written(const Document& document) {
  return std::any_of(document.root.items.begin(), document.root.items.end(), [](const Item& table) {
    return (table.key == "left_breast" || table.key == "right_breast") &&
           table.find("plug_at") != nullptr;
  });
}

/// Words and marks follow the plug, hands begin on the side.
void check_plug_side(Document& document, const sim::PatientParams& patient) {
  const bool left = patient.breast.side == Side::Left;
  const Item* told = plugged_condition(document);
  if (told == nullptr && !first_of(document, {kSide, kOther, kPlace})) return;
  const Item* person = document.root.find("patient");
  const Item* side = person != nullptr ? person->find("side") : nullptr;
  const Item* table = document.root.find(left ? "right_breast" : "left_breast");
  document.complain(
      side != nullptr    ? side->at
      : table != nullptr ? table->at
                         : Position{},
      fmt::format("hands begin on the {0} breast, but the plug, and so what {{side}} and "
                  "\"plugged-duct\" speak of, is in [{1}_breast]; write side = \"{1}\", or name "
                  "the table with the plug [{0}_breast]",
                  left ? "left" : "right", left ? "right" : "left"));
}

}  // namespace

Plug plug_of(const sim::PatientParams& patient) {
  const bool other = !patient.plug.present && patient.other && patient.other->plug.present;
  const sim::SideParams& side = other ? *patient.other : patient;
  return {side.plug.present, side.breast.side, side.plug.clock_rad, side.plug.r_m};
}

void fill_words(ScenarioSpec& spec) {
  const Plug plug = plug_of(spec.patient);
  const bool left = plug.side == Side::Left;
  const std::string place = clock_words(plug.clock_rad);
  const auto fill = [&](std::string& text) {
    if (text.find('{') == std::string::npos) return;
    replace_all(text, kSide, left ? "left" : "right");
    replace_all(text, kOther, left ? "right" : "left");
    replace_all(text, kPlace, place);
  };
  for (std::string* text : {&spec.title, &spec.summary, &spec.prebrief, &spec.history, &spec.baby})
    fill(*text);
  for (std::string& text : spec.objectives) fill(text);
  for (std::string& text : spec.debrief_questions) fill(text);
  for (Picture& picture : spec.pictures) fill(picture.alt);
  for (Phase& phase : spec.phases) fill(phase.title), fill(phase.goal);
  for (Utterance& utterance : spec.utterances) fill(utterance.text);
  for (Action& action : spec.actions) fill(action.label), fill(action.reply);
  for (rubric::Criterion& row : spec.criteria) fill(row.text), fill(row.why), fill(row.instead);
}

void check_filled_words(Document& document) {
  check_sides(document);
  static const std::vector<std::string_view> known = {kSide, kOther, kPlace};
  each_word(document.root, [&](const Item& text, std::string_view word) {
    if (std::find(known.begin(), known.end(), word) != known.end()) return;
    document.complain(
        place_of(document, text.at, word),
        fmt::format("nothing stands for {}{} (a text may hold {{side}}, {{other}} and "
                    "{{place}})",
                    word, did_you_mean(word, known)));
  });
}

void check_plug(Document& document, const sim::PatientParams& patient) {
  if (document.partial) return;
  const Plug plug = plug_of(patient);
  if (plug.present && plug.side != patient.breast.side) return check_plug_side(document, patient);
  if (plug.present || plug_written(document)) return;
  constexpr std::string_view kGivePlug =
      "give [left_breast] or [right_breast] a plug_at, such as \"4 o'clock\"";
  if (const Item* told = plugged_condition(document))
    return document.complain(told->at,
                             fmt::format("\"{}\" is a condition here, but neither breast has a "
                                         "plug; {}, or take the condition out",
                                         kPluggedDuct, kGivePlug));
  if (const auto at = first_of(document, {kPlace}))
    document.complain(*at, fmt::format("{{place}} is where the plug is, and this case has none; "
                                       "{}, or write the place in words",
                                       kGivePlug));
}

}  // namespace lac::scenario
