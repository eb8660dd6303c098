#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/expected.h"

namespace lac {

/// The whole file as bytes. Fails (one sentence) if it is missing, unreadable, a folder, or larger
/// than `most_bytes`.
Expected<std::string> read_file(const std::filesystem::path& path,
                                std::size_t most_bytes = std::size_t{256} << 20);

/// Writes beside the target and renames over it, so that a reader sees the old file or the new one,
/// never half. Fails if the folder cannot be written or the disk is full; the target is then as it
/// was.
Outcome write_file(const std::filesystem::path& path, std::string_view bytes);

/// Makes the folder (and its parents) and proves that a file can be written there.
Outcome make_writable_folder(const std::filesystem::path& folder);

/// The folder that holds assets/, shaders/ and scenarios/: $LACTASIM_DATA if set, else the first
/// that exists of: the program's folder's ancestors, PREFIX/share/lactasim beside PREFIX/bin, the
/// working folder.
Expected<std::filesystem::path> data_folder();

/// Where what a user makes is kept (runs, settings, cases of their own under scenarios/):
/// $XDG_DATA_HOME/lactasim, else ~/.local/share/lactasim. It need not be there yet.
std::filesystem::path user_folder();

}  // namespace lac
