#include "scenario/shelf.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "scenario/document.h"

namespace lac::scenario {
namespace {

namespace fs = std::filesystem;

void add_names(const fs::path& folder, std::vector<std::string>& names) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".toml") names.push_back(it->path().stem().string());
}

fs::path in(const fs::path& folder, std::string_view kind, const std::string& name) {
  return folder / kind / (name + ".toml");
}

}  // namespace

bool stands_inside(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const fs::path home = fs::canonical(folder, error);
  if (error) return false;
  const fs::path real = fs::canonical(file, error);
  return !error && real.parent_path() == home;
}

fs::path Shelf::file(std::string_view kind, const std::string& name) const {
  std::error_code error;
  const fs::path beside = in(own, kind, name);
  return !own.empty() && fs::is_regular_file(beside, error) ? beside
                                                            : in(data / "assets", kind, name);
}

Expected<std::string> Shelf::read(std::string_view kind, const std::string& name) const {
  const fs::path shipped = in(data / "assets", kind, name), found = file(kind, name);
  std::error_code error;
  if (found != shipped && fs::exists(shipped, error))
    return problem(
        fmt::format("{}/{}.toml beside this case has the name of one that LactaSim "
                    "brings; give yours another name",
                    kind, name));
  if (found != shipped && !stands_inside(own / kind, found))
    return problem(
        fmt::format("{}/{}.toml leads out of the case's folder; put the file itself "
                    "there",
                    kind, name));
  if (!fs::is_regular_file(found, error))
    return problem(
        fmt::format("no {} \"{}\" in {}assets/{}{}", kind == "packs" ? "pack" : "patient", name,
                    own.empty() ? "" : "this case's folder or ", kind, did_you_mean(kind, name)));
  return read_file(found, kMostBytes);
}

std::vector<std::string> Shelf::names(std::string_view kind) const {
  std::vector<std::string> out = own_names(kind);
  add_names(data / "assets" / kind, out);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> Shelf::own_names(std::string_view kind) const {
  std::vector<std::string> out;
  if (!own.empty()) add_names(own / kind, out);
  std::sort(out.begin(), out.end());
  return out;
}

std::string Shelf::did_you_mean(std::string_view kind, std::string_view name) const {
  const std::vector<std::string> all = names(kind);
  const std::string near =
      scenario::did_you_mean(name, std::vector<std::string_view>(all.begin(), all.end()));
  return near.empty() && !all.empty() ? fmt::format("; there are {}", fmt::join(all, ", ")) : near;
}

}  // namespace lac::scenario
