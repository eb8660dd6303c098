#version 330 core
// skin.vert: passes the drawn skin on in the patient frame.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec3 a_place_m;       // u, v (rolled flat), r
layout(location = 3) in vec3 a_load;          // contact Pa, tissue Pa, oedema
layout(location = 4) in vec2 a_sign;          // blanching, injury
layout(location = 5) in vec2 a_shade;         // open sky; 1 on the chest beyond the breast
layout(location = 6) in vec2 a_more;          // fullness of the lobes below, s of touch
layout(location = 7) in vec3 a_look;          // redness, tight shine, oil, 0..1
uniform mat4 u_clip_from_patient;
out vec3 v_position_m;
out vec3 v_normal;
out vec3 v_place_m;
out vec3 v_load;
out vec2 v_sign;
out vec2 v_shade;
out vec2 v_more;
out vec3 v_look;

void main() {
  v_position_m = a_position_m;
  v_normal = a_normal;
  v_place_m = a_place_m;
  v_load = a_load;
  v_sign = a_sign;
  v_shade = a_shade;
  v_more = a_more;
  v_look = a_look;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
}
