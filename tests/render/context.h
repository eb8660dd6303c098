#pragma once
#include <epoxy/gl.h>
// epoxy comes before GLFW
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <doctest/doctest.h>

#include <vector>

#include "tests/render/display.h"

namespace lac::test {

/// A GL 3.3 context in a window that is never shown; absent where there is no X server.
class Context {
 public:
  Context() {
    if (!Display::ready() || glfwInit() == GLFW_FALSE) return;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    window_ = glfwCreateWindow(64, 64, "test", nullptr, nullptr);
    if (window_ != nullptr) glfwMakeContextCurrent(window_);
  }
  ~Context() {
    if (window_ != nullptr) glfwDestroyWindow(window_);
    glfwTerminate();
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  explicit operator bool() const {
    if (window_ == nullptr) MESSAGE("skipped: no X server can be started (install xvfb)");
    return window_ != nullptr;
  }

 private:
  GLFWwindow* window_ = nullptr;
};

/// RGBA bytes of a texture of this size, first row at the bottom.
inline std::vector<unsigned char> pixels_of(unsigned texture, int width, int height) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * height * 4);
  glBindTexture(GL_TEXTURE_2D, texture);
  glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  return pixels;
}

}  // namespace lac::test
