#include "scenario/experiment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/math.h"
#include "scenario/experiment_fields.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {
namespace {

constexpr double kColdPack_degC = 10.0;  // where an experiment names none

using Names = std::vector<std::string_view>;

bool among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What a kind of step needs ("a|b": one of them) and may have beside.
struct ActRule {
  Act::Kind kind;
  std::string_view name;
  Names needs, allows;
};

const ActRule& rule_of(Act::Kind kind) {
  using K = Act::Kind;
  static const std::array<ActRule, 17> kRules = {{
      {K::Pump,
       "pump",
       {"lasts", "vacuum|comfort"},
       {"breast", "between", "cycle", "pulse", "average", "shield"}},
      {K::Suckle,
       "suckle",
       {"lasts"},
       {"breast", "vacuum", "between", "cycle", "pulse", "average", "appetite"}},
      {K::Express,
       "express",
       {"lasts", "force|pressure"},
       {"breast", "technique", "cycle", "release", "lobes", "move_on"}},
      {K::Stroke,
       "stroke",
       {"lasts", "pressure"},
       {"cycle", "release", "area", "at", "r", "against"}},
      {K::Press,
       "press",
       {"lasts", "force|pressure"},
       {"shape", "area", "at", "r", "ramp", "pull"}},
      {K::Hands, "hands", {"file"}, {}},
      {K::Position, "position", {"position"}, {"lasts"}},
      {K::Warm, "warm", {"lasts"}, {"temperature"}},
      {K::Cold, "cold", {"lasts"}, {"temperature"}},
      {K::Stress, "stress", {"to"}, {"lasts"}},
      {K::Noise, "noise", {"to"}, {"lasts"}},
      {K::Cue, "cue", {"lasts", "to"}, {}},
      {K::Infuse, "infuse", {"lasts", "rate"}, {}},
      {K::Tracer, "tracer", {"at", "r"}, {"depth"}},
      {K::Wait, "wait", {"lasts"}, {}},
      {K::Day, "day", {"lasts"}, {"feeds", "feed", "breast", "appetite"}},
      {K::Repeat, "repeat", {"from"}, {}},
  }};
  return *std::find_if(kRules.begin(), kRules.end(),
                       [&](const ActRule& r) { return r.kind == kind; });
}

bool has_one(const Item& table, std::string_view needs) {
  for (const std::string_view need : split_choices(needs))
    if (table.find(need) != nullptr) return true;
  return false;
}

std::string one_of(std::string_view needs) {
  std::string out;
  for (const std::string_view need : split_choices(needs))
    out += (out.empty() ? "\"" : " or \"") + std::string(need) + "\"";
  return out;
}

void check_act(Document& document, const Item& table, const Act& act) {
  const ActRule& rule = rule_of(act.kind);
  Names good = {"do", "id", "arms", "times", "every"};
  for (const std::string_view need : rule.needs) {
    if (!has_one(table, need) && !document.partial)
      document.complain(table.at, fmt::format("a \"{}\" step needs {}", rule.name, one_of(need)));
    for (const std::string_view one : split_choices(need)) good.push_back(one);
  }
  good.insert(good.end(), rule.allows.begin(), rule.allows.end());

  // a key that this kind of step would ignore is a misunderstanding: say so
  Names all;
  add_names(act_fields(), all);
  for (const Item& item : table.items)
    if (among(all, item.key) && !among(good, item.key))
      document.complain(
          item.key_at,
          fmt::format("\"{}\" does nothing in a \"{}\" step; take it out", item.key, rule.name));
  if (act.every_s > 0.0 && act.every_s < act.lasts_s)
    document.complain(table.at,
                      "\"every\" is shorter than \"lasts\": one time ends before the next");
  const bool sized = act.shape == Act::Shape::Finger || table.find("area") != nullptr;
  if (act.kind == Act::Kind::Press && act.force_N > 0.0 && !sized)
    document.complain(table.at, "a force needs the \"area\" it acts on (a finger has its own)");
}

/// Names in a list or text of a table that must be known.
void check_names(Document& document, const Item& table, std::string_view key, const Names& known,
                 std::string_view what) {
  const Item* item = table.find(key);
  if (item == nullptr) return;
  const std::vector<Item> one = {*item};
  for (const Item& name : item->kind == Item::Kind::List ? item->items : one)
    if (name.kind == Item::Kind::Text && !among(known, name.text))
      document.complain(name.at, fmt::format("\"{}\" is not {}{}", name.text, what,
                                             did_you_mean(name.text, known)));
}

/// Another unit must be one of the quantity's dimension.
void check_unit(Document& document, const Item& table, const QuantityName& quantity) {
  const Item* item = table.find("unit");
  if (item == nullptr || item->kind != Item::Kind::Text || item->text == quantity.unit) return;
  if (quantity.dimension != Dimension::None &&
      parse_quantity("1 " + item->text, quantity.dimension))
    return;
  document.complain(
      item->at,
      fmt::format("\"{}\" is not a unit of {}; it is given in {}", item->text, quantity.name,
                  quantity.dimension == Dimension::None
                      ? std::string(quantity.unit.empty() ? "bare numbers" : quantity.unit)
                      : std::string(accepted_units(quantity.dimension))));
}

std::vector<Arm> read_arms(Document& document) {
  std::vector<Arm> arms;
  Names known;
  add_names(arm_fields(), known);
  add_names(patient_fields(), known);
  for (const Item* table : tables_of(document, "arm")) {
    Arm& arm = arms.emplace_back();
    read_fields(document, *table, "[[arm]]", arm_fields(), arm);
    for (const Field<PatientDraft>& field : patient_fields()) {
      const Item* item = table->find(field.spec.name);
      Value value;
      if (item == nullptr || !convert(document, *item, field.spec, value)) continue;
      value.item = nullptr;
      arm.apply.push_back([set = field.set, value](sim::PatientParams& params) {
        PatientDraft draft;
        draft.params = params;
        set(draft, value);
        params = draft.params;
      });
    }
    complain_unknown(document, *table, "[[arm]]", known);
    for (std::size_t i = 0; i + 1 < arms.size(); ++i)
      if (arms[i].name == arm.name)
        document.complain(table->at, fmt::format("two arms are called \"{}\"", arm.name));
  }
  if (arms.empty()) arms.emplace_back();
  return arms;
}

void read_subject(Document& document, ExperimentDraft& draft, const std::filesystem::path& data) {
  const Item* table = table_of(document, "patient");
  if (table == nullptr) return;
  read_fields(document, *table, "[patient]", subject_fields(), draft);
  PatientDraft body;
  if (!draft.base.empty()) {
    const Expected<PatientDraft> base = read_patient(draft.base, Shelf{.data = data});
    if (base) {
      body = *base;
      const Expected<std::string> text =
          read_file(data / "assets" / "patients" / (draft.base + ".toml"), kMostBytes);
      if (text) draft.experiment.depends += *text;
    } else {
      document.complain(table->find("base")->at,
                        fmt::format("the base \"{}\" cannot be used: {}", draft.base,
                                    base.problems().front().message));
    }
  }
  read_fields(document, *table, "[patient]", patient_fields(), body);
  Names known;
  add_names(subject_fields(), known);
  add_names(patient_fields(), known);
  complain_unknown(document, *table, "[patient]", known);
  draft.experiment.patient = body.params;
  check_breast(document, table->at, body.params);
}

void read_scales(Document& document, const Names& arms, Experiment& out) {
  Names known;
  for (const Parameter& p : parameters()) known.push_back(p.name);
  for (const Item* table : tables_of(document, "scale")) {
    read_table(document, *table, "[[scale]]", scale_fields(), out.scales.emplace_back());
    check_names(document, *table, "name", known, "a parameter of the models");
    check_names(document, *table, "arms", arms, "an arm");
  }
}

/// The choreography that a step plays: beside the experiment, or in the data folder.
void read_hands(Document& document, const Item& at, const std::filesystem::path& folder,
                const std::filesystem::path& data, Act& act, Experiment& out) {
  std::error_code error;
  std::filesystem::path file = folder / act.file;
  if (!std::filesystem::is_regular_file(file, error)) file = data / act.file;
  auto read = read_choreography(file);
  if (!read) {
    document.complain(at.at, fmt::format("the hands \"{}\" cannot be used: {}", act.file,
                                         read.problems().front().text()));
    return;
  }
  act.hands = std::move(*read);
  out.depends += act.hands.text;
}

void read_acts(Document& document, const Names& arms, const std::filesystem::path& folder,
               const std::filesystem::path& data, Experiment& out) {
  Names ids;
  for (const Item* table : tables_of(document, "step")) {
    Act& act = out.acts.emplace_back();
    const std::size_t before = document.problems.size();
    read_table(document, *table, "[[step]]", act_fields(), act);
    if (table->find("do") != nullptr && document.problems.size() == before)
      check_act(document, *table, act);
    if (const Item* file = table->find("file");
        act.kind == Act::Kind::Hands && file != nullptr && !act.file.empty())
      read_hands(document, *file, folder, data, act, out);
    check_names(document, *table, "arms", arms, "an arm");
    if (act.kind == Act::Kind::Repeat)
      check_names(document, *table, "from", ids, "the id of a step above");
    if (const Item* id = table->find("id"); id != nullptr) ids.push_back(id->text);
    if (act.kind == Act::Kind::Cold && table->find("temperature") == nullptr)
      act.temperature_degC = kColdPack_degC;
    if (act.site.clock_rad >= 2.0 * kPi) act.site.clock_rad -= 2.0 * kPi;
    if (act.breasts != Act::Breasts::First && out.breasts < 2)
      document.complain(table->find("breast")->at,
                        "there is one breast in this experiment; set breasts = 2");
  }
  if (out.acts.empty() && !document.partial)
    document.complain("an experiment needs at least one [[step]]");
}

void read_measures(Document& document, const Names& arms, std::span<const QuantityName> quantities,
                   Experiment& out) {
  Names known, ids;
  for (const QuantityName& q : quantities) known.push_back(q.name);
  for (const Item* table : tables_of(document, "step"))
    if (const Item* id = table->find("id"); id != nullptr) ids.push_back(id->text);
  std::vector<std::string> feeds;
  for (const std::string_view id : ids) feeds.push_back(std::string(id) + "-feed");
  for (const std::string& id : feeds) ids.push_back(id);
  for (const Item* table : tables_of(document, "measure")) {
    Measure& measure = out.measures.emplace_back();
    measure.sample_m3 = m3_from_mL(5.0);
    read_table(document, *table, "[[measure]]", measure_fields(), measure);
    check_names(document, *table, "quantity", known, "a quantity");
    check_names(document, *table, "arms", arms, "an arm");
    check_names(document, *table, "step", ids, "the id of a step");
    if (measure.name.empty()) measure.name = measure.quantity;
    if (measure.site.clock_rad >= 2.0 * kPi) measure.site.clock_rad -= 2.0 * kPi;
    for (const QuantityName& q : quantities)
      if (q.name == measure.quantity) check_unit(document, *table, q);
    if (measure.take == Measure::Take::Interval && measure.every_s <= 0.0 && !document.partial)
      document.complain(table->at, "take = \"interval\" needs \"every\", the length of one");
    if (measure.take == Measure::Take::Sampled && measure.every_s <= 0.0 && !document.partial)
      document.complain(table->at, "take = \"sampled\" needs \"every\"");
    for (std::size_t i = 0; i + 1 < out.measures.size(); ++i)
      if (out.measures[i].name == measure.name)
        document.complain(table->at, fmt::format("two measures are called \"{}\"; give them a name",
                                                 measure.name));
  }
  if (out.measures.empty() && !document.partial)
    document.complain("an experiment needs at least one [[measure]]");
}

}  // namespace

Expected<Experiment> parse_experiment(const std::string& text, const std::string& file,
                                      const std::filesystem::path& data,
                                      std::span<const QuantityName> quantities) {
  Document document = read_document(text, file);
  if (!document.readable) return document.problems;
  check_format(document);

  ExperimentDraft draft;
  read_fields(document, document.root, "an experiment", experiment_fields(), draft);
  Names known = {"format", "population", "patient", "arm", "scale", "step", "measure"};
  add_names(experiment_fields(), known);
  complain_unknown(document, document.root, "an experiment", known);

  // who
  Experiment& out = draft.experiment;
  if (const Item* table = table_of(document, "population")) {
    read_table(document, *table, "[population]", population_fields(), draft);
    Names names = {"all"};
    for (const Spread& s : spreads()) names.push_back(s.name);
    check_names(document, *table, "vary", names, "a spread");
  }
  read_subject(document, draft, data);
  out.arms = read_arms(document);
  Names arms;
  for (const Arm& arm : out.arms) arms.push_back(arm.name);
  if (const Item* source = document.root.find("source"); source != nullptr) {
    const Expected<Bibliography> sources = read_sources(data);
    if (sources) check_origin(document, document.root, out.source, true, *sources);
  }

  // what is done and read
  read_scales(document, arms, out);
  read_acts(document, arms, std::filesystem::path(file).parent_path(), data, out);
  read_measures(document, arms, quantities, out);
  out.text = text;
  out.name = std::filesystem::path(file).stem().string();
  if (!document.problems.empty()) return document.problems;
  return out;
}

Expected<Experiment> read_experiment(const std::filesystem::path& file,
                                     const std::filesystem::path& data,
                                     std::span<const QuantityName> quantities) {
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  return parse_experiment(*text, file.string(), data, quantities);
}

}  // namespace lac::scenario
