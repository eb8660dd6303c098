#include "app/window.h"

#include <epoxy/gl.h>
// epoxy comes before GLFW
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb/stb_image_write.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/file.h"

namespace lac::app {
namespace {

// The last thing GLFW complained about; its callback takes no user pointer.
std::string& last_complaint() {
  static std::string text;
  return text;
}

void append_bytes(void* context, void* data, int size) {
  static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                             static_cast<std::size_t>(size));
}

}  // namespace

Expected<std::unique_ptr<Window>> Window::open(int width, int height, const std::string& title) {
  glfwSetErrorCallback([](int, const char* text) { last_complaint() = text; });
  if (glfwInit() == GLFW_FALSE)
    return problem(
        "there is no display to open the window on; start LactaSim on a desktop, or use `lactasim "
        "run CASE --input DEMO --out DIR` without a window (" +
        last_complaint() + ")");
  std::unique_ptr<Window> window(new Window);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  // Shown only once it is made and the events of its making are read: GLFW waits for a window to
  // become visible without end while other events lie unread, and under a window manager that is
  // only just starting none comes (its wait's limit counts idle time alone).
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  window->handle_ = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
  if (window->handle_ == nullptr)
    return problem(
        "OpenGL 3.3 is needed and this machine's graphics driver does not offer it; update the "
        "driver, "
        "or set LIBGL_ALWAYS_SOFTWARE=1 to draw by the processor (" +
        last_complaint() + ")");
  glfwPollEvents();
  glfwShowWindow(window->handle_);
  glfwSetWindowSizeLimits(window->handle_, 640, 480, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwFocusWindow(window->handle_);  // where no window manager does it
  glfwMakeContextCurrent(window->handle_);
  glfwSwapInterval(1);
  if (epoxy_gl_version() < 33)
    return problem("OpenGL 3.3 is needed and this machine's graphics driver offers only " +
                   std::to_string(epoxy_gl_version() / 10) + "." +
                   std::to_string(epoxy_gl_version() % 10) +
                   "; update the driver, or set LIBGL_ALWAYS_SOFTWARE=1 to draw by the processor");
  const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  window->software_ = renderer != nullptr && (std::strstr(renderer, "llvmpipe") != nullptr ||
                                              std::strstr(renderer, "softpipe") != nullptr);

  // ImGui, with nothing written to the working folder
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
  // presses shorter than a frame count too, so they are kept here; ImGui's own callback is called
  // on
  glfwSetWindowUserPointer(window->handle_, window.get());
  glfwSetKeyCallback(window->handle_, [](GLFWwindow* handle, int key, int, int action, int mods) {
    if (action == GLFW_RELEASE) return;
    static_cast<Window*>(glfwGetWindowUserPointer(handle))
        ->arriving_.push_back({key, action == GLFW_REPEAT, (mods & GLFW_MOD_CONTROL) != 0,
                               (mods & GLFW_MOD_SHIFT) != 0});
  });
  // clicks too: in their order, each where the pointer was as it came
  glfwSetCursorPosCallback(window->handle_, [](GLFWwindow* handle, double x, double y) {
    auto* const self = static_cast<Window*>(glfwGetWindowUserPointer(handle));
    self->pointer_x_ = static_cast<float>(x);
    self->pointer_y_ = static_cast<float>(y);
  });
  glfwSetMouseButtonCallback(window->handle_, [](GLFWwindow* handle, int button, int action, int) {
    auto* const self = static_cast<Window*>(glfwGetWindowUserPointer(handle));
    self->clicks_.push({button, action == GLFW_PRESS, self->pointer_x_, self->pointer_y_});
  });
  ImGui_ImplGlfw_InitForOpenGL(window->handle_, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  window->imgui_ = true;
  return window;
}

Window::~Window() {
  if (imgui_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  if (handle_ != nullptr) glfwDestroyWindow(handle_);
  glfwTerminate();
}

float Window::content_scale() const {
  float x = 1.0f, y = 1.0f;
  glfwGetWindowContentScale(handle_, &x, &y);
  return x > 0.5f && x < 5.0f ? x : 1.0f;
}

bool Window::closing() const { return glfwWindowShouldClose(handle_) != 0; }

bool Window::pressed(int key, bool repeat) const {
  return std::any_of(pressed_.begin(), pressed_.end(), [&](const KeyPress& p) {
    return p.key == key && !p.control && (repeat || !p.repeat);
  });
}

bool Window::pressed_with_control(int key) const {
  return std::any_of(pressed_.begin(), pressed_.end(),
                     [&](const KeyPress& p) { return p.key == key && p.control && !p.repeat; });
}

bool Window::pressed_with_shift(int key) const {
  return std::any_of(pressed_.begin(), pressed_.end(),
                     [&](const KeyPress& p) { return p.key == key && p.shift; });
}

void Window::begin_frame() {
  glfwPollEvents();
  pressed_.swap(arriving_);
  arriving_.clear();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  take_clicks();
  if (played_.on) take_played();
  ImGui::NewFrame();
}

void Window::take_clicks() {
  ImGuiIO& io = ImGui::GetIO();
  const ClickQueue::Frame frame = clicks_.next();
  for (std::size_t k = 0; k < frame.down.size(); ++k) io.MouseDown[k] = frame.down[k];
  if (frame.at) io.MousePos = {(*frame.at)[0], (*frame.at)[1]};
}

// A script's pointer and keys, as if GLFW had told them.
void Window::take_played() {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = {played_.x, played_.y};
  for (std::size_t k = 0; k < played_.down.size(); ++k) io.MouseDown[k] = played_.down[k];
  io.MouseWheel += played_.wheel;
  for (int& key : io_held_) io.KeysDown[key] = false;
  io_held_ = played_.held;
  for (const int key : io_held_) io.KeysDown[key] = true;
  const bool control = !played_.keys.empty() && played_.keys.front() == GLFW_KEY_LEFT_CONTROL;
  if (!played_.typed.empty()) io.AddInputCharactersUTF8(played_.typed.c_str());
  for (const int key : played_.keys)
    if (key != GLFW_KEY_LEFT_CONTROL) pressed_.push_back({key, false, control, false});
}

void Window::resize(int width, int height) { glfwSetWindowSize(handle_, width, height); }
void Window::fit_screen() {
  int left = 0, top = 0, right = 0, bottom = 0;
  glfwGetWindowFrameSize(handle_, &left, &top, &right, &bottom);
  GLFWmonitor* const screen = glfwGetPrimaryMonitor();
  if (top + bottom == 0 || screen == nullptr) return;  // nobody frames it: it is as it was asked
  int x = 0, y = 0, most_width = 0, most_height = 0, width = 0, height = 0;
  glfwGetMonitorWorkarea(screen, &x, &y, &most_width, &most_height);
  most_width -= left + right;
  most_height -= top + bottom;
  glfwGetWindowSize(handle_, &width, &height);
  if (width <= most_width && height <= most_height) return;
  glfwSetWindowSize(handle_, std::min(width, most_width), std::min(height, most_height));
  glfwSetWindowPos(handle_, x + left, y + top);
}

void Window::minimise() { glfwIconifyWindow(handle_); }
void Window::restore() { glfwRestoreWindow(handle_); }
bool Window::minimised() const { return glfwGetWindowAttrib(handle_, GLFW_ICONIFIED) != 0; }

bool Window::focused() const { return glfwGetWindowAttrib(handle_, GLFW_FOCUSED) != 0; }

void Window::end_frame(bool keep) {
  ImGui::Render();
  int width = 0, height = 0;
  glfwGetFramebufferSize(handle_, &width, &height);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, width, height);
  glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (keep) {
    kept_width_ = width;
    kept_height_ = height;
    kept_.resize(static_cast<std::size_t>(width) * height * 3);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, kept_.data());
  }
  glfwSwapBuffers(handle_);
}

void Window::idle(double most_s) {
  if (!clicks_.waiting()) glfwWaitEventsTimeout(most_s);
}

void Window::refresh_fonts() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

Outcome Window::save_picture(const std::string& file) const {
  std::string png;
  stbi_flip_vertically_on_write(1);
  if (stbi_write_png_to_func(append_bytes, &png, kept_width_, kept_height_, 3, kept_.data(),
                             3 * kept_width_) == 0)
    return problem("the picture could not be made into a PNG", file);
  return write_file(file, png);
}

}  // namespace lac::app
