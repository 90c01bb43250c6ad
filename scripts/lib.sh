# What the scripts of this folder share: where the project is, which packages it asks Debian for,
# how it is built, and how long each stage took. Sourced by bash, not run.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Compilers and tools carry their major version in the name; libraries have one version in a Debian
# release. docs/dependencies.md says which versions these were.
build_packages=(g++-12 cmake ninja-build pkg-config libre2-dev libicu-dev libxml2-dev
                nlohmann-json3-dev libsimdjson-dev libtomlplusplus-dev libsqlite3-dev libzstd-dev libpqxx-dev
                libboost-program-options1.74-dev libboost1.74-dev
                zlib1g-dev libdeflate-dev libbrotli-dev libxlsxwriter-dev libzip-dev libexpat1-dev)
test_packages=(libgtest-dev libbenchmark-dev postgresql unicode-data python3 python3-jsonschema python3-openpyxl wget
               clang-19 libclang-rt-19-dev clang-format-14 ccache)
package_packages=(dpkg-dev file)
try_packages=(debootstrap)
python_packages=(python3 python3-venv python3-dev)
spark_packages=(openjdk-17-jre-headless)
wheel_packages=(patchelf)
dashboard_packages=(nodejs npm)
browser_packages=(chromium)
# From PyPI, in environments of their own: what asks our API, what opens our files, and what we are
# compared with.
file_browsers=(datasette==0.65.5)
api_testers=(schemathesis==4.32.5)
page_readers=(trafilatura==2.0.0 lxml==5.4.0 lxml_html_clean==0.4.2)

export CXX=${CXX:-g++-12}
export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
export CTEST_OUTPUT_ON_FAILURE=1

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs the named Debian packages that are missing; touches nothing when none is.
need() {
  if ! command -v dpkg-query >/dev/null; then
    echo "no Debian here; these packages must be present under their names elsewhere: $*"
    return
  fi
  local package missing=()
  for package; do
    [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == ?i* ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  echo "installing ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3
             -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  as_root "${apt[@]}" update </dev/null
  as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null
}

# The dashboard in dashboard/dist, which the command carries: made anew when a source of it is newer.
# Only a change of what it is locked to asks npm's registry for anything.
dashboard() {
  local made=dashboard/dist/index.html
  [ ! -e "$made" ] || [ -n "$(find dashboard/{src,public,*.mjs,tsconfig.json,package-lock.json} \
    docs/vi/bang-dieu-khien.md extractor/server/openapi.json -newer "$made" -print -quit)" ] || return 0
  node_modules
  (cd dashboard && npm run --silent build)
}

# A node of another make than Debian's brings its own npm, which Debian's would contradict.
need_npm() { command -v npm >/dev/null || need "${dashboard_packages[@]}"; }

# What dashboard/package-lock.json pins, in dashboard/node_modules.
node_modules() {
  local lock=dashboard/node_modules/.package-lock.json
  need_npm
  [ ! "$lock" -nt dashboard/package-lock.json ] || return 0
  (cd dashboard && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline && touch "../$lock")
}

# Copies of the project in other folders share what was compiled, where there is a compiler cache, and
# so do the presets dev and release, whose flags are the same: the tests build each room once for both.
share_objects() {
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
  fi
}

# Configures and builds a preset with the dashboard in it; further arguments go to `cmake --build`.
build() {
  local preset=$1
  shift
  dashboard
  share_objects
  cmake --preset "$preset"
  cmake --build --preset "$preset" "$@"
}

# Puts the Python package into build/venv-python, upon what the preset dev has built, with everything
# that python/requirements.txt pins.
python_package() {
  need "${python_packages[@]}"
  build dev
  local venv=$root/build/venv-python
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r python/requirements.txt
  cmake --install build/dev --prefix build/dev-installed >/dev/null
  "$venv/bin/pip" install -q --disable-pip-version-check --no-build-isolation --no-deps \
    -C build-dir="$root/build/python" -C cmake.define.BANGVANG_INSTALLED="$root/build/dev-installed" \
    ./python
}

# The mirror this machine takes a release from.
mirror() {
  local line
  line=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    grep -m 1 -E "^[^ ]+ $1 main$" || true)
  [ -n "$line" ] || line=http://deb.debian.org/debian
  echo "${line%% *}"
}

# A bare Debian system of this release in a new folder, with the packages named (commas between), made by
# debootstrap as root; one with a compiler would prove nothing.
bare_system() {
  local system=$1 suite
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  need "${try_packages[@]}"
  if [ -z "${http_proxy:-}" ]; then
    eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
    [ -z "${http_proxy:-}" ] || export http_proxy
  fi
  as_root debootstrap --variant=minbase --include="$2" "$suite" "$system" "$(mirror "$suite")" \
    >"$system.log" || { tail "$system.log"; return 1; }
  if as_root chroot "$system" sh -c 'command -v cc || command -v c++ || command -v gcc'; then
    echo "the bare system has a compiler, so it proves nothing" >&2
    return 1
  fi
}

# Stages. `begin NAME` closes the stage before it; at the end of the script, however it comes about,
# the times of all stages are printed, and what `remember` was told.
stage='' stage_start=0 stage_times=() remembered=()

close_stage() {
  [ -z "$stage" ] || stage_times+=("$(printf '%5d s  %s' $((SECONDS - stage_start)) "$stage")")
  stage=''
}

begin() {
  close_stage
  stage=$1 stage_start=$SECONDS
  printf '\n==== %s\n' "$stage"
}

remember() {
  remembered+=("$1")
}

summary() {
  local status=$? failed=$stage
  close_stage
  ((${#stage_times[@]})) || return 0
  printf '\n==== Summary of %s\n' "${0##*/}"
  printf '%s\n' "${stage_times[@]}"
  printf '%5d s  in all\n' "$SECONDS"
  ((${#remembered[@]} == 0)) || printf '%s\n' "${remembered[@]}"
  if ((status)); then
    echo "FAILED in stage: ${failed:-none}"
  else
    echo "all stages passed"
  fi
}
trap summary EXIT
