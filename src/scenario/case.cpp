#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "rubric/contraindications.h"
#include "scenario/filled_words.h"
#include "scenario/parts.h"
#include "scenario/reader.h"
#include "scenario/variation.h"

namespace lac::scenario {
namespace {

void add_problems(Document& document, const Problems& more) {
  document.problems.insert(document.problems.end(), more.begin(), more.end());
}

/// The text of a file that the case builds on: the one it came with, else the one on the shelf.
Expected<std::string> companion(const std::string& given, const Shelf& shelf, std::string_view kind,
                                const std::string& name) {
  if (!given.empty()) return given;
  return shelf.read(kind, name);
}

/// Conditions are words that the marking knows.
void check_conditions(Document& document, const Item& list) {
  const auto all = rubric::conditions();
  const std::vector<std::string_view> known(all.begin(), all.end());
  for (const Item& name : list.items)
    if (is_name(name.text) && std::find(known.begin(), known.end(), name.text) == known.end())
      document.complain(name.at, fmt::format("unknown condition \"{}\"{}", name.text,
                                             did_you_mean(name.text, known)));
}

/// [left_breast] and [right_breast]: what each has otherwise than [patient] says of both.
void read_breasts(Document& document, const Bibliography& sources, sim::PatientParams& patient) {
  using anatomy::Side;
  const sim::SideParams both = patient;
  for (const Side side : {Side::Left, Side::Right}) {
    const std::string_view name = side == Side::Left ? "left_breast" : "right_breast";
    const Item* table = table_of(document, name);
    if (table == nullptr) continue;
    const std::string where = fmt::format("[{}]", name);
    if (both.breast.kind == anatomy::BodyKind::Balloon)
      document.complain(table->at, where + " needs a body of two breasts; the balloon is one");
    BreastDraft own{.params = both};
    own.params.breast.side = side;
    read_table(document, *table, where, breast_fields(), own);
    check_origin(document, *table, own.source, own.assumed, sources);
    if (document.problems.empty()) check_breast(document, table->at, own.params);

    // the breast in hand at the start is the patient's own entry, the other stands beside it
    if (side == both.breast.side)
      static_cast<sim::SideParams&>(patient) = own.params;
    else
      patient.other = own.params;
  }
  // [patient]'s numbers are both breasts': where the one in hand has its own, the other keeps them
  if (!patient.other &&
      table_of(document, both.breast.side == Side::Left ? "left_breast" : "right_breast")) {
    patient.other = both;
    patient.other->breast.side = both.breast.side == Side::Left ? Side::Right : Side::Left;
  }
}

/// [patient]: the base file's numbers, then what this case says otherwise.
void read_person(Document& document, ScenarioDraft& draft, const Bibliography& sources,
                 const Shelf& shelf) {
  const Item* table = table_of(document, "patient");
  if (table == nullptr) {
    if (!document.partial && document.root.find("patient") == nullptr)
      document.complain(document.root.at, "a case needs [patient]");
    return;
  }
  read_fields(document, *table, "[patient]", person_fields(), draft);
  PatientDraft body;
  if (!draft.base.empty()) {
    const std::string file = shelf.file("patients", draft.base).string();
    const Expected<std::string> text =
        companion(draft.spec.patient_text, shelf, "patients", draft.base);
    if (!text) {
      document.complain(table->find("base")->at, text.problems().front().message);
    } else if (Expected<PatientDraft> base = parse_patient(*text, file, sources)) {
      body = *base;
      draft.spec.patient_text = *text;
    } else {
      add_problems(document, base.problems());
    }
  }

  // the base speaks for its own numbers; whatever is changed here needs a word of its own
  body.source.clear();
  body.assumed = false;
  read_fields(document, *table, "[patient]", patient_fields(), body);
  std::vector<std::string_view> names, numbers;
  add_names(person_fields(), names);
  add_names(patient_fields(), numbers);
  names.insert(names.end(), numbers.begin(), numbers.end());
  complain_unknown(document, *table, "[patient]", names);
  if (const Item* conditions = table->find("conditions")) check_conditions(document, *conditions);
  const bool changed = std::any_of(numbers.begin(), numbers.end(), [&](std::string_view name) {
    return name != "side" && name != "body" && table->find(name) != nullptr;
  });
  if (changed) check_origin(document, *table, body.source, body.assumed, sources);
  if (document.problems.empty()) check_breast(document, table->at, body.params);
  draft.spec.patient = body.params;
  read_breasts(document, sources, draft.spec.patient);
  if (!document.recorded) check_plug(document, draft.spec.patient);
}

/// Whether a pack's row is for a case with these conditions.
bool is_for(const rubric::Criterion& row, const std::vector<std::string>& conditions) {
  const auto named = [&](const std::string& condition) {
    return std::find(conditions.begin(), conditions.end(), condition) != conditions.end();
  };
  return row.applies_to.empty() || std::any_of(row.applies_to.begin(), row.applies_to.end(), named);
}

/// What the history rules out becomes rows of its own; no row may ask for it.
void add_contraindications(Document& document, ScenarioDraft& draft, const Bibliography& sources) {
  ScenarioSpec& spec = draft.spec;
  for (const Item* table : tables_of(document, "criterion")) {
    const Item* technique = table->find("technique");
    const Item* kind = table->find("kind");
    if (technique == nullptr || (kind != nullptr && kind->text == "avoid")) continue;
    if (rubric::ruled_out(technique->text, spec.conditions, spec.pack))
      document.complain(technique->at, fmt::format("\"{}\" is ruled out by this case's conditions; "
                                                   "no row may ask for it",
                                                   technique->text));
  }

  // a pack's row that asks for it is left out of this case
  std::erase_if(spec.criteria, [&](const rubric::Criterion& row) {
    return row.kind != rubric::Kind::Avoid &&
           rubric::ruled_out(row.technique, spec.conditions, spec.pack);
  });
  for (const std::string_view other : rubric::conditions()) {
    const std::string condition(other);
    if (std::find(spec.conditions.begin(), spec.conditions.end(), condition) ==
        spec.conditions.end())
      for (const rubric::Criterion& row : rubric::contraindication_rows({condition}, spec.pack))
        spec.left_out.push_back({row.id, {condition}});
  }
  for (rubric::Criterion& row : rubric::contraindication_rows(spec.conditions, spec.pack)) {
    const Source* source = sources.find(row.source);
    row.seen = source != nullptr ? source->status : rubric::Seen::Unverified;
    spec.criteria.push_back(std::move(row));
  }
}

/// The pack's rows that the case takes.
void read_pack_rows(Document& document, ScenarioDraft& draft, const Bibliography& sources,
                    const Shelf& shelf) {
  // under another pack than its own a case takes all rows that are for it
  const Item* named = document.root.find("pack");
  const bool own = named != nullptr && named->text == draft.spec.pack;
  const Item* chosen =
      own || draft.spec.pack.empty() ? document.root.find("pack_criteria") : nullptr;
  if (draft.spec.pack.empty()) {
    if (chosen != nullptr) document.complain(chosen->key_at, "\"pack_criteria\" needs a \"pack\"");
    return;
  }
  const std::string file = shelf.file("packs", draft.spec.pack).string();
  const Expected<std::string> text =
      companion(draft.spec.pack_text, shelf, "packs", draft.spec.pack);
  if (!text) {
    document.complain(own ? named->at : Position{}, text.problems().front().message);
    return;
  }
  const Expected<Pack> pack =
      parse_pack(*text, file, draft.spec.pack, sources, shelf, draft.spec.pack_base_text);
  if (!pack) return add_problems(document, pack.problems());
  draft.spec.pack_edition = pack->edition;
  draft.spec.knowledge = pack->knowledge;
  draft.spec.pack_text = *text;
  draft.spec.pack_base_text = pack->base_text;
  draft.spec.sources.insert(draft.spec.sources.end(), pack->sources.begin(), pack->sources.end());
  if (chosen == nullptr) {
    for (const rubric::Criterion& row : pack->criteria)
      if (is_for(row, draft.spec.conditions))
        draft.spec.criteria.push_back(row);
      else
        draft.spec.left_out.push_back({row.id, row.applies_to});
    return;
  }

  // by id, in the case's order
  std::vector<std::string_view> ids;
  for (const rubric::Criterion& row : pack->criteria) {
    ids.push_back(row.id);
    const auto is_row = [&](const Item& name) { return name.text == row.id; };
    if (std::none_of(chosen->items.begin(), chosen->items.end(), is_row))
      draft.spec.left_out.push_back({row.id, {}});
  }
  for (const Item& name : chosen->items) {
    const auto found = std::find(ids.begin(), ids.end(), name.text);
    if (found == ids.end())
      document.complain(
          name.at, fmt::format("pack \"{}\" has no criterion \"{}\"{}", draft.spec.pack, name.text,
                               did_you_mean(name.text, ids)));
    else
      draft.spec.criteria.push_back(pack->criteria[static_cast<std::size_t>(found - ids.begin())]);
  }
}

template <class T>
std::vector<std::string_view> unique_ids(Document& document, std::string_view table,
                                         const std::vector<T>& things) {
  std::vector<std::string_view> ids;
  const std::vector<const Item*> items = tables_of(document, table);
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (!things[i].id.empty() && std::find(ids.begin(), ids.end(), things[i].id) != ids.end())
      document.complain(items[i]->find("id")->at,
                        fmt::format("two [[{}]] have the id \"{}\"", table, things[i].id));
    ids.push_back(things[i].id);
  }
  return ids;
}

/// Phases that actions name and the case lacks: each told once, however many actions name it.
void check_phases(Document& document, const std::vector<const Item*>& actions,
                  const std::vector<std::string_view>& phases) {
  std::vector<std::string_view> told;
  const auto lacks = [&](const Item& action, std::string_view phase) {
    const Item* item = action.find("phase");
    return item != nullptr && item->text == phase;
  };
  for (const Item* action : actions) {
    const Item* item = action->find("phase");
    if (item == nullptr || !is_name(item->text)) continue;
    const auto known = [&](const std::vector<std::string_view>& list) {
      return std::find(list.begin(), list.end(), item->text) != list.end();
    };
    if (known(phases) || known(told)) continue;
    told.push_back(item->text);
    const auto count = std::count_if(actions.begin(), actions.end(),
                                     [&](const Item* other) { return lacks(*other, item->text); });
    document.complain(item->at,
                      fmt::format("\"{}\" is no phase of this case{}{}", item->text,
                                  did_you_mean(item->text, phases),
                                  count > 1 ? fmt::format(" ({} actions name it)", count) : ""));
  }
}

/// Ids are unique, and every id that an action names is there.
void check_actions(Document& document, const ScenarioSpec& spec) {
  const auto phases = unique_ids(document, "phase", spec.phases);
  const auto actions = unique_ids(document, "action", spec.actions);
  unique_ids(document, "utterance", spec.utterances);
  const std::vector<const Item*> tables = tables_of(document, "action");
  for (std::size_t i = 0; i < spec.actions.size(); ++i) {
    const Item* needs = tables[i]->find("needs");
    const std::string& id = spec.actions[i].needs;
    if (id.empty() || needs == nullptr) continue;
    if (std::find(actions.begin(), actions.end(), id) == actions.end())
      document.complain(needs->at, fmt::format("\"{}\" is no action of this case{}", id,
                                               did_you_mean(id, actions)));
    if (id == spec.actions[i].id) document.complain(needs->at, "an action cannot need itself");
  }
  check_phases(document, tables, phases);
}

void read_top(Document& document, ScenarioDraft& draft) {
  read_fields(document, document.root, "a case", scenario_fields(), draft);
  std::vector<std::string_view> known = {"format"};
  add_names(scenario_fields(), known);
  for (const TableSpec& table : table_specs())
    if (table.kind == "scenario" && !table.name.empty()) known.push_back(table.name);
  complain_unknown(document, document.root, "a case", known);
  if (const Item* table = table_of(document, "prebrief"))
    read_table(document, *table, "[prebrief]", prebrief_fields(), draft);
  if (const Item* table = table_of(document, "debrief"))
    read_table(document, *table, "[debrief]", debrief_fields(), draft);
  draft.spec.phases = read_tables<Phase>(document, "phase", phase_fields());
  draft.spec.actions = read_tables<Action>(document, "action", action_fields());
  if (const Item* table = table_of(document, "variation"))
    read_table(document, *table, "[variation]", variation_fields(), draft);
  draft.spec.utterances = read_tables<Utterance>(document, "utterance", utterance_fields());
  draft.spec.pictures = read_tables<Picture>(document, "picture", picture_fields());
}

/// Pictures and demonstrations that the case names stand beside it.
void check_companions(Document& document, const std::filesystem::path& folder) {
  for (const Item* table : tables_of(document, "picture")) {
    const Item* file = table->find("file");
    if (file == nullptr || file->kind != Item::Kind::Text || !is_picture_name(file->text)) continue;
    const Expected<Pixels> pixels = read_picture(folder, file->text);
    if (!pixels) document.complain(file->at, pixels.problems().front().message);
  }

  // what is there instead helps to see a slip of the pen
  const Item* demos = document.root.find("demos");
  if (demos == nullptr) return;
  std::vector<std::string> there;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder / "demo", error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".toml") there.push_back(it->path().stem().string());
  std::sort(there.begin(), there.end());
  const std::vector<std::string_view> known(there.begin(), there.end());
  for (const Item& name : demos->items)
    if (is_name(name.text) && std::find(there.begin(), there.end(), name.text) == there.end())
      document.complain(name.at, fmt::format("there is no demo/{}.toml beside this case{}",
                                             name.text, did_you_mean(name.text, known)));
}

/// @param folder  where the case stands, for what stands beside it; null: not looked at
Expected<ScenarioSpec> parse_case(const CaseTexts& texts, const std::string& file,
                                  const std::filesystem::path& data,
                                  const std::filesystem::path* folder) {
  Document document = read_document(texts.scenario, file);
  if (!document.readable) return document.problems;
  document.recorded = texts.recorded;
  check_format(document);

  // the bibliography first: criteria and numbers name its keys
  Bibliography sources;
  if (Expected<Bibliography> read = read_sources(data))
    sources = *read;
  else
    add_problems(document, read.problems());

  // the case, its person, the pack's rows, then its own
  ScenarioDraft draft;
  draft.spec.pack_text = texts.pack;
  draft.spec.pack_base_text = texts.pack_base;
  draft.spec.patient_text = texts.patient;
  draft.spec.sources = add_sources(document, sources);
  read_top(document, draft);
  if (!document.recorded) check_filled_words(document);
  const bool other_pack = !texts.pack_name.empty() && texts.pack_name != draft.spec.pack;
  if (other_pack) draft.spec.pack = texts.pack_name;
  check_actions(document, draft.spec);
  if (folder != nullptr) check_companions(document, *folder);
  const Shelf shelf{.data = data, .own = folder != nullptr ? *folder : std::filesystem::path()};
  read_person(document, draft, sources, shelf);
  read_pack_rows(document, draft, sources, shelf);
  for (const rubric::Criterion& row : read_criteria(document, sources))
    draft.spec.criteria.push_back(row);
  add_contraindications(document, draft, sources);
  check_rows(document, draft.spec.criteria, draft.spec.actions);
  if (!document.problems.empty()) return document.problems;

  const std::filesystem::path path(file);
  draft.spec.folder = path.parent_path();
  draft.spec.name = path.filename() == "scenario.toml" ? draft.spec.folder.filename().string()
                                                       : path.stem().string();
  draft.spec.text = texts.scenario;
  draft.spec.written_side = draft.spec.patient.breast.side;
  if (texts.seed != 0 && texts.seed != draft.spec.seed) vary(draft.spec, texts.seed);
  fill_words(draft.spec);
  return draft.spec;
}

}  // namespace

Expected<ScenarioSpec> parse_scenario(const std::string& text, const std::string& file,
                                      const std::filesystem::path& data) {
  return parse_case({.scenario = text}, file, data, nullptr);
}

Expected<ScenarioSpec> parse_scenario(const CaseTexts& texts, const std::string& file,
                                      const std::filesystem::path& data) {
  return parse_case(texts, file, data, nullptr);
}

Expected<ScenarioSpec> read_scenario(const std::filesystem::path& folder_or_file,
                                     const std::filesystem::path& data) {
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(folder_or_file, error);
  std::filesystem::path file = (is_folder ? folder_or_file / "scenario.toml" : folder_or_file);
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  file = file.lexically_normal();
  const std::filesystem::path folder = file.parent_path();
  return parse_case({.scenario = *text}, file.string(), data, &folder);
}

Expected<ScenarioSpec> another(const ScenarioSpec& spec, std::uint64_t seed,
                               const std::filesystem::path& data) {
  const CaseTexts texts{.scenario = spec.text,
                        .pack = spec.pack_text,
                        .patient = spec.patient_text,
                        .pack_base = spec.pack_base_text,
                        .pack_name = spec.pack,
                        .seed = seed,
                        .recorded = true};
  Expected<ScenarioSpec> out =
      parse_case(texts, (spec.folder / "scenario.toml").string(), data, nullptr);
  if (out) out->name = spec.name;
  return out;
}

std::vector<std::filesystem::path> list_scenarios(const std::filesystem::path& data) {
  std::vector<std::filesystem::path> out;
  std::error_code error;
  for (std::filesystem::directory_iterator it(data / "scenarios", error), end; !error && it != end;
       it.increment(error))
    if (std::filesystem::is_regular_file(it->path() / "scenario.toml", error))
      out.push_back(it->path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace lac::scenario
