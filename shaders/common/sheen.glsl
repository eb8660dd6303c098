// sheen.glsl: light that skin throws back from its surface, and its light from the room.
//   tight: 0..1; tight skin is smooth and wet-looking: narrow, bright highlights
//   sky: open sky, 0..1;  nipple: 0..1, rough
vec3 skin_room(vec3 normal, float is_skin) {
  // skin beside skin fills shadows with its own warm light
  return room(normal) * mix(vec3(1.0), vec3(1.12, 0.98, 0.87), is_skin);
}

vec3 skin_sheen(vec3 normal, vec3 fine, vec3 to_eye, float tight, float nipple, float sky) {
  vec3 lamp = k_lamp * sky * sky * (1.0 - 0.55 * nipple) *
              (gloss(fine, to_eye, mix(12.0, 22.0, tight), mix(0.13, 0.24, tight)) +
               gloss(fine, to_eye, mix(44.0, 80.0, tight), mix(0.025, 0.13, tight)));
  float edge = 1.0 - max(dot(normal, to_eye), 0.0);
  // what faces down mirrors the body, not the room
  float free = smoothstep(-0.15, 0.60, normal.y) * sky * sky;
  vec3 around = room(normal) * (0.10 + 0.08 * tight - 0.09 * nipple) * pow(edge, 4.0) * free;
  return lamp + around;
}
