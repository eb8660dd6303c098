#version 330 core
// backdrop.vert: one triangle over the whole picture.
layout(location = 0) in vec3 a_position;
out vec2 v_at;

void main() {
  v_at = a_position.xy;
  gl_Position = vec4(a_position.xy, 0.9999, 1.0);
}
