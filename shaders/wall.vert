#version 330 core
// wall.vert: the chest wall behind the breast, for peeled and cut views.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 5) in vec2 a_shade;         // open sky
layout(location = 6) in vec2 a_more;          // x: m beyond the breast's edge, < 0 behind the breast
uniform mat4 u_clip_from_patient;
out vec3 v_position_m;
out vec3 v_normal;
out float v_sky, v_beyond_m;

void main() {
  v_position_m = a_position_m;
  v_normal = a_normal;
  v_sky = a_shade.x;
  v_beyond_m = a_more.x;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
}
