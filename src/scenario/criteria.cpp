#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "scenario/orders.h"
#include "scenario/parts.h"
#include "scenario/reader.h"
#include "technique/technique.h"

namespace lac::scenario {
namespace {

using rubric::Kind;

/// Which keys a kind of row needs and may have, besides those of every row.
struct KindRule {
  Kind kind;
  std::vector<std::string_view> needs, allows;
  bool band = false;  // low, high or both
};

const KindRule& rule_of(Kind kind) {
  static const std::vector<KindRule> rules = {
      {Kind::Gate, {"first"}, {"then"}},
      {Kind::Order, {"first", "then"}, {"within", "falloff"}},
      {Kind::Measure, {"technique", "metric"}, {}, true},
      {Kind::Coverage, {"technique", "metric"}, {}, true},
      {Kind::Rhythm, {"technique", "metric"}, {}, true},
      {Kind::Limit, {"metric", "high"}, {"technique"}, true},
      {Kind::Outcome, {"metric"}, {}, true},
      {Kind::Decision, {"decision"}, {"first", "within", "falloff"}},
      {Kind::Avoid, {}, {"technique", "first", "metric", "low", "high", "falloff"}},
  };
  return *std::find_if(rules.begin(), rules.end(),
                       [&](const KindRule& r) { return r.kind == kind; });
}

/// Where a key's value stands; the table itself where the key is missing.
Position place_of(const Item& table, std::string_view key) {
  const Item* item = table.find(key);
  return item != nullptr ? item->at : table.at;
}

void check_shape(Document& document, const Item& table, const rubric::Criterion& row) {
  const KindRule& rule = rule_of(row.kind);
  const auto has = [&](std::string_view key) { return table.find(key) != nullptr; };
  const std::string kind(rubric::name(row.kind));
  for (const std::string_view need : rule.needs)
    if (!has(need) && !document.partial)
      document.complain(table.at, fmt::format("a row of kind \"{}\" needs \"{}\"", kind, need));
  if (rule.band && !has("low") && !has("high") && !document.partial)
    document.complain(table.at,
                      fmt::format("a row of kind \"{}\" needs \"low\" or \"high\"", kind));

  if (row.kind == Kind::Avoid && !has("technique") && !has("first") && !document.partial)
    document.complain(table.at, "a row of kind \"avoid\" needs \"technique\" or \"first\"");

  // a key that this kind would ignore is a misunderstanding: say so
  for (const std::string_view key :
       {"first", "then", "within", "technique", "metric", "decision", "low", "high", "falloff"}) {
    const Item* item = table.find(key);
    const bool of_band = key == "low" || key == "high" || key == "falloff";
    const auto in = [&](const std::vector<std::string_view>& list) {
      return std::find(list.begin(), list.end(), key) != list.end();
    };
    if (item == nullptr || in(rule.needs) || in(rule.allows) || (of_band && rule.band)) continue;
    document.complain(item->key_at,
                      fmt::format("\"{}\" does nothing in a row of kind \"{}\"; take it "
                                  "out",
                                  key, kind));
  }
}

/// "; perhaps \"a\" or \"b\"": what has a word of this name in its own, three at most.
std::string sharing_a_word(std::string_view name, const std::vector<std::string_view>& known) {
  constexpr std::size_t kLeastLetters = 3, kMostShown = 3;
  std::vector<std::string_view> words, shared;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of("_- ", at), name.size());
    if (end - at >= kLeastLetters) words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  for (const std::string_view candidate : known)
    if (shared.size() < kMostShown &&
        std::any_of(words.begin(), words.end(),
                    [&](std::string_view word) { return candidate.find(word) != word.npos; }))
      shared.push_back(candidate);
  return shared.empty() ? std::string()
                        : fmt::format("; perhaps \"{}\"", fmt::join(shared, "\" or \""));
}

/// The unit of the row's metric; nothing, told, if technique or metric is unknown.
std::optional<std::string> metric_unit(Document& document, const Item& table,
                                       const rubric::Criterion& row) {
  if (!row.technique.empty()) {
    const auto& ids = technique::technique_ids();
    if (std::find(ids.begin(), ids.end(), row.technique) == ids.end()) {
      const std::vector<std::string_view> known(ids.begin(), ids.end());
      document.complain(place_of(table, "technique"),
                        fmt::format("unknown technique \"{}\"{}", row.technique,
                                    did_you_mean(row.technique, known)));
      return std::nullopt;
    }
  }
  if (row.kind == Kind::Order || row.kind == Kind::Decision) return "s";
  if (row.kind == Kind::Avoid && row.metric.empty()) return "";
  if (row.metric.empty()) return std::nullopt;

  // a measure of the technique, or a quantity observed over the run
  std::vector<std::string_view> known;
  if (!row.technique.empty())
    for (const technique::MeasureInfo& measure : technique::measure_table()) {
      if (measure.technique != row.technique) continue;
      if (measure.name == row.metric) return measure.unit;
      known.push_back(measure.name);
    }
  else
    for (const rubric::MetricInfo& metric : rubric::metric_table()) {
      if (metric.name == row.metric) return metric.unit;
      known.push_back(metric.name);
    }
  std::string near = did_you_mean(row.metric, known);
  if (near.empty()) near = sharing_a_word(row.metric, known);
  document.complain(
      place_of(table, "metric"),
      fmt::format("unknown metric \"{}\"{}{} (`lactasim metrics` lists all)", row.metric,
                  row.technique.empty() ? "" : " of \"" + row.technique + "\"", near));
  return std::nullopt;
}

/// A band that lies beyond anything the metric can be gives no credit to anybody.
void check_reachable(Document& document, const CriterionDraft& draft, const std::string& unit) {
  const rubric::Criterion& row = draft.criterion;
  const rubric::Range range = rubric::possible_range(row.metric, unit);
  const auto told = [&](const Item* item, bool below) {
    document.complain(item->at,
                      fmt::format("nothing can satisfy this band: \"{}\" is never {} {:g}{}{}",
                                  row.metric, below ? "below" : "above",
                                  below ? range.least : range.most, unit.empty() ? "" : " ", unit));
  };
  if (draft.low != nullptr && row.low > range.most) told(draft.low, false);
  if (draft.high != nullptr && row.high < range.least) told(draft.high, true);
}

void read_band(Document& document, const Item& table, CriterionDraft& draft) {
  rubric::Criterion& row = draft.criterion;
  const std::optional<std::string> unit = metric_unit(document, table, row);
  row.low = -std::numeric_limits<double>::infinity();
  row.high = std::numeric_limits<double>::infinity();
  if (!unit) return;
  const auto bound = [&](const Item* item, double& out) {
    if (item == nullptr) return;
    if (const auto value = convert_bound(document, *item, *unit)) out = *value;
  };
  bound(draft.low, row.low);
  bound(draft.high, row.high);
  bound(draft.falloff, row.falloff);
  if (draft.low != nullptr && row.low > row.high)
    document.complain(draft.low->at, "\"low\" is above \"high\"");
  check_reachable(document, draft, *unit);
  if (draft.falloff != nullptr && row.falloff < 0.0)
    document.complain(draft.falloff->at, "\"falloff\" cannot be below 0");
}

void check_evidence(Document& document, const Item& table, CriterionDraft& draft,
                    const Bibliography& sources) {
  rubric::Criterion& row = draft.criterion;
  const Item* grade = table.find("grade");
  const Item* source_item = table.find("source");

  // no number, and no rule, without a source or the word assumed
  if (row.source.empty() && !draft.assumed && source_item == nullptr && !document.partial)
    document.complain(table.at,
                      fmt::format("\"{}\" needs source = \"key\" or assumed = true", row.id));
  if (draft.assumed) {
    if (grade != nullptr && row.grade != rubric::Grade::Assumed)
      document.complain(place_of(table, "grade"), "an assumed row has grade = \"assumed\"");
    row.grade = rubric::Grade::Assumed;
    if (row.critical)
      document.complain(place_of(table, "critical"),
                        "a row that rests on an assumed number is never "
                        "critical");
  } else if (row.grade == rubric::Grade::Assumed) {
    document.complain(place_of(table, "grade"), "grade = \"assumed\" goes with assumed = true");
  }
  if (row.source.empty()) return;

  // the source must be known, in force, and not better read than the bibliography says
  const Source* source = sources.find(row.source);
  if (source == nullptr) {
    complain_source(document, place_of(table, "source"), row.source, sources);
    return;
  }
  if (source->retired)
    document.complain(place_of(table, "source"),
                      fmt::format("\"{}\" is retired; it may be named in a text, but "
                                  "no mark rests on it",
                                  row.source));
  if (!draft.seen_given || source->status == rubric::Seen::Unverified) row.seen = source->status;
}

/// A pack that asks for what the case does not offer: one slip, told once with all it takes.
void complain_pack(Document& document, const std::vector<std::string>& lacking) {
  const Item* pack = document.root.find("pack");
  const std::string names = "\"" + fmt::format("{}", fmt::join(lacking, "\", \"")) + "\"";
  if (document.recorded || pack == nullptr)
    return document.complain(fmt::format(
        "this pack asks for {}, which the case does not offer, so it cannot mark this run", names));
  document.complain(pack->at, fmt::format("pack \"{}\" asks for {}, which the case does not offer: "
                                          "add an [[action]] with each id, or choose rows with "
                                          "pack_criteria",
                                          pack->text, names));
}

/// Where the key of the thing with this id stands; nowhere if this file has no such thing.
Position place_in(Document& document, std::string_view tables, const std::string& id,
                  std::string_view key) {
  for (const Item* table : tables_of(document, tables))
    if (const Item* of = table->find("id"); of != nullptr && of->text == id)
      if (const Item* item = table->find(key)) return item->at;
  return {};
}

/// A row of kind decision is about what ends the run; a pack's row is told at the action it names.
void check_decisions(Document& document, const std::vector<rubric::Criterion>& rows,
                     const std::vector<Action>& actions) {
  if (document.recorded) return;
  for (const rubric::Criterion& row : rows) {
    const auto named = std::find_if(actions.begin(), actions.end(),
                                    [&](const Action& a) { return a.id == row.decision; });
    if (row.kind != Kind::Decision || named == actions.end() || named->decides) continue;
    Position at = place_in(document, "criterion", row.id, "decision");
    if (at.line == 0) at = place_in(document, "action", named->id, "id");
    document.complain(
        at,
        fmt::format("row \"{}\": \"{}\" does not end the run, and a decision does; write "
                    "decides = true in that [[action]], or for something said on the way kind = "
                    "\"gate\" with first",
                    row.id, named->id));
  }
}

}  // namespace

std::vector<rubric::Criterion> read_criteria(Document& document, const Bibliography& sources) {
  std::vector<rubric::Criterion> out;
  for (const Item* table : tables_of(document, "criterion")) {
    const std::size_t before = document.problems.size();
    CriterionDraft draft;
    read_table(document, *table, "[[criterion]]", criterion_fields(), draft);
    if (table->find("kind") != nullptr && document.problems.size() == before)
      check_shape(document, *table, draft.criterion);
    if (document.problems.size() == before) read_band(document, *table, draft);
    check_evidence(document, *table, draft, sources);
    out.push_back(draft.criterion);
  }
  return out;
}

void check_rows(Document& document, const std::vector<rubric::Criterion>& rows,
                const std::vector<Action>& actions) {
  // where a row stands: in this file, or (the pack's) nowhere in it
  const auto place = [&](const std::string& id, std::string_view key) {
    return place_in(document, "criterion", id, key);
  };
  std::vector<std::string_view> known = {kTouch};
  for (const Action& action : actions) known.push_back(action.id);
  std::vector<std::string_view> acts(known.begin() + 1, known.end());
  for (const std::string& id : technique::technique_ids()) known.push_back(id);

  double total = 0.0, assumed = 0.0;
  std::vector<std::string_view> ids;
  std::vector<std::string> lacking;  // what rows of the pack ask for and the case does not offer
  for (const rubric::Criterion& row : rows) {
    if (std::find(ids.begin(), ids.end(), row.id) != ids.end())
      document.complain(place(row.id, "id"), fmt::format("two rows have the id \"{}\"", row.id));
    ids.push_back(row.id);
    const auto name_known = [&](const std::string& id, std::string_view key,
                                const std::vector<std::string_view>& among) {
      if (id.empty() || std::find(among.begin(), among.end(), id) != among.end()) return;

      // a row of the pack: another way that a case does not offer is no loss
      if (place(row.id, "id").line == 0) {
        if (key != "also" && std::find(lacking.begin(), lacking.end(), id) == lacking.end())
          lacking.push_back(id);
        return;
      }
      document.complain(
          place(row.id, key),
          fmt::format("row \"{}\": \"{}\" is not an action of this case{}{}", row.id, id,
                      key == "decision" ? "" : " nor a technique", did_you_mean(id, among)));
    };
    name_known(row.first, "first", known);
    for (const std::string& other : row.also) name_known(other, "also", known);
    name_known(row.when, "when", known);
    name_known(row.then, "then", known);
    name_known(row.decision, "decision", acts);
    if (row.seen == rubric::Seen::Unverified) continue;
    total += row.weight;
    if (row.grade == rubric::Grade::Assumed) assumed += row.weight;
  }
  if (!lacking.empty()) complain_pack(document, lacking);
  check_decisions(document, rows, actions);
  for (const Contradiction& c : contradictions(rows, actions))
    document.complain(place(c.row, "first"), c.message);
  if (!document.problems.empty() || assumed <= kMostAssumedWeight * total) return;

  // told at the heaviest of them that stands in this file
  const rubric::Criterion* heaviest = nullptr;
  for (const rubric::Criterion& row : rows)
    if (row.grade == rubric::Grade::Assumed && place(row.id, "weight").line > 0 &&
        (heaviest == nullptr || row.weight > heaviest->weight))
      heaviest = &row;
  document.complain(heaviest == nullptr ? Position{} : place(heaviest->id, "weight"),
                    fmt::format("rows that rest on assumed numbers carry {:.1f} % of the weight; "
                                "{:.0f} % is the most",
                                100.0 * assumed / total, 100.0 * kMostAssumedWeight));
}

}  // namespace lac::scenario
