#!/bin/sh
# How long the list of very many sites takes. Usage: bench/dashboard.sh [h2|postgresql] [sites, 10000] [of these with a whole month, 100] [fill]
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
sites="${2:-10000}"
exec "$java" -Xmx1g -Djdk.httpclient.allowRestrictedHeaders=host -cp "$classpath" org.rowhouse.traffic.DashboardMeasurement "${1:-h2}" "$sites" "${3:-100}" "target/bench/dashboard-$sites" ${4:+"$4"}
