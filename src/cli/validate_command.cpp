#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/study_commands.h"
#include "session/build.h"
#include "study/page.h"
#include "study/sensitivity.h"
#include "study/validate.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

const char* word_of(study::Verdict v) {
  return v == study::Verdict::Within   ? "within"
         : v == study::Verdict::Misses ? "MISSES"
                                       : "NOT RUN";
}

void print_rows(const study::Validation& v) {
  std::string item;
  for (const study::Checked& c : v.rows) {
    const study::Target& t = c.target;
    if (t.item != item) fmt::print("\n{}\n", t.item);
    item = t.item;
    const std::string value =
        c.verdict == study::Verdict::NotRun ? "-" : fmt::format("{:.4g}", c.value);
    fmt::print("  {:<8} {}{:<52.52} {:>9} {:<6}  {:<20} {}\n", word_of(c.verdict),
               t.required ? "*" : " ", t.title, value, t.unit, study::range_words(t.low, t.high),
               t.row);
    if (c.verdict == study::Verdict::NotRun) fmt::print("           not run: {}\n", c.why);
  }
}

void print_effects(const std::vector<study::Effect>& effects) {
  if (effects.empty()) return;
  fmt::print("\nSensitivity (times 0.5, 0.7, 1, 1.3, 2)\n");
  for (const study::Effect& e : effects) {
    fmt::print("  {:<20} {:<34}", e.parameter, e.result);
    for (const double value : e.value) fmt::print(" {:>8.3g}", value);
    fmt::print(" {}\n", e.unit);
  }
}

int count(const study::Validation& v, study::Verdict verdict, bool required) {
  int n = 0;
  for (const study::Checked& c : v.rows)
    if (c.verdict == verdict && (!required || c.target.required)) ++n;
  return n;
}

Outcome write_all(const fs::path& out, const study::Validation& v,
                  const std::vector<study::Effect>& effects, const fs::path& data) {
  for (const auto& [name, text] : study::targets_csv(v.rows))
    if (Outcome written = write_file(out / name, text); !written) return written;
  if (!effects.empty())
    if (Outcome written = write_file(out / "sensitivity.csv", study::effects_csv(effects));
        !written)
      return written;
  return write_file(out / "validation.html",
                    study::validation_html(v, effects, data, session::build_name()));
}

/// Where tables and experiments are: beside the data, as in the project.
Expected<fs::path> targets_folder(const std::string& asked, const fs::path& data) {
  const fs::path folder = asked.empty() ? data / "tests" / "validation" : fs::path(asked);
  std::error_code error;
  if (fs::is_directory(folder, error)) return folder;
  return problem(
      fmt::format("there is no folder {}; run this in the project, or name one with "
                  "--targets",
                  folder.string()));
}

}  // namespace

int validate_model(const ValidateModelOptions& options) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const auto folder = targets_folder(options.targets, *data);
  if (!folder) return complain(folder.problems(), kBadUsage);
  const fs::path out(options.out);
  if (const Outcome made = make_writable_folder(out); !made)
    return complain(made.problems(), kBadUsage);

  const Interrupt interrupt;
  const double begun_s = steady_s();
  study::ValidateOptions run{.folder = *folder, .fast = options.fast};
  run.run = {
      .data = *data, .cache = out / "cache", .build = program_hash(), .threads = options.threads};
  const auto v = [&] {
    Progress progress("validate");
    run.run.progress = [&](double done) { return progress.tell(done) && !interrupt.asked(); };
    return study::validate(run);
  }();
  if (!v) return complain(v.problems(), kBadUsage);

  std::vector<study::Effect> effects;
  if (!options.fast && !options.no_sensitivity) {
    auto found = [&] {
      Progress progress("sensitivity");
      run.run.progress = [&](double done) { return progress.tell(done) && !interrupt.asked(); };
      return study::sensitivity(*folder, run.run);
    }();
    if (!found) return complain(found.problems(), kBadUsage);
    effects = std::move(*found);
  }
  if (Outcome written = write_all(out, *v, effects, *data); !written)
    return complain(written.problems(), kBadUsage);
  if (options.record)
    for (const auto& [name, text] : study::targets_csv(v->rows))
      if (Outcome written = write_file(*folder / name, text); !written)
        return complain(written.problems(), kBadUsage);

  print_rows(*v);
  print_effects(effects);
  using study::Verdict;
  fmt::print("\npage      {}\n", (out / "validation.html").string());
  fmt::print(
      "rows      {} within, {} miss, {} not run; of the required (*) {} within, {} not; {:.0f} s\n",
      count(*v, Verdict::Within, false), count(*v, Verdict::Misses, false),
      count(*v, Verdict::NotRun, false), count(*v, Verdict::Within, true),
      count(*v, Verdict::Misses, true) + count(*v, Verdict::NotRun, true), steady_s() - begun_s);
  return v->good() ? kOk : kNotGood;
}

}  // namespace lac::cli
