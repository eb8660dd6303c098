#include <fmt/format.h>

#include "base/file.h"
#include "scenario/experiment.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {
namespace {

enum class FileKind { Case, Pack, Patient, Demo, Experiment, Sources };

/// By what it holds: the tables that only one kind has.
FileKind kind_of(const Document& document, const std::filesystem::path& file) {
  const auto has = [&](std::string_view key) { return document.root.find(key) != nullptr; };
  if (file.filename() == "scenario.toml") return FileKind::Case;
  if (has("measure") || has("population") || has("arm")) return FileKind::Experiment;
  if (has("step") || file.parent_path().filename() == "demo") return FileKind::Demo;
  if (has("source")) return FileKind::Sources;
  if (has("phase") || has("action") || has("utterance") || has("pack") || has("prebrief"))
    return FileKind::Case;
  if (has("criterion")) return FileKind::Pack;
  return has("patient") ? FileKind::Patient : FileKind::Case;
}

template <class T>
Outcome outcome(const Expected<T>& read) {
  return read ? success() : Outcome(read.problems());
}

/// A demo beside a case is checked against it too: the actions and rows it names.
Outcome check_demo_file(const std::string& text, const std::filesystem::path& file,
                        const std::filesystem::path& data) {
  const Expected<Choreography> demo = parse_choreography(text, file.string());
  if (!demo) return demo.problems();
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path().parent_path();
  std::error_code error;
  if (!std::filesystem::is_regular_file(folder / "scenario.toml", error)) return success();
  const Expected<ScenarioSpec> spec = read_scenario(folder, data);
  if (!spec) return success();  // the case's own check tells what is wrong with it
  const Problems problems = check_demo(*demo, *spec, file.string());
  return problems.empty() ? success() : Outcome(problems);
}

/// The case's folder that a pack stands in; empty if it is in none.
std::filesystem::path case_around(const std::filesystem::path& pack) {
  const std::filesystem::path folder = std::filesystem::absolute(pack).parent_path().parent_path();
  std::error_code error;
  return std::filesystem::is_regular_file(folder / "scenario.toml", error)
             ? folder
             : std::filesystem::path();
}

/// A case with everything that stands beside it.
Outcome check_folder(const std::filesystem::path& folder, const std::filesystem::path& data) {
  const Expected<ScenarioSpec> spec = read_scenario(folder, data);
  if (!spec) return spec.problems();
  Problems problems = check_demos(*spec);

  // packs and patients that it brings, whether it uses them or not
  const Shelf shelf{.data = data, .own = folder};
  const auto note = [&](const auto& read) {
    if (!read) problems.insert(problems.end(), read.problems().begin(), read.problems().end());
  };
  for (const std::string& name : shelf.own_names("packs")) note(read_pack(name, shelf));
  for (const std::string& name : shelf.own_names("patients")) note(read_patient(name, shelf));
  return problems.empty() ? success() : Outcome(problems);
}

}  // namespace

Outcome check_file(const std::filesystem::path& file, const std::filesystem::path& data,
                   std::span<const QuantityName> quantities) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) return check_folder(file, data);
  const Expected<std::string> text = read_file(file, kMostBytes);
  if (!text) return text.problems();
  const Document document = read_document(*text, file.string());
  if (!document.readable) return document.problems;

  const FileKind kind = kind_of(document, file);
  if (kind == FileKind::Case) return outcome(read_scenario(file, data));
  if (kind == FileKind::Experiment)
    return outcome(parse_experiment(*text, file.string(), data, quantities));
  if (kind == FileKind::Demo) return check_demo_file(*text, file, data);
  if (kind == FileKind::Sources) return outcome(parse_sources(*text, file.string()));
  const Expected<Bibliography> sources = read_sources(data);
  if (!sources) return sources.problems();
  if (kind == FileKind::Pack)
    return outcome(parse_pack(*text, file.string(), file.stem().string(), *sources,
                              Shelf{.data = data, .own = case_around(file)}));
  return outcome(parse_patient(*text, file.string(), *sources));
}

Outcome check_file(const std::filesystem::path& file, const std::filesystem::path& data) {
  return check_file(file, data, {});
}

}  // namespace lac::scenario
