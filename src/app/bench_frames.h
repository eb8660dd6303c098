#pragma once
#include <filesystem>

namespace lac::app {

/// `lactasim bench --frames`: frames a second of the patient view, plain and good, with the
/// simulation running and a hand at work. @return exit code
int bench_frames(const std::filesystem::path& data);

}  // namespace lac::app
