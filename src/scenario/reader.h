#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "scenario/fields.h"

namespace lac::scenario {

/// Converts one value by its row of the field table; says what is wrong otherwise.
bool convert(Document& document, const Item& item, const FieldSpec& spec, Value& value);

/// A number or quantity text in the unit `unit` names ("s", "mm", "mL", "", ...).
/// @return nothing, with the problem told, if it is not a finite number of that unit's dimension
std::optional<double> convert_bound(Document& document, const Item& item, std::string_view unit);

/// Names every key that is neither in `known` nor a field: with the nearest one that is.
void complain_unknown(Document& document, const Item& table, std::string_view where,
                      const std::vector<std::string_view>& known);

/// True if a key of `table` that nobody knows is most like `name`: a slip of the pen for it.
bool misspelt(const Item& table, std::string_view name, const std::vector<std::string_view>& known);

/// "format = 1" must be there, first, and known to us.
void check_format(Document& document);

/// The table [name], null if it is missing; told if it is there but something else.
const Item* table_of(Document& document, std::string_view name);
/// The tables [[name]]; empty if missing; told if it is something else.
std::vector<const Item*> tables_of(Document& document, std::string_view name);

/// ": seen, second-hand or unverified" of a field that takes one of some words; else nothing.
std::string choices_of(const FieldSpec& spec);

/// Fills `out` from one table: values converted, ranges checked, required ones missed. Keys without
/// a row are left to complain_unknown.
template <class T>
void read_fields(Document& document, const Item& table, std::string_view where,
                 std::span<const Field<T>> fields, T& out) {
  std::vector<std::string_view> known;
  for (const Field<T>& field : fields) known.push_back(field.spec.name);
  for (const Field<T>& field : fields) {
    const Item* item = table.find(field.spec.name);
    if (item == nullptr) {
      // a misspelt key is told as such, and not as missing too
      if (field.spec.required() && !document.partial && !misspelt(table, field.spec.name, known))
        document.complain(table.at, std::string(where) + " needs \"" +
                                        std::string(field.spec.name) + "\"" +
                                        choices_of(field.spec));
      continue;
    }
    if (!field.spec.retired.empty()) {
      document.complain(item->key_at, "\"" + std::string(field.spec.name) +
                                          "\" is retired: " + std::string(field.spec.retired));
      continue;
    }
    Value value;
    if (convert(document, *item, field.spec, value)) field.set(out, value);
  }
}

template <class T>
void add_names(std::span<const Field<T>> fields, std::vector<std::string_view>& names) {
  for (const Field<T>& field : fields) names.push_back(field.spec.name);
}

/// read_fields, then every other key of the table is unknown.
template <class T>
void read_table(Document& document, const Item& table, std::string_view where,
                std::span<const Field<T>> fields, T& out) {
  read_fields(document, table, where, fields, out);
  std::vector<std::string_view> names;
  add_names(fields, names);
  complain_unknown(document, table, where, names);
}

/// All [[name]] tables, each into one T.
template <class T>
std::vector<T> read_tables(Document& document, std::string_view name,
                           std::span<const Field<T>> fields) {
  std::vector<T> out;
  const std::string where = "[[" + std::string(name) + "]]";
  for (const Item* table : tables_of(document, name))
    read_table(document, *table, where, fields, out.emplace_back());
  return out;
}

/// Lower-case letters, digits, hyphens and underscores, at most 64: no way out of a folder.
bool is_name(std::string_view text);
/// A name with .png or .jpg after it.
bool is_picture_name(std::string_view text);

}  // namespace lac::scenario
