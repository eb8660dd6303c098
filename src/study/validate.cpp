#include "study/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/file.h"
#include "study/quantities.h"
#include "study/table.h"

namespace lac::study {
namespace {

constexpr std::string_view kHead =
    "id,item,title,unit,published,spread,kind,n,source,row,required,fast,experiment,reading,"
    "against,form,statistic,low,high,basis,recorded,verdict";
constexpr std::size_t kCells = 22;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kSame = 1e-3;  // of the printed number: ranges are written to three figures
constexpr double kMost = 1e300;
constexpr double kPerCent = 100.0;
constexpr double kRoundOff = 1e-9;  // relative: units converted and back

std::string limit(double value) {
  return std::fabs(value) >= kMost ? std::string() : fmt::format("{:g}", value);
}

Target target_of(const std::vector<std::string>& c, const std::string& file) {
  const double low = number_of(c[17]), high = number_of(c[18]);
  return {.id = c[0],
          .item = c[1],
          .title = c[2],
          .unit = c[3],
          .published = c[4],
          .spread = c[5],
          .kind = c[6],
          .n = c[7],
          .source = c[8],
          .row = c[9],
          .required = c[10] == "yes",
          .fast = c[11] == "yes",
          .experiment = c[12],
          .reading = c[13],
          .against = c[14],
          .form = c[15],
          .statistic = c[16],
          .low = std::isfinite(low) ? low : -kMost,
          .high = std::isfinite(high) ? high : kMost,
          .basis = c[19],
          .recorded = c[20],
          .recorded_verdict = c[21],
          .file = file};
}

/// What is wrong with one row; nothing: it is good.
std::string trouble(const Target& t, const std::filesystem::path& folder) {
  const auto one_of = [](const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
  };
  std::error_code error;
  if (t.id.empty()) return "this row has no id";
  if (!one_of(t.kind, {"own", "se", "sd", "range", "direction", "none"}))
    return fmt::format("\"{}\" is not a kind of spread", t.kind);
  if (!one_of(t.statistic, {"mean", "median", "sd", "cv", "cv-within", "least", "most"}))
    return fmt::format("\"{}\" is not a statistic", t.statistic);
  if (!one_of(t.form, {"", "ratio", "difference", "r2"}))
    return fmt::format("\"{}\" is neither ratio, difference nor r2", t.form);
  if (t.form.empty() != t.against.empty()) return "a second reading and a form belong together";
  if (!(t.low < t.high)) return "its range is empty";
  if (t.low <= -kMost && t.high >= kMost) return "its range has no end";
  if (!std::filesystem::is_regular_file(folder / t.experiment, error))
    return fmt::format("there is no experiment {}", t.experiment);
  return {};
}

double statistic_of(const std::string& name, const Summary& s) {
  if (name == "median") return s.median;
  if (name == "sd") return s.sd;
  if (name == "cv") return kPerCent * s.sd / s.mean;
  if (name == "least") return s.least;
  if (name == "most") return s.most;
  return s.mean;
}

/// Square of the correlation of two readings of the same patients.
double shared_variance(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() != y.size() || x.size() < 3) return kNone;
  const double mean_x = summary_of(x).mean, mean_y = summary_of(y).mean;
  double xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  return xx > 0.0 && yy > 0.0 ? xy * xy / (xx * yy) : kNone;
}

/// Variation within each patient over all readings of these names ("a[*]+b[*]"), %: one a patient.
std::vector<double> variation_within(const Results& results, const std::string& readings) {
  std::map<int, std::vector<double>> own;
  for (const Row& row : results.rows)
    for (std::size_t at = 0; at < readings.size();) {
      const std::size_t end = std::min(readings.find('+', at), readings.size());
      const std::string name = readings.substr(at, readings.find('[', at) - at);
      if (row.measure == name && std::isfinite(row.value)) own[row.patient].push_back(row.value);
      at = end + 1;
    }
  std::vector<double> out;
  for (const auto& [patient, values] : own) {
    const Summary s = summary_of(values);
    if (s.n > 1 && s.mean > 0.0) out.push_back(kPerCent * s.sd / s.mean);
  }
  return out;
}

void check(const Results& results, Checked& row) {
  const Target& t = row.target;
  const auto fail = [&](const Problems& problems) { row.why = problems.front().message; };
  const auto values = t.statistic == "cv-within"
                          ? Expected<std::vector<double>>(variation_within(results, t.reading))
                          : values_of(results, t.reading);
  if (!values) return fail(values.problems());
  if (values->empty()) return fail(problem("no result is called " + t.reading));
  const Summary first = summary_of(*values);
  row.n = first.n;
  row.sd = first.sd;
  row.value = statistic_of(t.statistic, first);
  if (!t.against.empty()) {
    const auto others = values_of(results, t.against);
    if (!others) return fail(others.problems());
    const double other = statistic_of(t.statistic, summary_of(*others));
    row.value = t.form == "r2"      ? shared_variance(*values, *others)
                : t.form == "ratio" ? row.value / other
                                    : row.value - other;
    row.sd = kNone;
  }
  // a ratio over nothing is beyond any lower bound; nothing over nothing is no reading
  if (std::isinf(row.value) && row.value > 0.0 && t.high >= kMost) {
    row.verdict = Verdict::Within;
    return;
  }
  if (!std::isfinite(row.value)) {
    row.why = "nothing could be read";
    return;
  }
  const double round_off = kRoundOff * std::fabs(row.value);
  row.verdict = row.value >= t.low - round_off && row.value <= t.high + round_off ? Verdict::Within
                                                                                  : Verdict::Misses;
}

}  // namespace

bool Validation::good() const {
  return std::none_of(rows.begin(), rows.end(), [](const Checked& c) {
    return c.target.required && c.verdict != Verdict::Within;
  });
}

Expected<std::vector<double>> values_of(const Results& results, const std::string& reading) {
  // arm:measure[occurrence.index]
  std::string arm, name = reading;
  if (const std::size_t colon = name.find(':'); colon != name.npos) {
    arm = name.substr(0, colon);
    name = name.substr(colon + 1);
  }
  bool every = false;
  double occurrence = 0.0, index = 0.0;
  if (const std::size_t open = name.find('['); open != name.npos && name.ends_with(']')) {
    const std::string inside = name.substr(open + 1, name.size() - open - 2);
    name.resize(open);
    every = inside == "*";
    const std::size_t dot = inside.find('.');
    if (!every) {
      occurrence = dot == inside.npos ? 0.0 : number_of(inside.substr(0, dot));
      index = number_of(dot == inside.npos ? inside : inside.substr(dot + 1));
    }
  }
  std::vector<double> values;
  for (const Row& row : results.rows) {
    const bool here = every || (row.occurrence == occurrence && row.index == index);
    if (row.measure == name && here && (arm.empty() || row.arm == arm)) values.push_back(row.value);
  }
  if (values.empty()) return problem(fmt::format("no result is called {}", reading));
  return values;
}

bool range_follows(const Target& t) {
  const double published = number_of(t.published), spread = number_of(t.spread), n = number_of(t.n);
  const auto same = [&](double low, double high) {
    const double slack = kSame * std::max(std::fabs(low), std::fabs(high));
    return std::fabs(t.low - low) <= slack && std::fabs(t.high - high) <= slack;
  };
  if (t.kind == "own") return same(published - spread, published + spread);
  if (t.kind == "se") return same(published - 2.0 * spread, published + 2.0 * spread);
  if (t.kind == "sd" && n > 1.0) {
    const double se = spread / std::sqrt(n);
    return same(published - 2.0 * se, published + 2.0 * se);
  }
  if (t.kind == "sd") return same(published - spread, published + spread);
  if (t.kind == "range") {
    const std::size_t to = t.spread.find(" to ");
    return to != t.spread.npos &&
           same(number_of(t.spread.substr(0, to)), number_of(t.spread.substr(to + 4)));
  }
  return !t.basis.empty();
}

Expected<std::vector<Target>> read_targets(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (files.empty()) return problem("there are no tables of targets (*.csv) in " + folder.string());

  std::vector<Target> targets;
  Problems problems;
  for (const std::filesystem::path& file : files) {
    const Expected<std::string> text = read_file(file);
    if (!text) return text.problems();
    int line = 0;
    for (std::size_t at = 0; at < text->size();) {
      const std::size_t end = std::min(text->find('\n', at), text->size());
      const std::string_view row = std::string_view(*text).substr(at, end - at);
      at = end + 1;
      const auto wrong = [&](std::string message) {
        problems.push_back(
            {.file = file.string(), .line = line, .column = 1, .message = std::move(message)});
      };
      if (++line == 1) {
        if (row != kHead) wrong(fmt::format("the first line must be: {}", kHead));
        continue;
      }
      const std::vector<std::string> cells = split_csv(row);
      if (cells.size() != kCells) {
        wrong(fmt::format("a row has {} cells, not {}", kCells, cells.size()));
        continue;
      }
      Target target = target_of(cells, file.filename().string());
      const std::string bad = trouble(target, folder);
      if (!bad.empty()) wrong(bad);
      for (const Target& other : targets)
        if (other.id == target.id) wrong(fmt::format("two rows are called {}", target.id));
      targets.push_back(std::move(target));
    }
  }
  if (!problems.empty()) return problems;
  return targets;
}

Expected<Validation> validate(const ValidateOptions& options) {
  const auto targets = read_targets(options.folder);
  if (!targets) return targets.problems();

  // every experiment that a row needs, once; in the order of the rows
  std::vector<std::pair<std::string, scenario::Experiment>> experiments;
  Validation out;
  for (const Target& target : *targets) {
    if (options.fast && !target.fast) continue;
    out.rows.push_back({.target = target});
    const bool known = std::any_of(experiments.begin(), experiments.end(),
                                   [&](const auto& e) { return e.first == target.experiment; });
    if (known) continue;
    auto read = scenario::read_experiment(options.folder / target.experiment, options.run.data,
                                          quantity_names());
    if (!read) return read.problems();
    experiments.emplace_back(target.experiment, std::move(*read));
  }

  std::map<std::string, std::string> failed;
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    RunOptions run_options = options.run;
    run_options.progress = [&](double done) {
      return !options.run.progress || options.run.progress((static_cast<double>(i) + done) /
                                                           static_cast<double>(experiments.size()));
    };
    auto results = run(experiments[i].second, run_options);
    if (results && results->stopped) return problem("stopped before the end, as asked");
    if (results)
      out.results[experiments[i].first] = std::move(*results);
    else
      failed[experiments[i].first] = results.problems().front().message;
  }
  for (Checked& row : out.rows) {
    const auto bad = failed.find(row.target.experiment);
    if (bad != failed.end())
      row.why = bad->second;
    else
      check(out.results[row.target.experiment], row);
  }
  return out;
}

std::map<std::string, std::string> targets_csv(const std::vector<Checked>& rows) {
  std::map<std::string, std::string> files;
  for (const Checked& c : rows) {
    const Target& t = c.target;
    std::string& text = files[t.file];
    if (text.empty()) text = std::string(kHead) + "\n";
    const char* verdict = c.verdict == Verdict::Within   ? "within"
                          : c.verdict == Verdict::Misses ? "misses"
                                                         : "not run";
    const std::string cells[] = {t.id,
                                 t.item,
                                 t.title,
                                 t.unit,
                                 t.published,
                                 t.spread,
                                 t.kind,
                                 t.n,
                                 t.source,
                                 t.row,
                                 t.required ? "yes" : "",
                                 t.fast ? "yes" : "",
                                 t.experiment,
                                 t.reading,
                                 t.against,
                                 t.form,
                                 t.statistic,
                                 limit(t.low),
                                 limit(t.high),
                                 t.basis,
                                 c.verdict == Verdict::NotRun ? "" : fmt::format("{:.4g}", c.value),
                                 verdict};
    for (std::size_t i = 0; i < kCells; ++i) text += (i ? "," : "") + cell(cells[i]);
    text += "\n";
  }
  return files;
}

}  // namespace lac::study
