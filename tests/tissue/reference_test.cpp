#include "tests/tissue/block.h"
#include "tissue/model.h"

using namespace lac;
using namespace lac::tissue;

namespace {

TissueLoad hanging(double gravity_m_per_s2) {
  TissueLoad load;
  load.gravity_m_per_s2 = {0.0, -gravity_m_per_s2, -5.0};
  return load;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("tissue: a reference shape that was found is known again, bit for bit") {
    const anatomy::Breast body = test::make_block({.cells = {3, 3, 3}, .skin_m = 1.5e-3});
    ReferenceShapes shapes;
    const TissueModelPtr alone = make_model(body, {}), solved = make_model(body, {}),
                         known = make_model(body, {});
    const StepReport bare = solve_reference(body, hanging(5.0), 30, *alone);
    const StepReport first = shapes.solve(body, hanging(5.0), 30, *solved);
    const StepReport second = shapes.solve(body, hanging(5.0), 30, *known);
    REQUIRE(first.flag == StepFlag::None);
    CHECK(first.iterations == bare.iterations);
    CHECK(first.iterations > 0);
    CHECK(second.iterations == 0);  // nothing was solved
    CHECK(second.residual == first.residual);
    for (int i = 0; i < alone->nodes; ++i) {
      CHECK(norm(solved->reference_m[i] - alone->reference_m[i]) == 0.0);
      CHECK(norm(known->reference_m[i] - alone->reference_m[i]) == 0.0);
    }
    CHECK(known->tet_row == alone->tet_row);
    CHECK(known->skin_row == alone->skin_row);
  }

  TEST_CASE("tissue: another load or material is another reference shape") {
    const anatomy::Breast body = test::make_block({.cells = {3, 3, 3}, .skin_m = 1.5e-3});
    ReferenceShapes shapes;
    // a body of its own for every question: is it solved for?
    const auto found_anew = [&](const TissueParams& params, const TissueLoad& load) {
      const TissueModelPtr model = make_model(body, params);
      return shapes.solve(body, load, 30, *model).iterations > 0;
    };
    const TissueModelPtr one = make_model(body, {}), other = make_model(body, {});
    shapes.solve(body, hanging(5.0), 30, *one);
    CHECK(shapes.solve(body, hanging(6.0), 30, *other).iterations > 0);
    CHECK(other->reference_m[0].y != one->reference_m[0].y);
    CHECK_FALSE(found_anew({}, hanging(5.0)));
    TissueParams slack;
    slack.skin_slack_stretch += 0.01;
    CHECK(found_anew(slack, hanging(5.0)));
    TissueLoad swollen = hanging(5.0);
    const std::vector<float> growth(body.mesh.tet.size(), 0.1f);
    swollen.growth_frac = growth;
    CHECK(found_anew({}, swollen));
  }

  TEST_CASE("tissue: of many reference shapes the one not asked for longest is forgotten") {
    const anatomy::Breast body = test::make_block({.cells = {2, 2, 2}});
    ReferenceShapes shapes;
    const auto solved = [&](std::size_t k) {
      const TissueModelPtr model = make_model(body, {});
      return shapes.solve(body, hanging(2.0 + 0.05 * k), 30, *model).iterations > 0;
    };
    for (std::size_t k = 0; k < ReferenceShapes::kMost; ++k) CHECK(solved(k));
    CHECK_FALSE(solved(0));                 // asked for again
    CHECK(solved(ReferenceShapes::kMost));  // one more than fits
    CHECK_FALSE(solved(0));
    CHECK(solved(1));  // it had to go
  }
}
