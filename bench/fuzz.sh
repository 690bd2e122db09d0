#!/bin/sh
# Tries to break the reading of hosts, paths and addresses with Jazzer. Usage: bench/fuzz.sh [seconds for each] [CLASS#METHOD …]
set -eu
cd "$(dirname "$0")/.."
seconds="${1:-60}"
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- HostnameFuzzTests#fromRequest HostnameFuzzTests#fromInput RequestPathFuzzTests#of \
	AddressPatternFuzzTests#parse AddressPatternFuzzTests#parseRegex RegexEndingFuzzTests#of
mvn -q -Pfuzz test-compile
failed=""
for target in "$@"; do
	log="target/fuzz/$(echo "$target" | tr '#' '-').log"
	echo "== $target, $seconds s"
	JAZZER_FUZZ=1 mvn -B -Pfuzz surefire:test@fuzz -Dtest="$target" -Djazzer.max_duration="${seconds}s" >"$log" 2>&1 \
		|| { failed="$failed $target"; grep -E '^== Java Exception|^Caused by|Expecting|artifact_prefix|AssertionError' "$log" | head -20 || true; }
	grep -E 'DONE|INITED|stat::|Done [0-9]+ runs|^#[0-9]+' "$log" | tail -3 || true
done
[ -z "$failed" ] || { echo "Found something:$failed; see target/fuzz/*.log"; exit 1; }
