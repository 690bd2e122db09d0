#!/bin/sh
# How long finding a kept answer takes apart from the connector. Usage: bench/kept.sh [JMH options]
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
[ $# -gt 0 ] || set -- -f 1 -wi 3 -w 500ms -i 5 -r 500ms
exec "$java" -cp "$classpath" org.rowhouse.cache.KeptPagesBenchmark "$@"
