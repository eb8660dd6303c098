// blood.glsl: haemoglobin under the pigment.
//   darkness: 0 light skin .. 1 dark;  fluid: oedema;  red: 0 her own colour .. 1 deep inflammation
const float k_most_blood = 2.2;

// one measure of blood: takes green and blue on light skin, deepens dark skin toward violet-brown
vec3 blood_tint(float darkness) { return mix(vec3(0.97, 0.70, 0.66), vec3(0.70, 0.50, 0.55), darkness); }

// beyond what skin holds at rest
float more_blood(float fluid, float red, float injury) {
  return 0.22 * clamp(fluid, 0.0, 1.0) + 1.55 * red + 0.95 * injury;
}
