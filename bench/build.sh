# Builds what is measured, sets $java and $classpath. Read by the scripts beside it, from the project's root.
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
mvn -q -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath
classpath="target/bench/test-classes:target/bench/classes:$(cat target/bench/classpath)"
