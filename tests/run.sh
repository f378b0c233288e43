#!/usr/bin/env bash
# Sets up what is missing and runs every test: `bash tests/run.sh [STAGE…]`; without a stage, all of them, in this order.
#
#   tools      what the other stages need, installed where it is not there (apt-get for Chromium and the wasm32 compiler)
#   format     rustfmt
#   lint       clippy, no warning allowed
#   docs       rustdoc, no warning allowed
#   native     all Rust tests: units, rules, properties, hostile pages, the command, the examples in the docs
#   corpus     `unhusk corpus` beside warcio and FastWARC, which are installed under target/: the same records at the same places
#   package    the crate as an empty project gets it, with and without its default features
#   deny       licences, sources and bans of the dependencies (where cargo-deny is installed)
#   fuzz       a short run of the fuzz targets (where there is a nightly compiler)
#   www        the npm package and the demo: lints, build, size, wasm32 in Node and Chromium, hosts, browser tests
#   python     the Python package: a wheel in a virtual environment under target/, its tests, types and lints
#   recipes    python/examples, each with the real library it is for, Spark with a JRE from apt-get
#   evaluate   scores over the evaluation data against thresholds (where the data is; UNHUSK_CORPUS names it)
#
# To add a stage: a function of its name here, its name in STAGES.
set -euo pipefail
cd "$(dirname "$0")/.."

STAGES=(tools format lint docs native corpus package deny fuzz www python recipes evaluate)

# Debian's packages, and the command by which each group is known to be there.
BROWSER_PACKAGES="chromium chromium-driver"
WASM_PACKAGES="rustc-web cargo-web rust-web-src lld"

say() { printf '\n== %s\n' "$*"; }
skip() { printf 'skipped: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

apt_install() {
    local as=()
    if ! have apt-get; then
        echo "needed, and there is no apt-get to install it: $*" >&2
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then as=(sudo); fi
    "${as[@]}" apt-get update -q
    DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -q --no-install-recommends "$@"
}

wasm_target() {
    local lib
    lib=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) && [ -d "$lib" ]
}

# Where the disk is full the linker dies of a bus error, and nothing says why.
GIGABYTES=20

enough_disk() {
    local free
    free=$(($(df -Pk . | awk 'NR == 2 { print $4 }') / 1000000))
    if [ "$free" -ge $GIGABYTES ]; then return; fi
    echo "$free GB are free here; all stages together need $GIGABYTES where nothing is built yet" >&2
    # Where much is built already, the rest may fit.
    [ "$free" -ge 4 ]
}

tools() {
    enough_disk
    have cargo || { echo "Rust is needed: https://rustup.rs" >&2; return 1; }
    have node && have npm || { echo "Node 20 or later, with npm, is needed" >&2; return 1; }
    cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
    cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
    local missing=()
    # shellcheck disable=SC2206  # lists of words
    { have chromium && have chromedriver; } || missing+=($BROWSER_PACKAGES)
    # shellcheck disable=SC2206
    wasm_target || [ -d /usr/lib/rustlib/src ] || dpkg -s $WASM_PACKAGES >/dev/null 2>&1 || missing+=($WASM_PACKAGES)
    have python3 || missing+=(python3)
    if [ ${#missing[@]} -gt 0 ]; then apt_install "${missing[@]}"; fi
    rustc --version
    node --version
}

format() {
    cargo fmt --all --check
    cargo fmt --manifest-path fuzz/Cargo.toml --check
}

lint() { cargo clippy --workspace --all-targets --locked -- -D warnings; }

docs() { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked; }

native() { cargo test --workspace --locked; }

corpus() {
    local venv=$PWD/target/corpus-venv
    python3 -c 'import venv, ensurepip' 2>/dev/null || apt_install python3 python3-venv python3-pip
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check warcio==1.8.1 FastWARC==2.0.1
    cargo build -q --locked -p unhusk-cli
    "$venv/bin/python" corpus/tests/peers.py target/debug/unhusk
}

package() {
    local dir version features
    cargo package -p unhusk --allow-dirty --no-verify --locked
    version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
    dir=$(mktemp -d)
    tar -xzf "target/package/unhusk-$version.crate" -C "$dir"
    mkdir -p "$dir/empty/src"
    cp tests/package/empty.rs "$dir/empty/src/main.rs"
    for features in true false; do
        sed "s|PATH|$dir/unhusk-$version|; s|DEFAULTS|$features|" tests/package/Cargo.toml.in > "$dir/empty/Cargo.toml"
        CARGO_TARGET_DIR="$PWD/target/package-test" cargo run -q --manifest-path "$dir/empty/Cargo.toml"
    done
    rm -rf "$dir"
}

deny() {
    if ! cargo deny --version >/dev/null 2>&1; then
        skip "cargo-deny is not installed (cargo install --locked cargo-deny)"
        return
    fi
    cargo deny --offline check bans licenses sources
}

fuzz() { bash fuzz/run.sh check; }

www() {
    if [ ! -f www/test/run.mjs ]; then
        skip "www/test/run.mjs is not there yet"
        return
    fi
    node www/test/run.mjs
}

# A virtual environment under target/ with the requirements of python/requirements-NAME.txt and the wheel, and the command to compare with.
python_environment() {
    local venv=$1 requirements=$2
    have python3 && python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
        || apt_install python3 python3-venv python3-pip
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check -r "$requirements"
    rm -rf target/wheels
    # Not the profile that is released: it takes minutes more and gives the same bytes.
    "$venv/bin/maturin" build -q --profile quick --locked --manifest-path python/Cargo.toml --out target/wheels
    "$venv/bin/pip" install -q --disable-pip-version-check --no-index --no-deps --force-reinstall target/wheels/unhusk-*.whl
    cargo build -q --profile quick --locked -p unhusk-cli
}

python() {
    local venv=$PWD/target/python-venv dir
    python_environment "$venv" python/requirements-test.txt
    export UNHUSK_COMMAND=$PWD/target/quick/unhusk
    "$venv/bin/ruff" check -q python
    "$venv/bin/ruff" format -q --check python
    # Away from the sources: what is tested is the wheel that is installed.
    (
        cd python
        export PATH="$venv/bin:$PATH"
        mypy
        pyright
        stubtest unhusk --concise --mypy-config-file pyproject.toml
        "$venv/bin/python" -m pytest tests --ignore tests/recipes
    )
    # The sdist has all that a wheel is built of.
    dir=$(mktemp -d)
    "$venv/bin/maturin" sdist --manifest-path python/Cargo.toml --out "$dir"
    tar -xzf "$dir"/unhusk-*.tar.gz -C "$dir"
    cargo metadata -q --offline --format-version 1 --manifest-path "$dir"/unhusk-*/python/Cargo.toml >/dev/null
    rm -rf "$dir"
}

recipes() {
    local venv=$PWD/target/recipes-venv
    have java || apt_install openjdk-17-jre-headless
    python_environment "$venv" python/requirements-recipes.txt
    # Alone: what else it asks for (numpy 1, clients of clouds) its mixer does not use, and other recipes' libraries exclude.
    "$venv/bin/pip" install -q --disable-pip-version-check --no-deps dolma==1.2.1
    # Crawlee's recipe takes the npm package as `www` builds it.
    [ -f target/npm/package.json ] || { tools && node www/build.mjs; }
    mkdir -p target/crawlee
    cp python/tests/recipes/package.json target/crawlee/
    (cd target/crawlee && npm install --no-audit --no-fund --loglevel=error)
    export UNHUSK_COMMAND=$PWD/target/quick/unhusk
    (cd python && "$venv/bin/python" -m pytest tests/recipes)
}

evaluate() {
    local corpus=${UNHUSK_CORPUS:-../shared/corpus}
    if [ ! -f "$corpus/../eval/evaluate.py" ]; then
        skip "the evaluation data is not at $corpus (UNHUSK_CORPUS names another place)"
        return
    fi
    UNHUSK_CORPUS=$corpus cargo test --locked --test it corpus_have_the_same_words
    cargo build --release --locked -p unhusk-cli
    python3 tests/evaluate.py "$corpus/../eval/evaluate.py" target/release/unhusk
    python3 tests/flattening.py "$corpus/wcxb-dev" target/release/unhusk
}

main() {
    local stage started
    # Nothing is built twice there, so what would make a second build fast costs time and disk.
    if [ -n "${CI:-}" ]; then export CARGO_INCREMENTAL=0; fi
    for stage in "$@"; do
        [[ " ${STAGES[*]} " == *" $stage "* ]] || { echo "no stage $stage; the stages are: ${STAGES[*]}" >&2; exit 2; }
    done
    [ $# -gt 0 ] || set -- "${STAGES[@]}"
    for stage in "$@"; do
        say "$stage"
        started=$SECONDS
        "$stage"
        echo "-- $stage: $((SECONDS - started)) s"
    done
    say "all passed: $*"
}

main "$@"
