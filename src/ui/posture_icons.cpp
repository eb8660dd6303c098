#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr float kPi = 3.14159265f;

// A drawing in the unit square, scaled into the icon's box.
struct Sketch {
  ImDrawList& d;
  float x, y, size;
  ImVec2 at(float u, float v) const { return {x + u * size, y + v * size}; }
  void rod(float u1, float v1, float u2, float v2, float width, ImU32 colour) const {
    d.AddLine(at(u1, v1), at(u2, v2), colour, width * size);
    d.AddCircleFilled(at(u1, v1), 0.5f * width * size, colour, 20);
    d.AddCircleFilled(at(u2, v2), 0.5f * width * size, colour, 20);
  }
  void disc(float u, float v, float r, ImU32 colour) const {
    d.AddCircleFilled(at(u, v), r * size, colour, 40);
  }
  void ring(float u, float v, float r, float width, ImU32 colour) const {
    d.AddCircle(at(u, v), r * size, colour, 40, width * size);
  }
};

void front_view(const Sketch& s, ImU32 skin) {
  s.disc(0.5f, 0.45f, 0.36f, with_alpha(skin, 0.30f));
  s.disc(0.5f, 0.47f, 0.13f, with_alpha(skin, 0.65f));
  s.disc(0.5f, 0.47f, 0.045f, skin);
}

}  // namespace

void draw_posture_icon(ImDrawList& d, input::Posture posture, Box box, ImU32 hand, ImU32 skin) {
  using input::Posture;
  const float size = std::min(box.w, box.h);
  const Sketch s{d, box.x + 0.5f * (box.w - size), box.y + 0.5f * (box.h - size), size};
  front_view(s, posture == Posture::None ? with_alpha(skin, 0.6f) : skin);
  const float finger = 0.095f;
  switch (posture) {
    case Posture::SingleTip:
      s.rod(0.60f, 0.34f, 0.86f, 0.66f, finger, hand);
      s.rod(0.84f, 0.66f, 0.94f, 0.90f, 0.20f, hand);
      break;
    case Posture::FlatPads:
      for (int k = 0; k < 3; ++k) {
        const float u = 0.12f * static_cast<float>(k);
        s.rod(0.42f + u, 0.24f + 0.03f * std::abs(static_cast<float>(k) - 1.0f), 0.48f + 0.9f * u,
              0.66f, finger, hand);
      }
      s.rod(0.55f, 0.80f, 0.68f, 0.80f, 0.26f, hand);
      break;
    case Posture::FlatPalm:
      for (int k = 0; k < 4; ++k) {
        const float u = 0.095f * static_cast<float>(k);
        s.rod(0.34f + u, 0.16f + 0.04f * std::abs(static_cast<float>(k) - 1.3f), 0.38f + 0.8f * u,
              0.50f, 0.082f, hand);
      }
      s.rod(0.46f, 0.62f, 0.58f, 0.62f, 0.30f, hand);
      s.rod(0.36f, 0.66f, 0.20f, 0.52f, 0.085f, hand);
      s.rod(0.52f, 0.80f, 0.54f, 0.94f, 0.20f, hand);
      break;
    case Posture::CHold:
      s.rod(0.50f, 0.25f, 0.80f, 0.44f, finger, hand);
      s.rod(0.46f, 0.68f, 0.80f, 0.62f, finger, hand);
      s.rod(0.56f, 0.78f, 0.82f, 0.68f, finger, hand);
      s.rod(0.83f, 0.46f, 0.86f, 0.66f, 0.17f, hand);
      break;
    case Posture::RpsRing:
      for (int k = 0; k < 6; ++k) {
        const float a = (static_cast<float>(k) + 0.5f) * kPi / 3.0f;
        const float c = std::cos(a), t = std::sin(a);
        s.rod(0.5f + 0.135f * c, 0.47f + 0.135f * t, 0.5f + 0.37f * c, 0.47f + 0.37f * t, 0.078f,
              hand);
      }
      break;
    case Posture::Support: {
      // a cupped hand below
      ImVec2 arc[25];
      for (int k = 0; k < 25; ++k) {
        const float a = kPi * (0.10f + 0.80f * static_cast<float>(k) / 24.0f);
        arc[k] = s.at(0.5f + 0.39f * std::cos(a), 0.45f + 0.39f * std::sin(a));
      }
      d.AddPolyline(arc, 25, hand, 0, 0.11f * size);
      s.rod(0.79f, 0.72f, 0.95f, 0.92f, 0.17f, hand);
      break;
    }
    case Posture::UHold:
      s.rod(0.27f, 0.47f, 0.40f, 0.82f, finger, hand);
      s.rod(0.72f, 0.43f, 0.62f, 0.82f, finger, hand);
      s.rod(0.80f, 0.52f, 0.68f, 0.84f, finger, hand);
      s.rod(0.44f, 0.86f, 0.62f, 0.88f, 0.17f, hand);
      break;
    case Posture::TwoFingerC:
      s.rod(0.50f, 0.25f, 0.80f, 0.44f, finger, hand);
      s.rod(0.50f, 0.69f, 0.80f, 0.64f, finger, hand);
      s.rod(0.83f, 0.46f, 0.86f, 0.66f, 0.17f, hand);
      break;
    case Posture::Flower:
      for (int k = 0; k < 5; ++k) {
        const float a = (static_cast<float>(k) - 1.25f) * 0.4f * kPi;
        const float c = std::cos(a), t = std::sin(a);
        s.rod(0.5f + 0.135f * c, 0.47f + 0.135f * t, 0.5f + 0.33f * c, 0.47f + 0.33f * t, 0.085f,
              hand);
      }
      break;
    case Posture::StraightFingers:
      for (const float u : {0.20f, 0.32f, 0.68f, 0.80f}) s.rod(u, 0.32f, u, 0.66f, finger, hand);
      break;
    case Posture::TwoThumbs:
      s.rod(0.38f, 0.31f, 0.66f, 0.31f, 0.13f, hand);
      s.rod(0.34f, 0.63f, 0.62f, 0.63f, 0.13f, hand);
      break;
    case Posture::FistBacks:
      for (int k = 0; k < 4; ++k)
        s.rod(0.34f + 0.11f * static_cast<float>(k), 0.26f, 0.34f + 0.11f * static_cast<float>(k),
              0.40f, 0.095f, hand);
      s.rod(0.40f, 0.54f, 0.62f, 0.54f, 0.22f, hand);
      break;
    case Posture::RollHand:
      s.rod(0.24f, 0.16f, 0.76f, 0.16f, 0.15f, hand);
      s.rod(0.24f, 0.78f, 0.76f, 0.78f, 0.15f, hand);
      break;
    case Posture::TappingTips:
      for (int k = 0; k < 4; ++k)
        s.disc(0.32f + 0.12f * static_cast<float>(k), 0.24f + 0.03f * static_cast<float>(k % 2),
               0.05f, hand);
      s.rod(0.40f, 0.08f, 0.60f, 0.08f, 0.06f, hand);
      break;
    case Posture::NippleTouch:
      s.rod(0.43f, 0.47f, 0.22f, 0.72f, finger, hand);
      s.rod(0.57f, 0.47f, 0.78f, 0.72f, finger, hand);
      break;
    case Posture::Flange:
      s.ring(0.5f, 0.47f, 0.24f, 0.06f, hand);
      s.ring(0.5f, 0.47f, 0.10f, 0.03f, hand);
      break;
    case Posture::Massager:
      s.rod(0.60f, 0.34f, 0.86f, 0.72f, 0.12f, hand);
      s.disc(0.58f, 0.32f, 0.12f, hand);
      break;
    case Posture::None:
    case Posture::kCount:
      s.ring(0.5f, 0.45f, 0.36f, 0.02f, with_alpha(hand, 0.5f));
      break;
  }
}

}  // namespace lac::ui
