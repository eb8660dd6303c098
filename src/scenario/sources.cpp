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
  Bibliography out;
  add_sources(document, out);
  if (tables_of(document, "source").empty() && !document.partial)
    document.complain("no [[source]] in this list");
  if (!document.problems.empty()) return document.problems;
  return out;
}

std::vector<Source> add_sources(Document& document, Bibliography& known) {
  std::vector<Source> own = read_tables<Source>(document, "source", source_fields());
  const std::vector<const Item*> tables = tables_of(document, "source");

  // a link that a report can show
  for (std::size_t i = 0; i < own.size(); ++i) {
    const std::string& url = own[i].url;
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    if (!url.empty() && (!web || url.find_first_of(" <>\"'") != std::string::npos))
      document.complain(tables[i]->find("url")->at,
                        "\"url\" is a web address that begins with https:// and has no spaces");
  }

  // one meaning a key, aliases included
  std::map<std::string, std::string> owner;
  for (const Source& source : known.sources) {
    owner.emplace(source.key, source.key);
    for (const std::string& alias : source.alias) owner.emplace(alias, source.key);
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    std::vector<std::string> names = own[i].alias;
    names.push_back(own[i].key);
    for (const std::string& name : names) {
      if (name.empty() || owner.emplace(name, own[i].key).second) continue;
      const Item* at = tables[i]->find(name == own[i].key ? "key" : "alias");
      const std::string of = owner[name] == name ? "" : fmt::format(" (of \"{}\")", owner[name]);
      document.complain(at != nullptr ? at->at : tables[i]->at,
                        fmt::format("there is a source \"{}\" already{}; cite that one, or give "
                                    "this another key",
                                    name, of));
    }
  }
  known.sources.insert(known.sources.end(), own.begin(), own.end());
  return own;
}

void complain_source(Document& document, Position at, const std::string& key,
                     const Bibliography& sources) {
  std::vector<std::string_view> keys;
  for (const Source& known : sources.sources) keys.push_back(known.key);
  document.complain(at, fmt::format("unknown source \"{}\"{} (`lactasim list sources` shows all; "
                                    "one of your own is a [[source]] in the case or pack)",
                                    key, did_you_mean(key, keys)));
}

Expected<Bibliography> read_sources(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "assets" / "sources.toml";
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  return parse_sources(*text, file.string());
}

}  // namespace lac::scenario
