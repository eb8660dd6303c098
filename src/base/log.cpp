#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>

#include <cstdlib>

namespace lac {

void start_log() {
  auto logger = spdlog::stderr_logger_mt("lactasim");
  logger->set_pattern("%l: %v");
  const char* level = std::getenv("LACTASIM_LOG");
  logger->set_level(level != nullptr ? spdlog::level::from_str(level) : spdlog::level::warn);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace lac
