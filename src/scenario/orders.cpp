#include "scenario/orders.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/parts.h"
#include "technique/technique.h"

namespace lac::scenario {
namespace {

using rubric::Kind;

/// `first` must come before `then`, as `said_by` says.
struct Before {
  std::string first, then, said_by;
  std::string row;  // empty: not a row's wish
};

std::vector<Before> wishes(const std::vector<rubric::Criterion>& rows,
                           const std::vector<Action>& actions) {
  std::vector<Before> out;
  for (const rubric::Criterion& row : rows) {
    // a time limit lets the best try count, and alternatives leave a way out
    const bool strict = (row.kind == Kind::Gate || row.kind == Kind::Order) && !row.then.empty() &&
                        row.within_s <= 0.0 && row.also.empty();
    if (strict) out.push_back({row.first, row.then, "row \"" + row.id + "\"", row.id});
  }
  for (const Action& action : actions)
    if (!action.needs.empty())
      out.push_back({action.needs, action.id, "action \"" + action.id + "\" needs it", ""});
  for (const std::string& id : technique::technique_ids())
    out.push_back({std::string(kTouch), id, "every technique begins with touch", ""});
  return out;
}

/// The first step of a chain of wishes that leads from `from` to `to`; null if there is none.
const Before* path(const std::vector<Before>& all, const std::string& from, const std::string& to) {
  std::vector<std::pair<std::string, const Before*>> reached = {{from, nullptr}};
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const Before& wish : all) {
      if (wish.first != reached[i].first) continue;
      const Before* by = reached[i].second != nullptr ? reached[i].second : &wish;
      if (wish.then == to) return by;
      const bool seen = std::any_of(reached.begin(), reached.end(),
                                    [&](const auto& r) { return r.first == wish.then; });
      if (!seen) reached.emplace_back(wish.then, by);
    }
  return nullptr;
}

}  // namespace

std::vector<Contradiction> contradictions(const std::vector<rubric::Criterion>& rows,
                                          const std::vector<Action>& actions) {
  const std::vector<Before> all = wishes(rows, actions);
  std::vector<Contradiction> out;
  for (const Before& wish : all) {
    if (wish.row.empty()) continue;
    if (wish.first == wish.then) {
      out.push_back({wish.row, fmt::format("contradictory order: \"{}\" cannot come before itself",
                                           wish.first)});
      continue;
    }
    const Before* other = path(all, wish.then, wish.first);
    if (other == nullptr) continue;
    out.push_back({wish.row, fmt::format("contradictory order: row \"{}\" wants \"{}\" before "
                                         "\"{}\", but {} puts \"{}\" before \"{}\"",
                                         wish.row, wish.first, wish.then, other->said_by,
                                         other->first, other->then)});
  }
  return out;
}

}  // namespace lac::scenario
