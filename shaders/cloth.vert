#version 330 core
// cloth.vert: the drape.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec2 a_flat_m;
layout(location = 3) in float a_shade;
uniform mat4 u_clip_from_patient;
out vec3 v_position_m;
out vec3 v_normal;
out vec2 v_flat_m;
out float v_shade;

void main() {
  v_position_m = a_position_m;
  v_normal = a_normal;
  v_flat_m = a_flat_m;
  v_shade = a_shade;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
}
