#pragma once
#include <cstdint>
#include <filesystem>

#include "scenario/scenario.h"

namespace lac::scenario {

/// The open case while its author writes it: notices that one of its files changed, and reads and
/// checks all of them anew. Looked at are scenario.toml, demo/*.toml, pictures beside it, and the
/// pack, the pack that it includes and the patient it names.
///
/// It has no clock and no thread: call `look` a few times a second. A change counts once the files
/// stand still from one look to the next, so that a file is not read while it is being written.
class CaseWatch {
 public:
  enum class News {
    None,    // as before
    Good,    // changed, and checks clean: `spec` is the new one
    Broken,  // changed, and `problems` says what is wrong; `spec` stays the last good one
  };

  /// @param spec  as it was opened; its folder, pack and patient say what is looked at
  CaseWatch(ScenarioSpec spec, std::filesystem::path data);
  News look();
  const ScenarioSpec& spec() const { return spec_; }
  const Problems& problems() const { return problems_; }  // of the last reading

 private:
  std::uint64_t print() const;
  News read();

  ScenarioSpec spec_;
  Problems problems_;
  std::filesystem::path data_;
  std::uint64_t read_ = 0, seen_ = 0;  // as last read, as last looked at
};

}  // namespace lac::scenario
