#!/bin/sh
# How much memory an address needs. README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
exec "$java" -Xms2500m -Xmx2500m -XX:+UseSerialGC -cp "$classpath" org.rowhouse.site.MemoryMeasurement
