# Shared by tools/run and tools/test: installs the Debian packages that are missing, configures, builds.
# shellcheck shell=bash disable=SC2034,SC2154  # its lists are used, and root is set, by who sources it
build_packages=(g++ cmake ninja-build ccache pkg-config python3 libimgui-dev libstb-dev libglfw3 libglfw3-dev
  libepoxy-dev libbullet-dev doctest-dev libeigen3-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev
  libfmt-dev libspdlog-dev libxxhash-dev libzstd-dev libopenal-dev libgl1-mesa-dri fonts-noto-core fonts-dejavu-core)
test_packages=(clang-format clang-tidy gettext git xvfb xauth xdotool x11-utils chromium)

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

# tell PERCENT TEXT: on a terminal one moving line, elsewhere a line every ten percent
told=-10
tell() {
  if [ -t 2 ]; then printf '\r\033[K  %3d %%  %.60s' "$1" "$2" >&2; elif [ "$1" -ge $((told + 10)) ] || [ "$1" -lt $((told - 50)) ]; then
    printf '  %3d %%  %.60s\n' "$1" "$2" >&2
    told=$1
  fi
}
end_of_progress() { if [ -t 2 ]; then printf '\r\033[K' >&2; fi; }

# missing_packages NAME...: prints those that dpkg does not have
missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s ' "$name"
  done
}

# follow_apt: apt's status lines (kind:package:percent:text) as progress
follow_apt() {
  local kind text percent
  while IFS=: read -r kind _ percent text; do
    if [[ $kind == [dp][lm]status && $percent == [0-9]* ]]; then tell "${percent%%.*}" "$text"; fi
  done
  end_of_progress
}

install_packages() {
  command -v dpkg-query >/dev/null || die "This script needs Debian 12 (apt); on another system install the packages listed in tools/lib/setup.sh and run cmake --preset release."
  local missing as_root=() log=$root/build/packages.log
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as_root=(sudo); else
      die "Packages are missing and this user may not install them; ask an administrator to run: apt-get install --no-install-recommends ${missing% }"
    fi
  fi
  say "Installing Debian packages: ${missing% }"
  "${as_root[@]}" apt-get update -qq >"$log" 2>&1 || { tail -5 "$log" >&2; die "apt-get update failed; check the network connection and try again."; }
  # the status lines get a pipe of their own, opened by root's shell: sudo closes any other
  # shellcheck disable=SC2086,SC2016
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c 'log=$1; shift; exec apt-get install "$@" 3>&1 >>"$log" 2>&1 </dev/null' \
    sh "$log" -y -q --no-install-recommends -o APT::Status-Fd=3 -o Dpkg::Use-Pty=0 $missing | follow_apt \
    || { tail -5 "$log" >&2; die "apt-get could not install: ${missing% }; the lines above say why, the whole log is build/packages.log."; }
}

# follow_ninja LOG: ninja's lines as progress; whatever a compiler says is shown as it is
follow_ninja() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$1"
    if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (.*) ]]; then
      tell $((100 * BASH_REMATCH[1] / BASH_REMATCH[2])) "${BASH_REMATCH[1]}/${BASH_REMATCH[2]} ${BASH_REMATCH[3]##*/}"
    elif [ "$line" != "ninja: no work to do." ]; then
      end_of_progress
      say "$line"
    fi
  done
  end_of_progress
}

# compile_jobs: as many as there are processors, and no more than fit at 1.5 GB each
compile_jobs() {
  local processors memory
  processors=$(nproc)
  memory=$(awk '/^MemAvailable/ {print int($2 / 1572864)}' /proc/meminfo 2>/dev/null || echo "$processors")
  if [ "$memory" -lt 1 ]; then memory=1; fi
  if [ "$memory" -lt "$processors" ]; then echo "$memory"; else echo "$processors"; fi
}

# configure_and_build PRESET TARGET...: fails with the compiler's words already shown
configure_and_build() {
  local preset=$1; shift
  local log=$root/build/build.log arguments=()
  export CCACHE_SLOPPINESS=pch_defines,time_macros NINJA_STATUS='[%f/%t] '
  cmake --preset "$preset" >"$root/build/configure.log" 2>&1 || { tail -20 "$root/build/configure.log" >&2; return 1; }
  [ $# -eq 0 ] || arguments=(--target "$@")
  : >"$log"
  cmake --build --preset "$preset" -j "$(compile_jobs)" "${arguments[@]}" 2>&1 | follow_ninja "$log"
}
