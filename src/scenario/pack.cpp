#include <fmt/format.h>

#include "base/file.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {

Expected<Pack> parse_pack(const std::string& text, const std::string& file, const std::string& name,
                          const Bibliography& sources) {
  Document document = read_document(text, file);
  if (!document.readable) return document.problems;
  check_format(document);

  PackDraft draft;
  read_fields(document, document.root, "a pack", pack_fields(), draft);
  std::vector<std::string_view> known = {"format", "criterion"};
  add_names(pack_fields(), known);
  complain_unknown(document, document.root, "a pack", known);
  draft.pack.name = name;
  draft.pack.criteria = read_criteria(document, sources);
  if (draft.pack.criteria.empty() && !document.partial)
    document.complain("a pack needs at least one [[criterion]]");

  // ids are how cases pick rows
  for (std::size_t i = 0; i < draft.pack.criteria.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (draft.pack.criteria[i].id == draft.pack.criteria[j].id &&
          !draft.pack.criteria[i].id.empty())
        document.complain(tables_of(document, "criterion")[i]->at,
                          fmt::format("two rows have the id \"{}\"", draft.pack.criteria[i].id));
  if (!document.problems.empty()) return document.problems;
  return draft.pack;
}

Expected<Pack> read_pack(const std::string& name, const std::filesystem::path& data) {
  if (!is_name(name)) return problem(fmt::format("\"{}\" is not a pack's name", name));
  const std::filesystem::path file = data / "assets" / "packs" / (name + ".toml");
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  const Expected<Bibliography> sources = read_sources(data);
  if (!sources) return sources.problems();
  return parse_pack(*text, file.string(), name, *sources);
}

}  // namespace lac::scenario
