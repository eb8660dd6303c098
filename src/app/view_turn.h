#pragma once
#include <span>

#include "render/camera.h"
#include "ui/live_view.h"

namespace lac::app {

/// How squarely the camera sees the least well seen of these places: cosine between the skin's
/// normal there and the way to the eye; < 0 on the far side.
float facing(const render::Camera& camera, std::span<const ui::SkinPlace> places);

/// Whether a hand could hardly be laid on them from here, though another view shows them better.
bool turned_away(const render::Camera& camera, std::span<const ui::SkinPlace> places);

/// The camera turned, as little as need be, so that all of them are seen well, or as well as can
/// be. It keeps its distance, and the limits of its orbit.
render::Camera turned_to(const render::Camera& camera, std::span<const ui::SkinPlace> places);

}  // namespace lac::app
