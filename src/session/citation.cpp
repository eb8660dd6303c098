#include "session/citation.h"

#include <algorithm>

#include "scenario/sources.h"

namespace lac::session {
namespace {

std::string link_of(const scenario::Source& source) {
  if (!source.doi.empty()) return "https://doi.org/" + source.doi;
  if (source.url.starts_with("https://") || source.url.starts_with("http://")) return source.url;
  return source.url.empty() ? std::string() : "https://" + source.url;
}

std::string text_of(const scenario::Source& source) {
  std::string text = source.author;
  if (!source.year.empty()) text += (text.empty() ? "(" : " (") + source.year + ")";
  if (!text.empty()) text += ". ";
  return text + source.title + ".";
}

}  // namespace

std::vector<Citation> citations(const SessionLog& log, const std::filesystem::path& data) {
  Expected<scenario::Bibliography> list = scenario::read_sources(data);
  const std::vector<scenario::Source>& own = log.scenario.sources;
  if (list) list->sources.insert(list->sources.end(), own.begin(), own.end());
  std::vector<Citation> out;
  for (const rubric::ScoreRow& row : log.score.rows) {
    const std::string& key = row.criterion.source;
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Citation& c) { return c.key == key; });
    if (key.empty() || known) continue;
    Citation citation{.key = key};
    if (const scenario::Source* source = list ? list->find(key) : nullptr) {
      citation.text = text_of(*source);
      citation.link = link_of(*source);
      citation.status = rubric::name(source->status);
      citation.found = true;
    }
    out.push_back(std::move(citation));
  }
  return out;
}

}  // namespace lac::session
