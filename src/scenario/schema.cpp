#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenario/fields.h"

namespace lac::scenario {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNamePattern = "^[a-z0-9_-]{1,64}$";

Json field_schema(const FieldSpec& field) {
  Json out;
  if (!field.help.empty()) out["description"] = field.help;
  if (!field.retired.empty()) {
    out["deprecated"] = true;
    out["description"] = fmt::format("Retired: {}", field.retired);
  }
  if (!field.fallback.empty() && !field.required())
    out["description"] = fmt::format("{} (default: {})", field.help, field.fallback);
  switch (field.type) {
    case Type::Text:
    case Type::Markdown:
      out["type"] = "string";
      if (field.low > 0) out["minLength"] = static_cast<int>(field.low);
      if (field.high > 0) out["maxLength"] = static_cast<int>(field.high);
      break;
    case Type::Name:
      out["type"] = "string", out["pattern"] = kNamePattern;
      break;
    case Type::File:
      out["type"] = "string", out["pattern"] = "^[a-z0-9_-]{1,64}\\.(png|jpg)$";
      break;
    case Type::Whole:
      out["type"] = "integer";
      out["minimum"] = static_cast<std::int64_t>(field.low);
      out["maximum"] = static_cast<std::int64_t>(field.high);
      break;
    case Type::Quantity: {
      // bare in the documented unit, or a text with a unit of the same dimension
      Json number{{"type", "number"}, {"minimum", field.low}, {"maximum", field.high}};
      Json text{{"type", "string"},
                {"description", fmt::format("number in {}", accepted_units(field.dimension))}};
      if (!field.unit.empty()) number["description"] = fmt::format("in {}", field.unit);
      out["oneOf"] = Json::array({number, text});
      break;
    }
    case Type::Flag:
      out["type"] = "boolean";
      break;
    case Type::Choice:
      out["enum"] = Json::array();
      for (const std::string_view choice : split_choices(field.choices))
        out["enum"].push_back(choice);
      break;
    case Type::Names:
    case Type::Texts:
      out["type"] = "array", out["items"]["type"] = "string";
      if (field.type == Type::Names) out["items"]["pattern"] = kNamePattern;
      break;
    case Type::Bound:
      out["type"] = Json::array({"number", "string"});
      break;
  }
  return out;
}

Json table_schema(const TableSpec& table) {
  Json out{{"type", "object"}, {"description", table.help}, {"additionalProperties", false}};
  out["properties"] = Json::object();
  Json required = Json::array();
  for (const FieldSpec& field : table.fields) {
    out["properties"][std::string(field.name)] = field_schema(field);
    if (field.required()) required.push_back(field.name);
  }
  if (!required.empty()) out["required"] = required;
  return out;
}

}  // namespace

Expected<std::string> json_schema(const std::string& kind) {
  // the top level first, then its tables as properties of it
  Json schema;
  std::vector<std::string_view> kinds;
  for (const TableSpec& table : table_specs()) {
    if (std::find(kinds.begin(), kinds.end(), table.kind) == kinds.end())
      kinds.push_back(table.kind);
    if (table.kind != kind) continue;
    const std::string name(table.name);
    if (name.empty()) {
      schema = table_schema(table);
      schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
      schema["title"] = "LactaSim " + kind;
      continue;
    }
    Json inner = table_schema(table);
    if (table.repeated) inner = Json{{"type", "array"}, {"items", inner}};
    schema["properties"][name] = inner;
    if (table.required) schema["required"].push_back(name);
  }
  if (schema.is_null())
    return problem(fmt::format("no schema for \"{}\"{}", kind, did_you_mean(kind, kinds)));
  return schema.dump(2) + "\n";
}

}  // namespace lac::scenario
