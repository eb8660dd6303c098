#include "render/scene.h"

#include <cmath>

#include "render/devices.h"
#include "render/hand_place.h"
#include "render/milk.h"

namespace lac::render {
namespace {

constexpr float kOffSkin_m = 0.0004f;  // how far a drawn hand stays off drawn skin
constexpr float kMostPush_m = 0.012f;  // deeper than this a vertex is not the pad's any more
constexpr float kRisen_m = 0.0015f;    // skin that has come out farther than this is covered anew
constexpr float kRoundNipple_m = 0.030f;
// A fine surface has about this many triangles: smooth to the eye; a plain one a quarter, for
// processors that also draw.
constexpr std::size_t kFineTriangles = 12000, kPlainTriangles = 3000;
constexpr float kFineGlove_m = 0.0028f, kPlainGlove_m = 0.0044f;  // cells of a hand's mesh

template <class Vertex>
void upload(MeshBuffer& mesh, const std::vector<Vertex>& vertex, const Triangles* triangle) {
  mesh.upload(vertex.data(), vertex.size() * sizeof(Vertex), triangle);
}

}  // namespace

void Scene::set_layouts() {
  for (MeshBuffer* mesh : {&skin_mesh, &torso_mesh, &behind_mesh})
    mesh->set_layout({3, 3, 3, 3, 2, 2, 2, 3});
  for (MeshBuffer* mesh : {&drape_mesh, &sheet_mesh, &cover_mesh}) mesh->set_layout({3, 3, 2, 1});
  for (MeshBuffer* mesh : {&glove_mesh, &ghost_mesh}) mesh->set_layout({3, 3, 3, 3});
  for (MeshBuffer* mesh : {&thing_mesh, &inside_mesh, &section_mesh})
    mesh->set_layout({3, 3, 3, 3, 2});
}

void Scene::take(const sim::Snapshot& snapshot, Quality quality) {
  if (breast == snapshot.breast && quality == quality_ && skin) return;
  if (!glove_ || quality != quality_)
    glove_ = std::make_unique<Glove>(quality == Quality::Plain ? kPlainGlove_m : kFineGlove_m);
  quality_ = quality;
  breast = snapshot.breast;
  skin = std::make_unique<SkinSurface>(
      *breast, quality == Quality::Plain ? kPlainTriangles : kFineTriangles);
  inside_.reset();
  skin->update(snapshot, {});
  upload(skin_mesh, skin->vertices(), &skin->triangles());
  torso.reset();
  if (breast->params.kind != anatomy::BodyKind::Breast) return;
  // the chest begins at the fine surface's rim in either quality: a coarse one is ragged
  std::unique_ptr<SkinSurface> fine;
  if (quality == Quality::Plain) {
    fine = std::make_unique<SkinSurface>(*breast, kFineTriangles);
    fine->update(snapshot, {});
  }
  const SkinSurface& rim = fine ? *fine : *skin;
  torso = std::make_unique<Torso>(rim, side());
  torso->update({});
  upload(torso_mesh, torso->vertices(), &torso->triangles());
  upload(behind_mesh, torso->vertices(), &torso->behind());
  drape_ = make_drape(rim, Hem(*rim.flare(), side()), side());
  upload(drape_mesh, drape_.vertex, &drape_.triangle);
  lay_cover(rim);
  const Drape sheet = make_sheet(side());
  upload(sheet_mesh, sheet.vertex, &sheet.triangle);
}

// Over the skin as it is: a cloth that was laid over an emptier breast would not hide a fuller one.
void Scene::lay_cover(const SkinSurface& rim) {
  const Drape cover = make_cover(rim, drape_, side());
  upload(cover_mesh, cover.vertex, &cover.triangle);
  covered_m_.clear();
  for (const SkinVertex& v : skin->vertices()) covered_m_.push_back(v.position_m);
}

void Scene::lay_cover_anew(const sim::Snapshot& snapshot) {
  const auto& now = skin->vertices();
  const auto risen = [&](std::size_t k) {
    return dot(now[k].position_m - covered_m_[k], now[k].normal) > kRisen_m;
  };
  bool any = covered_m_.size() != now.size();
  for (std::size_t k = 0; k < now.size() && !any; ++k) any = risen(k);
  if (!any) return;
  if (quality_ == Quality::Good) return lay_cover(*skin);
  SkinSurface fine(*breast, kFineTriangles);
  fine.update(snapshot, {});
  lay_cover(fine);
}

// Poses hands behind finger bodies; drawn skin is never pierced: pads flatten against it.
void Scene::pose_hands(const std::vector<sim::FingerDrawn>& fingers,
                       const std::array<bool, 2>& coached, bool press, MeshBuffer& mesh) {
  glove_vertex_.clear();
  glove_triangle_.clear();
  for (const PlacedHand& hand : place_hands(fingers, coached, *skin, grid_, side())) {
    const int first = static_cast<int>(glove_vertex_.size());
    glove_->pose(hand.palm, hand.reach, hand.idle_curl_rad, hand.arm, hand.bare, glove_vertex_);
    // a left hand is the right one mirrored: its triangles run the other way round
    const bool mirrored = dot(cross(hand.palm.x, hand.palm.y), hand.palm.z) < 0.0f;
    for (const auto& [a, b, c] : glove_->triangles())
      glove_triangle_.push_back(
          {first + a, first + (mirrored ? c : b), first + (mirrored ? b : c)});
  }
  // twice: pushed off one vertex of the skin, the glove may come to lie over another
  for (int pass = 0; press && pass < 2; ++pass)
    for (GloveVertex& v : glove_vertex_) {
      const SkinVertex* const under_it = grid_.near(v.position_m);
      if (under_it == nullptr) continue;
      const float gap_m = dot(v.position_m - under_it->position_m, under_it->normal);
      if (gap_m < kOffSkin_m && gap_m > -kMostPush_m)
        v.position_m += under_it->normal * (kOffSkin_m - gap_m);
    }
  upload(mesh, glove_vertex_, &glove_triangle_);
}

void Scene::update(const sim::Snapshot& snapshot, V3 eye_m, const ViewOptions& options) {
  const std::vector<sim::FingerDrawn> fingers =
      shown_fingers(snapshot.finger, *skin, options.lift_m);
  const std::vector<Rod> rods = shadow_rods(fingers);
  skin->update(snapshot, rods);
  upload(skin_mesh, skin->vertices(), nullptr);
  if (torso && options.covered) lay_cover_anew(snapshot);
  if (!fingers.empty() || !options.ghost.empty()) grid_.build(skin->vertices());
  // the plain chest stands still, without the shadow of hands
  if (torso && quality_ == Quality::Good) {
    if (torso->update(rods)) upload(torso_mesh, torso->vertices(), nullptr);
  }
  if (!options.ghost.empty())
    pose_hands(shown_fingers(options.ghost, *skin, 0.0f), {}, false, ghost_mesh);
  pose_hands(fingers, snapshot.coached, true, glove_mesh);
  find_work(fingers);

  thing_.clear();
  build_devices(snapshot, fingers, *skin, thing_);
  build_milk(snapshot, *skin, eye_m, thing_);
  upload(thing_mesh, thing_.vertex, &thing_.triangle);
  update_inside(snapshot, options);
}

// The place worked on: what hands do round the nipple is about the nipple, else where they touch.
void Scene::find_work(const std::vector<sim::FingerDrawn>& fingers) {
  work_m = {};
  working = !fingers.empty();
  if (!working) return;
  for (const sim::FingerDrawn& f : fingers)
    work_m += (v3(f.a_m) + v3(f.b_m)) * (0.5f / static_cast<float>(fingers.size()));
  // hands beside the nipple lie open to view already; those round it arch over it
  const V3 tip = skin->nipple_tip_m();
  working = length(work_m - tip) < kRoundNipple_m;
  work_m = tip;
}

// What peeling and cutting lay bare.
void Scene::update_inside(const sim::Snapshot& snapshot, const ViewOptions& options) {
  cut = {};
  if (!torso || (options.layer == Layer::Skin && !options.cut.on)) {
    // some layers are large: they are not kept for later
    under_ = Thing{};
    section_ = Thing{};
    inside_mesh.clear();
    section_mesh.clear();
    return;
  }
  if (!inside_) inside_ = std::make_unique<Inside>(*breast);
  under_.clear();
  section_.clear();
  if (options.cut.on) {
    const V3 tip = skin->nipple_tip_m();
    const float turn = options.cut.turn_rad;
    cut.normal = {side() * std::cos(turn), std::sin(turn), 0.0f};
    cut.distance_m = dot(cut.normal, tip) + options.cut.offset_m;
    inside_->build_section(snapshot, cut.normal, cut.distance_m, options.overlay, section_);
  }
  inside_->build(snapshot, options.layer, under_);
  upload(inside_mesh, under_.vertex, &under_.triangle);
  upload(section_mesh, section_.vertex, &section_.triangle);
}

}  // namespace lac::render
