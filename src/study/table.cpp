#include "study/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "base/file.h"

namespace lac::study {
namespace {

constexpr std::string_view kRowHead = "patient,arm,measure,occurrence,index,time_s,value,unit";
constexpr std::size_t kRowCells = 8;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A number that reads back as the same one; empty for one that is none.
std::string number_cell(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == text.npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

double number_of(std::string_view cell) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc{} && end == cell.data() + cell.size() ? value : kNone;
}

std::vector<std::string> split_csv(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

Summary summary_of(std::vector<double> values) {
  Summary s;
  const auto bad =
      std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); });
  s.missing = static_cast<int>(values.end() - bad);
  values.erase(bad, values.end());
  s.n = static_cast<int>(values.size());
  if (values.empty()) {
    s.mean = s.sd = s.median = s.least = s.most = kNone;
    return s;
  }
  std::sort(values.begin(), values.end());
  double sum = 0.0, square = 0.0;
  for (const double v : values) sum += v;
  s.mean = sum / s.n;
  for (const double v : values) square += (v - s.mean) * (v - s.mean);
  s.sd = s.n > 1 ? std::sqrt(square / (s.n - 1)) : 0.0;
  const std::size_t half = values.size() / 2;
  s.median = values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
  s.least = values.front();
  s.most = values.back();
  return s;
}

std::vector<Summary> summarise(const std::vector<Row>& rows) {
  // groups in the order in which they first stand
  using Key = std::tuple<std::string, std::string, int, int>;
  std::map<Key, std::size_t> place;
  std::vector<const Row*> first;
  std::vector<std::vector<double>> values;
  for (const Row& row : rows) {
    const auto [at, added] =
        place.try_emplace({row.arm, row.measure, row.occurrence, row.index}, values.size());
    if (added) {
      first.push_back(&row);
      values.emplace_back();
    }
    values[at->second].push_back(row.value);
  }
  std::vector<Summary> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Summary s = summary_of(values[i]);
    s.arm = first[i]->arm;
    s.measure = first[i]->measure;
    s.unit = first[i]->unit;
    s.occurrence = first[i]->occurrence;
    s.index = first[i]->index;
    out.push_back(s);
  }
  return out;
}

std::string rows_csv(const std::vector<Row>& rows) {
  std::string out = std::string(kRowHead) + "\n";
  for (const Row& r : rows)
    out += fmt::format("{},{},{},{},{},{},{},{}\n", r.patient, cell(r.arm), cell(r.measure),
                       r.occurrence, r.index, number_cell(r.time_s), number_cell(r.value),
                       cell(r.unit));
  return out;
}

Expected<std::vector<Row>> read_rows(std::string_view csv, const std::string& file) {
  if (next_line(csv) != kRowHead) return problem("this is no table of results", file);
  if (!csv.empty() && csv.back() != '\n') return problem("this table breaks off", file);
  std::vector<Row> rows;
  while (!csv.empty()) {
    const std::vector<std::string> cells = split_csv(next_line(csv));
    const bool whole = cells.size() == kRowCells && std::isfinite(number_of(cells[0])) &&
                       std::isfinite(number_of(cells[3])) && std::isfinite(number_of(cells[4]));
    if (!whole)
      return problem(fmt::format("row {} of this table is broken", rows.size() + 1), file);
    rows.push_back({.patient = static_cast<int>(number_of(cells[0])),
                    .arm = cells[1],
                    .measure = cells[2],
                    .unit = cells[7],
                    .occurrence = static_cast<int>(number_of(cells[3])),
                    .index = static_cast<int>(number_of(cells[4])),
                    .time_s = number_of(cells[5]),
                    .value = number_of(cells[6])});
  }
  return rows;
}

std::string summary_csv(const std::vector<Summary>& summary) {
  std::string out = "arm,measure,occurrence,index,unit,n,missing,mean,sd,median,least,most\n";
  for (const Summary& s : summary)
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", cell(s.arm), cell(s.measure),
                       s.occurrence, s.index, cell(s.unit), s.n, s.missing, number_cell(s.mean),
                       number_cell(s.sd), number_cell(s.median), number_cell(s.least),
                       number_cell(s.most));
  return out;
}

std::string traits_csv(const std::vector<Trait>& traits) {
  std::string out = "patient,arm,trait,value\n";
  for (const Trait& t : traits)
    out += fmt::format("{},{},{},{}\n", t.patient, cell(t.arm), cell(t.name), number_cell(t.value));
  return out;
}

Outcome write_results(const std::filesystem::path& folder, const scenario::Experiment& experiment,
                      const Results& results) {
  const std::pair<const char*, std::string> files[] = {
      {"data.csv", rows_csv(results.rows)},
      {"summary.csv", summary_csv(summarise(results.rows))},
      {"patients.csv", traits_csv(results.traits)},
      {"experiment.toml", experiment.text}};
  for (const auto& [name, text] : files)
    if (Outcome written = write_file(folder / name, text); !written) return written;
  return success();
}

}  // namespace lac::study
