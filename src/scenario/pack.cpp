#include <fmt/format.h>

#include "base/file.h"
#include "scenario/filled_words.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {
namespace {

/// Where the last row with this id stands.
Position place_of_row(Document& document, const std::string& id) {
  Position at{1, 1, 1};
  for (const Item* table : tables_of(document, "criterion"))
    if (const Item* of = table->find("id"); of != nullptr && of->text == id) at = of->at;
  return at;
}

/// What is told names its source, like every row.
void check_knowledge(Document& document, const Bibliography& sources) {
  for (const Item* table : tables_of(document, "knowledge")) {
    const Item* source = table->find("source");
    if (source == nullptr || !is_name(source->text) || sources.find(source->text) != nullptr)
      continue;
    complain_source(document, source->at, source->text, sources);
  }
}

/// The included pack's rows go before this one's.
void include_base(Document& document, Pack& pack, const std::string& file,
                  const Bibliography& sources, const Shelf& shelf, const std::string& base_text) {
  if (pack.includes.empty()) return;
  const Position at = document.root.find("includes")->at;
  std::filesystem::path base_file =
      std::filesystem::path(file).parent_path() / (pack.includes + ".toml");
  std::error_code error;
  if (!std::filesystem::is_regular_file(base_file, error))
    base_file = shelf.file("packs", pack.includes);
  const Expected<std::string> text =
      base_text.empty() ? read_file(base_file, kMostBytes) : Expected<std::string>(base_text);
  if (!text || pack.includes == pack.name) {
    document.complain(at, fmt::format("no pack \"{}\" beside this one or in assets/packs{}",
                                      pack.includes, shelf.did_you_mean("packs", pack.includes)));
    return;
  }
  const Expected<Pack> base =
      parse_pack(*text, base_file.string(), pack.includes, sources, shelf, "");
  if (!base) {
    document.problems.insert(document.problems.end(), base.problems().begin(),
                             base.problems().end());
    return;
  }
  if (!base->includes.empty())
    document.complain(
        at, fmt::format("\"{}\" includes a pack itself; one step is all there is", pack.includes));
  pack.base_text = *text;
  pack.sources.insert(pack.sources.end(), base->sources.begin(), base->sources.end());
  pack.knowledge.insert(pack.knowledge.begin(), base->knowledge.begin(), base->knowledge.end());
  pack.criteria.insert(pack.criteria.begin(), base->criteria.begin(), base->criteria.end());
}

}  // namespace

Expected<Pack> parse_pack(const std::string& text, const std::string& file, const std::string& name,
                          const Bibliography& shipped, const Shelf& shelf,
                          const std::string& base_text) {
  Document document = read_document(text, file);
  if (!document.readable) return document.problems;
  check_format(document);

  PackDraft draft;
  Bibliography sources = shipped;
  draft.pack.sources = add_sources(document, sources);
  read_fields(document, document.root, "a pack", pack_fields(), draft);
  std::vector<std::string_view> known = {"format", "criterion", "knowledge", "source"};
  add_names(pack_fields(), known);
  complain_unknown(document, document.root, "a pack", known);
  draft.pack.name = name;
  draft.pack.criteria = read_criteria(document, sources);
  if (draft.pack.criteria.empty() && !document.partial)
    document.complain("a pack needs at least one [[criterion]]");
  draft.pack.text = text;
  draft.pack.knowledge = read_tables<Knowledge>(document, "knowledge", knowledge_fields());
  check_knowledge(document, sources);
  check_filled_words(document);
  include_base(document, draft.pack, file, shipped, shelf, base_text);

  // ids are how cases pick rows
  for (std::size_t i = 0; i < draft.pack.criteria.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (draft.pack.criteria[i].id == draft.pack.criteria[j].id &&
          !draft.pack.criteria[i].id.empty())
        document.complain(place_of_row(document, draft.pack.criteria[i].id),
                          fmt::format("two rows have the id \"{}\"", draft.pack.criteria[i].id));
  if (!document.problems.empty()) return document.problems;
  return draft.pack;
}

Expected<Pack> read_pack(const std::string& name, const Shelf& shelf) {
  if (!is_name(name)) return problem(fmt::format("\"{}\" is not a pack's name", name));
  const Expected<std::string> text = shelf.read("packs", name);
  if (!text) return text.problems();
  const Expected<Bibliography> sources = read_sources(shelf.data);
  if (!sources) return sources.problems();
  return parse_pack(*text, shelf.file("packs", name).string(), name, *sources, shelf);
}

Expected<Pack> read_pack(const std::string& name, const std::filesystem::path& data) {
  return read_pack(name, Shelf{.data = data});
}

}  // namespace lac::scenario
