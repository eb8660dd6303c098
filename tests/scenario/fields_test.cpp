#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "scenario/fields.h"
#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

Outcome read_body(const std::string& line) {
  const auto body =
      parse_patient("format = 1\ntitle = \"P\"\n[patient]\nassumed = true\n" + line + "\n",
                    "p.toml", Bibliography{});
  return body ? success() : Outcome(body.problems());
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("fields: every number of a body takes its whole range and nothing beyond") {
  int numbers = 0;
  for (const Field<PatientDraft>& field : patient_fields()) {
    const FieldSpec& spec = field.spec;
    if (spec.type != Type::Quantity) continue;
    ++numbers;
    CAPTURE(std::string(spec.name));

    // both ends as a bare number in the documented unit and as a text with it; 1 % of the range out
    const double out = 0.01 * (spec.high - spec.low);
    for (const double value : {spec.low, spec.high}) {
      const Outcome bare = read_body(fmt::format("{} = {:.9f}", spec.name, value));
      const Outcome text =
          read_body(fmt::format("{} = \"{:.9f} {}\"", spec.name, value, spec.unit));
      // the ends may break a rule that joins fields, never a range
      if (!bare) CHECK(all_text(bare.problems()).find("must be") == std::string::npos);
      if (!text) CHECK(all_text(text.problems()).find("must be") == std::string::npos);
    }
    for (const double value : {spec.low - out, spec.high + out}) {
      const Outcome bare = read_body(fmt::format("{} = {:.9f}", spec.name, value));
      REQUIRE_FALSE(bare);
      CHECK(all_text(bare.problems()).find("must be") != std::string::npos);
    }
    for (const char* bad : {"nan", "inf", "-inf"})
      CHECK_FALSE(read_body(fmt::format("{} = {}", spec.name, bad)));
  }
  CHECK(numbers >= 20);
}

TEST_CASE("fields: the default shown is the default used") {
  // a body with every default written out reads as the body that says nothing
  std::string all;
  for (const Field<PatientDraft>& field : patient_fields()) {
    const FieldSpec& spec = field.spec;
    if (spec.fallback.empty() || spec.name == "assumed" || spec.name == "projection") continue;
    const bool quoted = spec.type == Type::Choice || !spec.unit.empty();
    all += fmt::format("{} = {}{}{}\n", spec.name, quoted ? "\"" : "", spec.fallback,
                       quoted ? "\"" : "");
  }
  const std::string head = "format = 1\ntitle = \"P\"\n[patient]\nassumed = true\n";
  const auto said = parse_patient(head + all, "p.toml", Bibliography{});
  const auto silent = parse_patient(head, "p.toml", Bibliography{});
  REQUIRE_MESSAGE(said, (said ? "" : all_text(said.problems())));
  REQUIRE(silent);
  const sim::PatientParams &a = said->params, &b = silent->params;

  // 1e-3: the page rounds (45 deg for 0.785 rad)
  const auto same = [](double x, double y) { return std::fabs(x - y) <= 1e-3 * std::fabs(y); };
  CHECK(same(a.breast.volume_m3, b.breast.volume_m3));
  CHECK(same(a.breast.base_width_m, b.breast.base_width_m));
  CHECK(same(a.breast.ptosis_frac, b.breast.ptosis_frac));
  CHECK(same(a.breast.areola_diameter_m, b.breast.areola_diameter_m));
  CHECK(same(a.breast.nipple_diameter_m, b.breast.nipple_diameter_m));
  CHECK(same(a.breast.nipple_length_m, b.breast.nipple_length_m));
  CHECK(same(a.breast.axillary_tail_frac, b.breast.axillary_tail_frac));
  CHECK(a.breast.lobes == b.breast.lobes);
  CHECK(a.breast.seed == b.breast.seed);
  CHECK(a.breast.side == b.breast.side);
  CHECK(a.breast.kind == b.breast.kind);
  CHECK(a.breast.nipple == b.breast.nipple);
  CHECK(same(a.ducts.capacity_m3, b.ducts.capacity_m3));
  CHECK(same(a.ducts.milk_m3, b.ducts.milk_m3));
  CHECK(same(a.ducts.unevenness_cv, b.ducts.unevenness_cv));
  CHECK(same(a.ducts.viscosity_scale, b.ducts.viscosity_scale));
  CHECK(same(a.ducts.P_act_Pa, b.ducts.P_act_Pa));
  CHECK(same(a.oedema.excess_frac, b.oedema.excess_frac));
  CHECK(same(a.oedema.areola_excess_frac, b.oedema.areola_excess_frac));
  CHECK(same(a.physiology.resting_tissue_Pa, b.physiology.resting_tissue_Pa));
  CHECK(same(a.physiology.sensitisation, b.physiology.sensitisation));
  CHECK(same(a.physiology.resting_nrs, b.physiology.resting_nrs));
  CHECK(same(a.physiology.stress, b.physiology.stress));
  CHECK(same(a.physiology.synthesis_max_m3_per_s, b.physiology.synthesis_max_m3_per_s));
  CHECK(same(a.physiology.dose_scale, b.physiology.dose_scale));
  CHECK(a.physiology.mother_seed == b.physiology.mother_seed);
  CHECK(same(a.tissue.recline_rad, b.tissue.recline_rad));
}

TEST_CASE("fields: one row a key, with help or an obvious name") {
  const std::vector<FieldInfo> table = field_table();
  CHECK(table.size() > 90);
  for (std::size_t i = 0; i < table.size(); ++i) {
    CHECK_FALSE(table[i].name.empty());
    CHECK(table[i].since == "1");
    for (std::size_t j = 0; j < i; ++j)
      CHECK_FALSE((table[i].table == table[j].table && table[i].name == table[j].name));
  }
  const auto milk = std::find_if(table.begin(), table.end(), [](const FieldInfo& f) {
    return f.table == "patient [patient]" && f.name == "milk";
  });
  REQUIRE(milk != table.end());
  CHECK(milk->unit == "mL");
  CHECK(milk->range == "0 mL to 606 mL");
  CHECK(milk->fallback == "150 mL");
}

TEST_CASE("fields: the schemas hold every row of the table") {
  for (const char* kind : {"scenario", "pack", "patient", "demo", "sources"}) {
    CAPTURE(kind);
    const Expected<std::string> text = json_schema(kind);
    REQUIRE(text);
    const nlohmann::json schema = nlohmann::json::parse(*text, nullptr, false);
    REQUIRE_FALSE(schema.is_discarded());
    CHECK(schema["additionalProperties"] == false);
    for (const TableSpec& table : table_specs()) {
      if (table.kind != kind) continue;
      const nlohmann::json* at = &schema;
      if (!table.name.empty()) at = &schema["properties"][std::string(table.name)];
      if (table.repeated) at = &(*at)["items"];
      for (const FieldSpec& field : table.fields)
        CHECK((*at)["properties"].contains(std::string(field.name)));
    }
  }
  const Expected<std::string> unknown = json_schema("scenari");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.problems().front().message ==
        "no schema for \"scenari\"; did you mean \"scenario\"?");
}

TEST_CASE("fields: a missing edge of a band is open") {
  const auto spec = parse_scenario(
      small_case(
          row("kind = \"measure\"\ntechnique = \"palpation\"\nmetric = \"hold_s\"\nlow = \"2 s\"\n"
              "falloff = \"500 ms\"\nweight = 1\nsource = \"who-2009\"\n")),
      "x.toml", kData);
  REQUIRE(spec);
  const rubric::Criterion& row = spec->criteria.back();
  CHECK(row.low == 2.0);
  CHECK(row.high == std::numeric_limits<double>::infinity());
  CHECK(row.falloff == 0.5);
}

TEST_CASE("fields: every hand there is can be written in a demonstration") {
  for (const FieldInfo& field : field_table()) {
    if (field.table != "demo [[step]]" || field.name != "posture") continue;
    for (int p = 1; p < static_cast<int>(input::Posture::kCount); ++p) {
      const std::string name(input::posture_id(static_cast<input::Posture>(p)));
      CHECK_MESSAGE((field.range + ",").find(" " + name + ",") != std::string::npos, name);
    }
  }
}

TEST_SUITE_END();
