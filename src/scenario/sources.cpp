#include "scenario/sources.h"

#include <fmt/format.h>

#include <map>

#include "base/file.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {

const Source* Bibliography::find(std::string_view key) const {
  for (const Source& source : sources) {
    if (source.key == key) return &source;
    for (const std::string& alias : source.alias)
      if (alias == key) return &source;
  }
  return nullptr;
}

Expected<Bibliography> parse_sources(const std::string& text, const std::string& file) {
  Document document = read_document(text, file);
  if (!document.readable) return document.problems;
  check_format(document);

  SourcesDraft head;
  read_fields(document, document.root, "a list of sources", sources_head_fields(), head);
  std::vector<std::string_view> known = {"format", "source"};
  add_names(sources_head_fields(), known);
  complain_unknown(document, document.root, "a list of sources", known);
  Bibliography out{read_tables<Source>(document, "source", source_fields())};
  const std::vector<const Item*> tables = tables_of(document, "source");
  if (tables.empty() && !document.partial) document.complain("no [[source]] in this list");

  // a link that a report can show
  for (std::size_t i = 0; i < out.sources.size(); ++i) {
    const std::string& url = out.sources[i].url;
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    if (!url.empty() && (!web || url.find_first_of(" <>\"'") != std::string::npos))
      document.complain(tables[i]->find("url")->at,
                        "\"url\" is a web address that begins with https:// and has no spaces");
  }

  // one meaning a key, aliases included
  std::map<std::string, std::string> owner;
  for (std::size_t i = 0; i < out.sources.size(); ++i) {
    std::vector<std::string> names = out.sources[i].alias;
    names.push_back(out.sources[i].key);
    for (const std::string& name : names) {
      if (name.empty() || owner.emplace(name, out.sources[i].key).second) continue;
      const Item* at = tables[i]->find(name == out.sources[i].key ? "key" : "alias");
      document.complain(at != nullptr ? at->at : tables[i]->at,
                        fmt::format("\"{}\" already names the source \"{}\"", name, owner[name]));
    }
  }
  if (!document.problems.empty()) return document.problems;
  return out;
}

Expected<Bibliography> read_sources(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "assets" / "sources.toml";
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  return parse_sources(*text, file.string());
}

}  // namespace lac::scenario
