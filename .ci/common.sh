# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# Shell functions that run, test and bench share. Sourced by bash under `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build="$root/build/release"

# What building and running needs. `a|b` takes the first name that this release has.
build_packages=(
    g++ cmake ninja-build ccache
    qt6-base-dev qt6-svg-dev fonts-dejavu-core
    libeigen3-dev libpng-dev zlib1g-dev libzstd-dev libtiff-dev libexpat1-dev nlohmann-json3-dev libcli11-dev libexpected-dev
    libopencv-dev
)
# What the tests compare with, on top.
test_packages=(
    python3-numpy python3-opencv python3-pil python3-scipy python3-skimage python3-tifffile libtiff-tools
    labelme labelme-examples
    strace
)
# What the benchmarks compare with, on top.
bench_packages=()
# Its peers in Python (`./bench --with-peers`), and what counts instructions.
peer_packages=(python3-numpy python3-torch python3-scipy python3-skimage)
count_packages=(valgrind)
# What `./bench files` compares with.
file_packages=(python3-numpy python3-opencv python3-tifffile)
# What `./bench start` looks at windows with; labelme, gimp and krita are measured where they are.
start_packages=(xvfb python3-xlib python3-numpy)

# Of what the system gives, the oldest that works.
oldest=('g++ 4:12' 'cmake 3.23' 'qt6-base-dev 6.4')

say() { printf '%s\n' "$*"; }

die() {
    printf 'error: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '%s\n' "$@" >&2
    exit 1
}

is_installed() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }
is_known() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

# The name that this release has for `a|b`; the last one if it knows none (yet).
resolve() {
    local name
    for name in ${1//|/ }; do
        if is_installed "$name" || is_known "$name"; then
            break
        fi
    done
    printf '%s\n' "$name"
}

# Sets `missing` to those of the packages that are not installed.
find_missing() {
    local package
    missing=()
    for package in "$@"; do
        package=$(resolve "$package")
        is_installed "$package" || missing+=("$package")
    done
}

# Stops on any system but Debian and its children, and names what is needed.
need_debian() {
    local ids=
    [[ -r /etc/os-release ]] && ids=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${ID_LIKE:-}")
    ids=${ids% }
    case " $ids " in
        *' debian '* | *' ubuntu '*) ;;
        *)
            die "packages can be installed on Debian and Ubuntu only; this is '${ids:-unknown}'." \
                "Install what these Debian packages hold: ${*//|/ or }" \
                "Then build:  cmake --preset release -DFRISKET_TESTS=OFF -DFRISKET_BENCH=OFF && cmake --build --preset release" \
                "and start:   build/release/bin/frisket --sample"
            ;;
    esac
}

# Runs a command as root: as it is, or through sudo.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -- "$@"
    else
        die "installing packages needs root, and there is no sudo." \
            "Let an administrator run:  apt-get install --no-install-recommends ${missing[*]}"
    fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"; }

check_versions() {
    local entry package version
    for entry in "${oldest[@]}"; do
        read -r package version <<<"$entry"
        local found
        found=$(dpkg-query -W -f='${Version}' "$package")
        dpkg --compare-versions "$found" ge "$version" ||
            die "$package is $found, but ${version#*:} or newer is needed." \
                "Debian 12 and Ubuntu 24.04 have it, and all later releases."
    done
}

# Installs those of the packages that are missing; says and does nothing when there are none.
install_packages() {
    need_debian "$@"
    find_missing "$@"
    if ((${#missing[@]} > 0)); then
        say "Installing: ${missing[*]}"
        apt update || die "the package lists can't be fetched." "Check the network and try again."
        find_missing "$@"
        apt install -y --no-install-recommends "${missing[@]}" ||
            die "some packages can't be installed: ${missing[*]}" "The lines above say why."
    fi
    check_versions
}

# Configures the release preset. Parts that no script has asked for yet stay off, since each needs
# packages of its own; arguments such as -DFRISKET_TESTS=ON switch them on.
configure() {
    local log="$build/configure.log"
    local options=("$@")
    [[ -f $build/CMakeCache.txt ]] || options=(-DFRISKET_TESTS=OFF -DFRISKET_BENCH=OFF "$@")
    mkdir -p "$build"
    if ! (cd "$root" && cmake --preset release "${options[@]}") >"$log" 2>&1; then
        cat "$log" >&2
        die "the build can't be configured; the lines above say why." \
            "If it was configured with other tools before, remove $build and try again."
    fi
}

# Builds the targets named; says nothing when all are up to date.
build() {
    if ninja -C "$build" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
        return
    fi
    NINJA_STATUS='[%f/%t] ' cmake --build "$build" --parallel "$(nproc)" --target "$@" ||
        die "the build failed; the first error above says where."
}
