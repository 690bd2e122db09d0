#!/bin/sh
# How fast a host leads to its site, compared with a HashMap. Usage: bench/resolution.sh [quick|full|NAME] [JMH options]
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh

mode="${1:-quick}"
[ $# -eq 0 ] || shift
case "$mode" in
	quick) set -- -f 1 -wi 3 -w 300ms -i 4 -r 250ms -v silent "$@" ;;
	full) set -- -f 3 -wi 5 -w 1s -i 5 -r 1s "$@" ;;
	# one benchmark and what it is compared with
	*) set -- "ResolutionBenchmark\\.(hashMap|$mode)\$" -f 1 -wi 5 -w 500ms -i 15 -r 300ms -v silent "$@" ;;
esac
exec "$java" -cp "$classpath" org.rowhouse.site.ResolutionBenchmarks "$@"
