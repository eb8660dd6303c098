#include "rubric/contraindications.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "technique/technique.h"

namespace lac::rubric {
namespace {

constexpr std::array<std::string_view, 22> kConditions{"engorgement",
                                                       "areolar-oedema",
                                                       "plugged-duct",
                                                       "inflamed-area",
                                                       "mastitis",
                                                       "abscess",
                                                       "wound",
                                                       "mass-under-investigation",
                                                       "recent-surgery",
                                                       "implants",
                                                       "clot",
                                                       "heart-failure",
                                                       "fever-with-rigors",
                                                       "cervical-suture",
                                                       "preterm-labour",
                                                       "placenta-praevia",
                                                       "antepartum-bleed",
                                                       "ruptured-membranes",
                                                       "growth-restriction",
                                                       "classical-scar",
                                                       "polyhydramnios",
                                                       "multiple-pregnancy"};

constexpr std::string_view kPusWhy =
    "Pressing on a collection can spread it and delays the drainage it needs.";
constexpr std::string_view kPusInstead =
    "Hands off. Call for same-day imaging and drainage, and say so in SBAR form.";
constexpr std::string_view kRpsWhy =
    "The leaflets keep this press for swelling of the areola and exclude a blocked duct or "
    "mastitis.";
constexpr std::string_view kRpsInstead =
    "Leave the areola alone; feed or express as usual and follow the plan for the lump.";
constexpr std::string_view kLymphWhy =
    "Light lymph work moves fluid into the circulation; with this history a doctor is asked first.";
constexpr std::string_view kLymphInstead = "Ask the medical team before any lymph work.";
constexpr std::string_view kAntenatalWhy =
    "Stimulating the breast may start contractions; with this history it is not done.";
constexpr std::string_view kAntenatalInstead =
    "Explain why it waits, tell the maternity team, and plan expression for after the birth.";
constexpr std::string_view kDeepWhy =
    "Deep or vibrating pressure on an inflamed area adds swelling and small-vessel injury.";
constexpr std::string_view kDeepInstead =
    "Cold, rest of the area, ordinary feeding and light strokes over the skin alone.";
constexpr std::string_view kMassWhy =
    "A lump that is being looked into is neither rubbed nor pushed before its result is known.";
constexpr std::string_view kMassInstead =
    "Leave the lump alone, feed as usual, and ask the team that investigates it.";
constexpr std::string_view kSurgeryWhy =
    "Deep, rolling or vibrating work can harm a fresh scar or an implant.";
constexpr std::string_view kSurgeryInstead =
    "Ask which operation, when, and what the surgeon allows; until then light touch alone.";
constexpr std::string_view kWoundWhy = "A wound is not pulled, pressed or shaken.";
constexpr std::string_view kWoundInstead =
    "Keep hands and devices off it; work elsewhere, lightly, and have the wound looked at.";

// clang-format off
constexpr std::array kTable{
    Contraindication{"abscess", "circular-massage",   true, "uk-mastitis", "fluctuant mass: urgent imaging, drainage", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"abscess", "stroke-nippleward",  true, "uk-mastitis", "fluctuant mass: urgent imaging, drainage", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"abscess", "kneading",           true, "uk-mastitis", "fluctuant mass: urgent imaging, drainage", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"abscess", "roll",               true, "uk-mastitis", "fluctuant mass: urgent imaging, drainage", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"abscess", "hold-behind-plug",   true, "uk-mastitis", "fluctuant mass: urgent imaging, drainage", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"abscess", "vibration",          true, "uk-mastitis", "fluctuant mass: urgent imaging, drainage", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"abscess", "reverse-pressure-softening", true, "hse-rps", "not with an abscess", Grade::Guideline, "", kPusWhy, kPusInstead},
    Contraindication{"mastitis", "reverse-pressure-softening", false, "hse-rps", "not with mastitis", Grade::Guideline, "", kRpsWhy, kRpsInstead},
    Contraindication{"plugged-duct", "reverse-pressure-softening", false, "hse-rps", "not with a blocked duct", Grade::Guideline, "", kRpsWhy, kRpsInstead},
    Contraindication{"clot", "lymph-sweep",           false, "earthside", "general caution, lay page", Grade::Lay, "", kLymphWhy, kLymphInstead},
    Contraindication{"heart-failure", "lymph-sweep",  false, "earthside", "general caution, lay page", Grade::Lay, "", kLymphWhy, kLymphInstead},
    Contraindication{"fever-with-rigors", "lymph-sweep", false, "earthside", "general caution, lay page", Grade::Lay, "", kLymphWhy, kLymphInstead},
    Contraindication{"wound", "lymph-sweep",          false, "earthside", "not over a wound", Grade::Lay, "", kLymphWhy, kLymphInstead},
    Contraindication{"wound", "kneading",             false, "", "", Grade::Assumed, "", kWoundWhy, kWoundInstead},
    Contraindication{"wound", "roll",                 false, "", "", Grade::Assumed, "", kWoundWhy, kWoundInstead},
    Contraindication{"wound", "vibration",            false, "", "", Grade::Assumed, "", kWoundWhy, kWoundInstead},
    Contraindication{"mass-under-investigation", "circular-massage", false, "", "", Grade::Assumed, "", kMassWhy, kMassInstead},
    Contraindication{"mass-under-investigation", "hold-behind-plug", false, "", "", Grade::Assumed, "", kMassWhy, kMassInstead},
    Contraindication{"mass-under-investigation", "kneading",  false, "", "", Grade::Assumed, "", kMassWhy, kMassInstead},
    Contraindication{"mass-under-investigation", "roll",      false, "", "", Grade::Assumed, "", kMassWhy, kMassInstead},
    Contraindication{"mass-under-investigation", "vibration", false, "", "", Grade::Assumed, "", kMassWhy, kMassInstead},
    Contraindication{"recent-surgery", "kneading",    false, "", "", Grade::Assumed, "", kSurgeryWhy, kSurgeryInstead},
    Contraindication{"recent-surgery", "roll",        false, "", "", Grade::Assumed, "", kSurgeryWhy, kSurgeryInstead},
    Contraindication{"recent-surgery", "vibration",   false, "", "", Grade::Assumed, "", kSurgeryWhy, kSurgeryInstead},
    Contraindication{"implants", "kneading",          false, "", "", Grade::Assumed, "", kSurgeryWhy, kSurgeryInstead},
    Contraindication{"implants", "roll",              false, "", "", Grade::Assumed, "", kSurgeryWhy, kSurgeryInstead},
    Contraindication{"implants", "vibration",         false, "", "", Grade::Assumed, "", kSurgeryWhy, kSurgeryInstead},
    Contraindication{"cervical-suture", "hand-expression", true, "nhs-antenatal", "list of exclusions", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"preterm-labour", "hand-expression", true, "nhs-antenatal", "list of exclusions", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"placenta-praevia", "hand-expression", true, "nhs-antenatal", "list of exclusions", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"antepartum-bleed", "hand-expression", true, "nhs-antenatal", "list of exclusions", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"ruptured-membranes", "hand-expression", true, "nhs-antenatal", "list of exclusions", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"growth-restriction", "hand-expression", true, "dame", "exclusions of the trial", Grade::Rct, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"classical-scar", "hand-expression", true, "dame", "exclusions of the trial", Grade::Rct, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"polyhydramnios", "hand-expression", true, "nhs-antenatal", "list of exclusions", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"multiple-pregnancy", "hand-expression", true, "nhs-antenatal", "list of exclusions; some sites only if the lie is unstable", Grade::Guideline, "", kAntenatalWhy, kAntenatalInstead},
    Contraindication{"inflamed-area", "vibration",    false, "abm36-2022", "no deep or vibrating massage", Grade::Guideline, "abm36", kDeepWhy, kDeepInstead},
    Contraindication{"inflamed-area", "kneading",     false, "abm36-2022", "no deep or vibrating massage", Grade::Guideline, "abm36", kDeepWhy, kDeepInstead},
};
// clang-format on

bool applies(const Contraindication& line, const std::vector<std::string>& of_case,
             std::string_view pack) {
  return (line.pack.empty() || line.pack == pack) &&
         std::find(of_case.begin(), of_case.end(), line.condition) != of_case.end();
}

}  // namespace

std::span<const std::string_view> conditions() { return kConditions; }
std::span<const Contraindication> contraindications() { return kTable; }

bool ruled_out(std::string_view technique, const std::vector<std::string>& of_case,
               std::string_view pack) {
  return std::any_of(kTable.begin(), kTable.end(), [&](const Contraindication& line) {
    return line.technique == technique && applies(line, of_case, pack);
  });
}

std::vector<Criterion> contraindication_rows(const std::vector<std::string>& of_case,
                                             std::string_view pack) {
  const auto& known = technique::technique_ids();
  std::vector<Criterion> rows;
  for (const Contraindication& line : kTable) {
    if (!applies(line, of_case, pack)) continue;
    if (std::find(known.begin(), known.end(), line.technique) == known.end()) continue;
    Criterion row;
    row.id = fmt::format("not-{}-with-{}", line.technique, line.condition);
    std::string condition(line.condition);
    std::replace(condition.begin(), condition.end(), '-', ' ');
    row.text = fmt::format("With this history ({}) there is no {}", condition,
                           technique::plain_name(line.technique));
    row.why = line.why;
    row.instead = line.instead;
    row.domain = Domain::Safety;
    row.kind = Kind::Avoid;
    row.technique = line.technique;
    row.falloff = 0.0;
    row.weight = kContraindicatedWeight;
    row.critical = line.critical;
    row.source = line.source;
    row.edition = line.edition;
    row.grade = line.grade;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace lac::rubric
