#include <array>
#include <system_error>

#include "base/file.h"
#include "debrief/report.h"

namespace lac::debrief {
namespace {

namespace fs = std::filesystem;

struct Part {
  const char* name;
  std::string bytes;
};

}  // namespace

Outcome write_run(const fs::path& folder, const session::SessionLog& log,
                  const session::Recording& recording, const fs::path& data) {
  if (Outcome made = make_writable_folder(folder); !made) return made;
  const std::array<Part, 4> parts = {{{"session.lacrec", session::encode(recording)},
                                      {"report.html", to_html(log, data)},
                                      {"marks.csv", to_csv(log)},
                                      {"report.json", to_json(log)}}};

  // every file in full under a passing name first, so that a full disk changes nothing
  Outcome outcome = success();
  for (const Part& part : parts) {
    outcome = write_file(folder / (std::string(".new-") + part.name), part.bytes);
    if (!outcome) break;
  }

  // then each takes its name; the report that a reader waits for comes last
  std::error_code error;
  for (const Part& part : parts) {
    const fs::path passing = folder / (std::string(".new-") + part.name);
    if (outcome) {
      fs::rename(passing, folder / part.name, error);
      if (error) {
        outcome = problem("cannot be written (" + error.message() + "); choose another folder",
                          (folder / part.name).string());
      }
    }
    if (!outcome) {
      std::error_code ignored;
      fs::remove(passing, ignored);
    }
  }
  return outcome;
}

}  // namespace lac::debrief
