#pragma once
#include <cstdint>

namespace lac::sim {

/// How the patient lies or sits: decides which way the breast hangs.
enum class Position : std::uint8_t { Supine, Reclined, Upright, LeaningForward, SideLying, Prone };
/// What is held under the nipple.
enum class Receiver : std::uint8_t { None, Cup, Spoon, Syringe };
enum class Pack : std::uint8_t { None, Warm, Cold };
/// How firm a place feels: lips, nose, forehead, harder.
enum class Firmness : std::uint8_t { Soft, Slight, Firm, Hard };

}  // namespace lac::sim
