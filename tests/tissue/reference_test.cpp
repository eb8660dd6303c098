#include <filesystem>

#include "base/file.h"
#include "tests/tissue/block.h"
#include "tissue/model.h"

using namespace lac;
using namespace lac::tissue;

namespace {

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / "lac_reference_test") {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path only_file() const {
    std::filesystem::path found;
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      found = entry.path();
      ++count;
    }
    REQUIRE(count == 1);
    return found;
  }
  std::filesystem::path path;
};

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE(
      "tissue: a reference shape is kept, read again bit for bit, and made anew if it is broken") {
    const anatomy::Breast body = test::make_block({.cells = {3, 3, 3}, .skin_m = 1.5e-3});
    const Folder folder;
    TissueLoad load;
    load.gravity_m_per_s2 = {0, -5, -5};
    TissueModelPtr solved, read, again;
    const StepReport first = cached_reference(body, {}, load, 30, folder.path, solved);
    REQUIRE(first.flag == StepFlag::None);
    const auto file = folder.only_file();
    const StepReport second = cached_reference(body, {}, load, 30, folder.path, read);
    CHECK(second.iterations == 0);  // nothing was solved
    CHECK(second.residual == first.residual);
    for (int i = 0; i < solved->nodes; ++i)
      CHECK(norm(solved->reference_m[i] - read->reference_m[i]) == 0.0);
    CHECK(solved->tet_row == read->tet_row);

    // one byte of a coordinate, half a file, none
    const std::string good = *read_file(file);
    std::string bent = good;
    bent[bent.size() - 9] ^= 1;
    for (const std::string& bad :
         {bent, good.substr(0, good.size() / 2), std::string(), std::string("lacref 9\n")}) {
      REQUIRE(static_cast<bool>(write_file(file, bad)));
      const StepReport report = cached_reference(body, {}, load, 30, folder.path, again);
      CHECK(report.iterations > 0);
      CHECK(*read_file(file) == good);
    }

    // another load is another shape and another file
    load.gravity_m_per_s2 = {0, 5, -5};
    cached_reference(body, {}, load, 30, folder.path, again);
    CHECK(again->reference_m[0].y != solved->reference_m[0].y);
    CHECK(*read_file(file) == good);
  }

  TEST_CASE("tissue: a folder that cannot be written does not matter") {
    const anatomy::Breast body = test::make_block({.cells = {2, 2, 2}});
    TissueLoad load;
    load.gravity_m_per_s2 = {0, 0, -5};
    TissueModelPtr model;
    CHECK(cached_reference(body, {}, load, 30, "/nonexistent/folder", model).flag ==
          StepFlag::None);
  }
}
