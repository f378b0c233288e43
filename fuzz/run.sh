#!/usr/bin/env bash
# Fuzzes: `bash fuzz/run.sh [SECONDS [TARGET…]]`, 60 seconds a target and all targets without arguments.
# `bash fuzz/run.sh check` is the short run of continuous integration: so many inputs from one seed, alike every time;
# without `quadratic` and `memory`, which measure.
# Needs a nightly compiler (for AddressSanitizer and coverage) and a C++ compiler; says so and ends well where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

limit=(-max_total_time="${1:-60}")
targets=("${@:2}")
if [ "${1:-}" = check ]; then
    limit=(-runs=1500 -seed=1)
    targets=(clean_html clean_text clean_bytes jsonl options tokenizer renderings safety)
elif [ ${#targets[@]} -eq 0 ]; then
    targets=(clean_html clean_text clean_bytes jsonl options tokenizer renderings safety quadratic memory)
fi

skip() { printf 'skipped: %s\n' "$*"; exit 0; }
cargo +nightly --version >/dev/null 2>&1 || skip "fuzzing needs a nightly toolchain (rustup toolchain install nightly)"
command -v c++ >/dev/null 2>&1 || skip "fuzzing needs a C++ compiler"
cargo fuzz --version >/dev/null 2>&1 || cargo install --locked cargo-fuzz

# What a target starts from: the seed pages, the clean texts, small pages of our own, what long runs found to reach the most code
# (`fuzz/seeds/TARGET`), and what once broke it.
gather() {
    local target=$1 into=fuzz/corpus/$1
    mkdir -p "$into"
    case $target in
        clean_html | clean_bytes | tokenizer | renderings | safety | quadratic | memory) cp fuzz/seeds/html/* "$into/" ;;&
        clean_text | clean_bytes) cp tests/fixtures/seeds/*.txt tests/fixtures/clean/*.txt "$into/" ;;
    esac
    if compgen -G "fuzz/seeds/$target/*" >/dev/null; then cp fuzz/seeds/"$target"/* "$into/"; fi
    if compgen -G "fuzz/regressions/$target/*" >/dev/null; then cp fuzz/regressions/"$target"/* "$into/"; fi
}

for target in "${targets[@]}"; do
    gather "$target"
    dictionary=(-dict=fuzz/html.dict)
    if [ "$target" = jsonl ] || [ "$target" = options ]; then dictionary=(-dict=fuzz/json.dict); fi
    longest=4096
    # They repeat what they get.
    if [ "$target" = quadratic ] || [ "$target" = memory ]; then longest=512; fi
    # As much as it looks at.
    if [ "$target" = tokenizer ]; then longest=1000; fi
    cargo +nightly fuzz run "$target" -- "${limit[@]}" -max_len="$longest" -timeout=30 -rss_limit_mb=4096 \
        -print_final_stats=1 -verbosity=0 "${dictionary[@]}"
done
