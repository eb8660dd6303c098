#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "fixtures/reference/press.h"

/// What the report of accuracy.h keeps between runs and within one.
namespace lac::cli {

using Json = nlohmann::ordered_json;

/// Results that took long, by a key that holds all they depend on.
class Cache {
 public:
  Cache();
  template <class Make>
  Json get(const std::string& key, Make&& make) {
    if (!data_.contains(key)) {
      data_[key] = make();
      keep();
    }
    return data_[key];
  }

 private:
  void keep() const;
  std::filesystem::path folder_;
  Json data_ = Json::object();
};

/// Of all parameters that a solution without friction depends on.
std::uint64_t hash_of(const tissue::TissueParams& params);

/// The patient's breast at every fineness, built when first asked for.
class Bodies {
 public:
  explicit Bodies(std::filesystem::path assets) : assets_(std::move(assets)) {
    patient.projection_m = 0.0;
  }
  /// @param level   of the shipped template; @param halved  how often its elements are cut
  const anatomy::Breast& breast(int level, int halved);
  fixtures::reference::Body body(int level, int halved, int order,
                                 const tissue::TissueParams& params);
  anatomy::BreastParams patient;

 private:
  struct Mesh {
    anatomy::TemplateMesh templ;
    fixtures::reference::Refined refined;  // leads to the children; empty until a finer one is made
    std::optional<anatomy::Breast> breast;
  };
  Mesh& mesh(int level, int halved);
  std::filesystem::path assets_;
  std::map<std::pair<int, int>, std::unique_ptr<Mesh>> mesh_;
};

}  // namespace lac::cli
