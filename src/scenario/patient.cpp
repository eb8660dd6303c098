#include <fmt/format.h>

#include "base/file.h"
#include "scenario/parts.h"
#include "scenario/reader.h"

namespace lac::scenario {
namespace {

constexpr double kMostFullness = 1.6;  // milk over capacity: above it no case of ours is defined

}  // namespace

void check_origin(Document& document, const Item& table, const std::string& source, bool assumed,
                  const Bibliography& sources) {
  const Item* item = table.find("source");
  if (item == nullptr && !assumed && !document.partial)
    document.complain(table.at, "these numbers need source = \"key\" or assumed = true");
  if (item == nullptr || source.empty() || sources.find(source) != nullptr) return;
  complain_source(document, item->at, source, sources);
}

void check_breast(Document& document, Position at, const sim::SideParams& patient) {
  const double fullness = patient.ducts.milk_m3 / patient.ducts.capacity_m3;
  if (patient.breast.kind == anatomy::BodyKind::Breast && fullness > kMostFullness)
    document.complain(at, fmt::format("milk is {:.1f} times the capacity; {:.1f} is the most",
                                      fullness, kMostFullness));
  if (patient.breast.nipple_diameter_m >= patient.breast.areola_diameter_m)
    document.complain(at, "the nipple is as wide as the areola");
  if (patient.breast.areola_diameter_m >= patient.breast.base_width_m)
    document.complain(at, "the areola is as wide as the breast");
}

Expected<PatientDraft> parse_patient(const std::string& text, const std::string& file,
                                     const Bibliography& sources) {
  Document document = read_document(text, file);
  if (!document.readable) return document.problems;
  check_format(document);

  PatientDraft out;
  read_fields(document, document.root, "a patient file", patient_head_fields(), out);
  std::vector<std::string_view> known = {"format", "patient"};
  add_names(patient_head_fields(), known);
  complain_unknown(document, document.root, "a patient file", known);
  if (const Item* table = table_of(document, "patient")) {
    read_table(document, *table, "[patient]", patient_fields(), out);
    check_origin(document, *table, out.source, out.assumed, sources);
    if (document.problems.empty()) check_breast(document, table->at, out.params);
  } else if (!document.partial) {
    document.complain("a patient file needs [patient]");
  }
  if (!document.problems.empty()) return document.problems;
  return out;
}

Expected<PatientDraft> read_patient(const std::string& name, const Shelf& shelf) {
  if (!is_name(name)) return problem(fmt::format("\"{}\" is not a patient's name", name));
  const Expected<std::string> text = shelf.read("patients", name);
  if (!text) return text.problems();
  const Expected<Bibliography> sources = read_sources(shelf.data);
  if (!sources) return sources.problems();
  return parse_patient(*text, shelf.file("patients", name).string(), *sources);
}

Expected<std::string> patient_title(const std::string& name, const Shelf& shelf) {
  const Expected<PatientDraft> patient = read_patient(name, shelf);
  if (!patient) return patient.problems();
  return patient->title;
}

}  // namespace lac::scenario
