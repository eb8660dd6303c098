#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/math.h"
#include "scenario/filled_words.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {
namespace {

/// What a kind of step needs, and what else it may say.
struct StepRule {
  Gesture::Kind kind;
  std::string_view name;
  std::vector<std::string_view> needs, allows;
};

const std::vector<StepRule>& step_rules() {
  using K = Gesture::Kind;
  // clang-format off
  static const std::vector<StepRule> rules = {
      {K::Action,   "action",   {"action"}, {"value"}},
      {K::Press,    "press",    {"posture", "at", "r", "press", "hold"}, {"repeats", "both", "coached", "breast"}},
      {K::Stroke,   "stroke",   {"posture", "at", "r", "to", "to_r", "press"}, {"speed", "repeats", "both", "coached", "breast"}},
      {K::Circle,   "circle",   {"posture", "press"}, {"at", "r", "node", "speed", "span", "to", "to_r", "repeats", "both", "coached", "breast"}},
      {K::Ring,     "ring",     {"press", "hold"}, {"posture", "span", "at", "repeats", "coached", "breast"}},
      {K::Express,  "express",  {"at", "span", "press", "squeeze", "hold"}, {"posture", "roll", "slide", "release", "repeats", "coached", "breast"}},
      {K::Pause,    "pause",    {"seconds"}, {}},
      {K::Wait,     "wait",     {"minutes"}, {}},
      {K::Sweep,    "sweep",    {"posture", "at", "r", "node", "press"}, {"length", "speed", "repeats", "both", "coached", "breast"}},
      {K::Roll,     "roll",     {"at", "r", "press", "rate"}, {"length", "repeats", "coached", "breast"}},
      {K::Knead,    "knead",    {"at", "r", "press", "hold"}, {"posture", "release", "to", "to_r", "repeats", "both", "coached", "breast"}},
      {K::Tap,      "tap",      {"at", "r", "press", "rate"}, {"posture", "to", "to_r", "repeats", "both", "coached", "breast"}},
      {K::Compress, "compress", {"at", "span", "press", "squeeze", "hold"}, {"posture", "release", "repeats", "coached", "breast"}},
      {K::Nipple,   "nipple",   {"press", "hold"}, {"at", "repeats", "coached", "breast"}},
      {K::Pump,     "pump",     {"press", "vacuum", "seconds"}, {"cycle", "span", "coached", "breast"}},
      {K::Vibrate,  "vibrate",  {"at", "r", "press", "vibration", "amplitude", "seconds"}, {"to", "to_r", "coached", "breast"}},
      {K::Hold,     "hold",     {"posture", "at", "r", "press"}, {"coached", "breast"}},
      {K::LetGo,    "let-go",   {}, {}},
  };
  // clang-format on
  return rules;
}

void check_step(Document& document, const Item& table, Gesture& gesture) {
  const StepRule& rule = *std::find_if(step_rules().begin(), step_rules().end(),
                                       [&](const StepRule& r) { return r.kind == gesture.kind; });
  // a place told by the plug stands for the clock place, and for the distance too
  const Item* place = table.find("place");
  const auto by_plug = [&](std::string_view key) {
    return place != nullptr && (key == "at" || (key == "r" && place->text == "plug"));
  };
  for (const std::string_view need : rule.needs)
    if (table.find(need) == nullptr && !by_plug(need) && !document.partial)
      document.complain(table.at, fmt::format("a \"{}\" step needs \"{}\"", rule.name, need));

  // a key that this kind of step would ignore is a misunderstanding: say so
  std::vector<std::string_view> good = {"do", "lowers", "follows", "note"};
  good.insert(good.end(), rule.needs.begin(), rule.needs.end());
  good.insert(good.end(), rule.allows.begin(), rule.allows.end());
  if (std::find(good.begin(), good.end(), "at") != good.end())
    good.insert(good.end(), {"place", "beyond"});
  for (const std::string_view key : {"at", "r"})
    if (by_plug(key)) std::erase(good, key);
  std::vector<std::string_view> all;
  add_names(step_fields(), all);
  for (const Item& item : table.items) {
    const auto in = [&](const std::vector<std::string_view>& list) {
      return std::find(list.begin(), list.end(), item.key) != list.end();
    };
    if (in(all) && !in(good))
      document.complain(
          item.key_at,
          fmt::format("\"{}\" does nothing in a \"{}\" step; take it out", item.key, rule.name));
  }

  // circles are on a place of the breast or on a node area; a place that ends has both of its keys
  const auto has = [&](std::string_view key) { return table.find(key) != nullptr; };
  if (gesture.kind == Gesture::Kind::Circle && !document.partial && !has("node") && !has("place") &&
      !(has("at") && has("r")))
    document.complain(table.at, "a \"circle\" step needs \"at\" and \"r\", or \"node\"");
  if (has("to") != has("to_r") && !document.partial)
    document.complain(table.at, "\"to\" and \"to_r\" belong together");

  // 12 o'clock is 0
  for (double* clock : {&gesture.clock_rad, &gesture.to_clock_rad})
    if (*clock >= 2.0 * kPi) *clock -= 2.0 * kPi;
}

}  // namespace

Expected<Choreography> parse_choreography(const std::string& text, const std::string& file) {
  Document document = read_document(text, file);
  if (!document.readable) return document.problems;
  check_format(document);

  DemoDraft draft;
  read_fields(document, document.root, "a demo", demo_fields(), draft);
  std::vector<std::string_view> known = {"format", "error", "step"};
  add_names(demo_fields(), known);
  complain_unknown(document, document.root, "a demo", known);

  // steps, each by the rule of what it does
  Choreography& demo = draft.demo;
  for (const Item* table : tables_of(document, "step")) {
    StepDraft step;
    const std::size_t before = document.problems.size();
    read_table(document, *table, "[[step]]", step_fields(), step);
    if (table->find("do") != nullptr && document.problems.size() == before)
      check_step(document, *table, step.gesture);
    demo.gestures.push_back(step.gesture);
  }
  if (demo.gestures.empty() && !document.partial)
    document.complain("a demo needs at least one [[step]]");

  // errors made on purpose belong to novice and harmful, and are named there
  demo.named_errors = read_tables<NamedError>(document, "error", error_fields());
  for (const NamedError& error : demo.named_errors) demo.errors.push_back(error.name);
  const bool erring = demo.kind == "novice" || demo.kind == "harmful";
  if (erring && demo.errors.empty() && !document.partial)
    document.complain(fmt::format("a {} demo names its errors: add [[error]]", demo.kind));
  if (!erring && !demo.errors.empty())
    document.complain(document.root.find("error")->at, "only novice and harmful demos make errors");
  demo.text = text;
  if (!document.problems.empty()) return document.problems;
  return demo;
}

Expected<Choreography> read_choreography(const std::filesystem::path& file) {
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  return parse_choreography(*text, file.string());
}

namespace {

void add_once(std::vector<LeftOut>& rows, const LeftOut& row) {
  const auto is = [&](const LeftOut& r) { return r.id == row.id; };
  if (std::none_of(rows.begin(), rows.end(), is)) rows.push_back(row);
}

/// What to do about rows that a demonstration names and the case leaves out.
std::string about_left_out(const std::vector<LeftOut>& rows, const ScenarioSpec& spec) {
  constexpr std::size_t kMostShown = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(rows.size(), kMostShown); ++i)
    names += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", rows[i].id);
  if (rows.size() > kMostShown) names += fmt::format(" and {} more", rows.size() - kMostShown);

  // the conditions that would bring them
  std::vector<std::string> conditions;
  for (const LeftOut& row : rows)
    for (const std::string& condition : row.conditions)
      if (std::find(conditions.begin(), conditions.end(), condition) == conditions.end())
        conditions.push_back(condition);
  return fmt::format(
      "the demonstrations name {} of pack \"{}\", which {}, or take the names out of "
      "the demonstrations",
      names, spec.pack,
      conditions.empty() ? "\"pack_criteria\" does not choose: add them there"
                         : fmt::format("are only for cases with the condition \"{}\": add it to "
                                       "\"conditions\" of [patient]",
                                       fmt::join(conditions, "\" or \"")));
}

/// The rows that the pack has and the case leaves out, told once at the key that decides it.
void complain_left_out(Document& document, const std::vector<LeftOut>& rows,
                       const ScenarioSpec& spec) {
  for (const bool by_condition : {true, false}) {
    std::vector<LeftOut> these;
    for (const LeftOut& row : rows)
      if (row.conditions.empty() != by_condition) these.push_back(row);
    if (these.empty()) continue;
    const Item* patient = document.root.find("patient");
    const Item* conditions = patient != nullptr ? patient->find("conditions") : nullptr;
    const Item* chosen = document.root.find("pack_criteria");
    const Item* key = by_condition ? (conditions != nullptr ? conditions : patient) : chosen;
    document.complain(key != nullptr ? key->at : Position{1, 1, 1}, about_left_out(these, spec));
  }
}

/// A step that is told by the plug needs one.
void check_places(Document& document, const ScenarioSpec& spec) {
  if (plug_of(spec.patient).present) return;
  for (const Item* step : tables_of(document, "step"))
    if (const Item* place = step->find("place"))
      document.complain(place->at, fmt::format("\"{}\" needs a plug, and this case has none; say "
                                               "where with \"at\" and \"r\"",
                                               place->text));
}

}  // namespace

Problems check_demo(const Choreography& demo, const ScenarioSpec& spec, const std::string& file,
                    std::vector<LeftOut>* lacking) {
  Document document = read_document(demo.text, file);
  std::vector<LeftOut> left_out;
  std::vector<std::string_view> actions, rows;
  for (const Action& action : spec.actions) actions.push_back(action.id);
  for (const rubric::Criterion& row : spec.criteria) rows.push_back(row.id);
  const std::string of_rows =
      spec.pack.empty() ? spec.name : fmt::format("{} or its pack \"{}\"", spec.name, spec.pack);
  const auto known = [&](const Item* item, const std::vector<std::string_view>& among,
                         std::string_view what, const std::string& of) {
    if (item == nullptr) return;
    const std::vector<Item> one = {*item};
    for (const Item& name : item->kind == Item::Kind::List ? item->items : one) {
      if (std::find(among.begin(), among.end(), name.text) != among.end()) continue;
      const auto row = std::find_if(spec.left_out.begin(), spec.left_out.end(),
                                    [&](const LeftOut& r) { return r.id == name.text; });
      if (&among == &rows && row != spec.left_out.end())
        add_once(left_out, *row);
      else
        document.complain(name.at, fmt::format("\"{}\" is not {} of {}{}", name.text, what, of,
                                               did_you_mean(name.text, among)));
    }
  };
  std::vector<std::string_view> done;
  for (const Item* step : tables_of(document, "step")) {
    for (const std::string_view key : {"lowers", "follows"})
      known(step->find(key), rows, "a row", of_rows);
    const Item* name = step->find("action");
    known(name, actions, "an action", spec.name);
    const auto action =
        std::find_if(spec.actions.begin(), spec.actions.end(),
                     [&](const Action& a) { return name != nullptr && a.id == name->text; });
    if (action == spec.actions.end()) continue;

    // the session refuses an action before the one it needs, so the step would do nothing
    if (!action->needs.empty() && std::find(done.begin(), done.end(), action->needs) == done.end())
      document.complain(name->at, fmt::format("\"{}\" is refused here: it needs \"{}\" first",
                                              action->id, action->needs));
    done.push_back(action->id);
  }
  for (const Item* error : tables_of(document, "error"))
    known(error->find("lowers"), rows, "a row", of_rows);
  check_places(document, spec);
  if (lacking != nullptr) {
    for (const LeftOut& row : left_out) add_once(*lacking, row);
  } else if (!left_out.empty()) {
    document.complain(Position{1, 1, 1}, about_left_out(left_out, spec));
  }
  return document.problems;
}

Problems check_demos(const ScenarioSpec& spec) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  std::filesystem::directory_iterator it(spec.folder / "demo", error);
  for (const std::filesystem::directory_iterator end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".toml") files.push_back(it->path());
  std::sort(files.begin(), files.end());
  Problems problems;
  std::vector<LeftOut> lacking;
  for (const std::filesystem::path& file : files) {
    const Expected<Choreography> demo = read_choreography(file);
    const Problems told = demo ? check_demo(*demo, spec, file.string(), &lacking) : demo.problems();
    problems.insert(problems.end(), told.begin(), told.end());
  }

  // one slip in the case is told there, and not at every name that follows from it
  Document document = read_document(spec.text, (spec.folder / "scenario.toml").string());
  complain_left_out(document, lacking, spec);
  problems.insert(problems.begin(), document.problems.begin(), document.problems.end());
  return problems;
}

}  // namespace lac::scenario
