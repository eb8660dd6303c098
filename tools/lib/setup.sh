# Shared by tools/run and tools/test: installs the Debian packages that are missing, configures, builds.
# shellcheck shell=bash
build_packages=(g++ cmake ninja-build ccache pkg-config libimgui-dev libstb-dev libglfw3-dev libepoxy-dev
  libbullet-dev doctest-dev libeigen3-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libfmt-dev
  libspdlog-dev libxxhash-dev libzstd-dev libgl1-mesa-dri fonts-noto-core fonts-dejavu-core)
test_packages=(clang-format clang-tidy python3 git xvfb xauth xdotool x11-utils)

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

# missing_packages NAME...: prints those that dpkg does not have
missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s ' "$name"
  done
}

install_packages() {
  command -v dpkg-query >/dev/null || die "This script needs Debian 12 (apt); on another system install the packages listed in tools/lib/setup.sh and run cmake --preset release."
  local missing as_root=()
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as_root=(sudo); else
      die "Packages are missing and this user may not install them; ask an administrator to run: apt-get install ${missing% }"
    fi
  fi
  say "Installing Debian packages: ${missing% }"
  "${as_root[@]}" apt-get update -qq || die "apt-get update failed; check the network connection and try again."
  # shellcheck disable=SC2086
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null \
    || die "apt-get could not install: ${missing% }; check the network connection and try again."
}

# configure_and_build PRESET TARGET...
configure_and_build() {
  local preset=$1; shift
  export CCACHE_SLOPPINESS=pch_defines,time_macros
  cmake --preset "$preset" >"$root/build/configure.log" 2>&1 || { tail -20 "$root/build/configure.log" >&2; die "cmake could not configure; the lines above say why."; }
  local arguments=(); [ $# -eq 0 ] || arguments=(--target "$@")
  cmake --build --preset "$preset" "${arguments[@]}"
}
