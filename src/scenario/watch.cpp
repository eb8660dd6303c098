#include "scenario/watch.h"

#include <algorithm>
#include <vector>

#include "base/hash.h"
#include "scenario/parts.h"

namespace lac::scenario {
namespace {

namespace fs = std::filesystem;

void add_files(const fs::path& folder, std::vector<fs::path>& files) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (fs::is_regular_file(it->path(), error)) files.push_back(it->path());
}

/// Which file it is, how long it is, and when it was last written.
void add_print(const fs::path& file, Hasher& hasher) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(file, error);
  const std::uint64_t length = error ? ~std::uint64_t{0} : static_cast<std::uint64_t>(bytes);
  const auto written = fs::last_write_time(file, error);
  hasher.add(file.string()).add(length);
  hasher.add(error ? std::int64_t{0}
                   : static_cast<std::int64_t>(written.time_since_epoch().count()));
}

}  // namespace

CaseWatch::CaseWatch(ScenarioSpec spec, fs::path data)
    : spec_(std::move(spec)), data_(std::move(data)) {
  read_ = seen_ = print();
}

std::uint64_t CaseWatch::print() const {
  std::vector<fs::path> files;
  add_files(spec_.folder, files);
  add_files(spec_.folder / "demo", files);

  for (const char* own : {"packs", "patients"}) add_files(spec_.folder / own, files);

  // packs and patients are few and small: any of them may be the one, or the one it includes
  if (!spec_.pack.empty()) add_files(data_ / "assets" / "packs", files);
  if (!spec_.patient_text.empty()) add_files(data_ / "assets" / "patients", files);
  std::sort(files.begin(), files.end());
  Hasher hasher;
  for (const fs::path& file : files) add_print(file, hasher);
  return hasher.digest();
}

CaseWatch::News CaseWatch::look() {
  const std::uint64_t now = print();
  const bool still = now == seen_;
  seen_ = now;
  if (!still || now == read_) return News::None;
  read_ = now;
  return read();
}

CaseWatch::News CaseWatch::read() {
  problems_.clear();
  Expected<ScenarioSpec> spec = read_scenario(spec_.folder, data_);
  if (!spec) {
    problems_ = spec.problems();
    return News::Broken;
  }

  // the demonstrations too: a step that the case no longer offers is told now, not when it is shown
  problems_ = check_demos(*spec);
  if (!problems_.empty()) return News::Broken;
  spec_ = std::move(*spec);
  return News::Good;
}

}  // namespace lac::scenario
