#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lac::scenario {

/// A file without what a word processor left in it: UTF-16 and a byte-order mark become plain
/// UTF-8; look-alikes outside quoted texts and in quoted quantities become what they look like.
/// Texts that people read keep their quotes and dashes.
/// @param done  filled with what was mended, in words; empty: nothing was
std::string repaired(std::string_view bytes, std::vector<std::string>& done);

/// Every TOML of a case's folder (its own, demo/, packs/, patients/), or the file itself.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& file_or_folder);

}  // namespace lac::scenario
