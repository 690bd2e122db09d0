#!/bin/sh
# How fast sites are searched and an index is filled. README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
for size in ${*:-1:100000 1000:1000}; do
	echo "== sites:items $size"
	"$java" -Xmx512m -XX:+UseSerialGC -cp "$classpath" org.rowhouse.search.SearchMeasurement "$folder/$size" "${size%:*}" "${size#*:}"
	rm -rf "$folder/$size"
done
