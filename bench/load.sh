#!/bin/sh
# How long filling the table at the start takes. Usage: bench/load.sh [h2|postgresql] [heap limit, 512m] [addresses, 1000000]
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
addresses="${3:-1000000}"
home="target/bench/load-$addresses"
exec "$java" "-Xmx${2:-512m}" -XX:+UseSerialGC -cp "$classpath" org.rowhouse.site.LoadMeasurement "${1:-h2}" "$addresses" "$home"
