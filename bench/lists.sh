#!/bin/sh
# How long lists and the tree of a site with very many items take. Usage: bench/lists.sh [h2|postgresql] [items, 100000]
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
items="${2:-100000}"
exec "$java" -Xmx1g -cp "$classpath" org.rowhouse.content.ListMeasurement "${1:-h2}" "$items" "target/bench/lists-$items"
