#include "app/comparison.h"

#include <cmath>

#include "app/runs.h"

namespace lac::app {
namespace {

const std::vector<ui::CompareRow> kNone;

std::string value_text(double value, const std::string& unit) {
  if (!std::isfinite(value)) return tr("not seen");
  const bool length = unit == "m", pressure = unit == "Pa";
  const double shown = value * (length ? 1e3 : pressure ? 1e-3 : 1.0);
  return say("{:.3g} {}", shown, length ? "mm" : pressure ? "kPa" : tr(unit.c_str()));
}

}  // namespace

Comparison::Comparison(const session::SessionLog& mine, std::filesystem::path data)
    : data_(std::move(data)), mine_(mine.score) {
  thread_ = std::thread([this, spec = mine.scenario, level = mine.level] { play(spec, level); });
}

Comparison::Comparison(const session::SessionLog& mine, const std::filesystem::path& earlier,
                       const std::string& when)
    : mine_(mine.score), title_(say("my run of {}", when)), earlier_(true), done_(true) {
  const std::vector<EarlierMark> marks = read_marks(earlier);
  for (const rubric::ScoreRow& row : mine_.rows)
    for (const EarlierMark& mark : marks)
      if (mark.criterion == row.criterion.id)
        rows_.push_back({row.criterion.text, row.credit, mark.credit,
                         value_text(row.value, row.unit), value_text(mark.value, row.unit)});
}

Comparison::~Comparison() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

namespace {

// What was measured against a band; a moment in time alone is no number to compare.
std::string number_of(const rubric::ScoreRow& row) {
  const rubric::Criterion& c = row.criterion;
  const bool banded =
      (std::isfinite(c.low) && c.low != 0.0) || (std::isfinite(c.high) && c.high != 0.0);
  return banded ? value_text(row.value, row.unit) : std::string();
}

}  // namespace

const std::vector<ui::CompareRow>& Comparison::rows() const { return done_ ? rows_ : kNone; }

void Comparison::play(const scenario::ScenarioSpec& spec, anatomy::Level level) {
  const auto demo = scenario::read_choreography(spec.folder / "demo" / "expert.toml");
  if (demo) {
    const auto log = session::run_headless(
        spec, *demo, level, 1, data_, nullptr,
        [this](double done) {
          progress_ = done;
          return !stop_.load();
        },
        nullptr);
    if (log) {
      title_ = demo->title;
      for (const rubric::ScoreRow& row : mine_.rows)
        for (const rubric::ScoreRow& other : log->score.rows)
          if (other.criterion.id == row.criterion.id)
            rows_.push_back(
                {row.criterion.text, row.credit, other.credit, number_of(row), number_of(other)});
    }
  }
  done_ = true;
}

}  // namespace lac::app
