#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scenario/document.h"

namespace lac::scenario {

/// What an author probably meant where TOML cannot go on, and what to write instead.
/// @param said   toml++'s own words
/// @param lines  the file
/// @param at     where it stumbled
std::string explain(std::string_view said, const std::vector<std::string>& lines, Position at);

/// Whether all that is missing there is a comma between two values of a list.
bool lacks_comma(std::string_view said);

}  // namespace lac::scenario
