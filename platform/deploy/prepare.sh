#!/bin/sh
# Prepares a fast start of Rowhouse on this machine: docs/running.md tells what it does.
#
#   sh prepare.sh rowhouse.jar /opt/rowhouse [--rowhouse.home=/srv/rowhouse] [--name=value ...]
#
# Then start it with: java @/opt/rowhouse/java.args --rowhouse.home=/srv/rowhouse [--name=value ...]
#
# Needs a JDK, 17 or newer; from 25 on the start is the fastest. It uses JAVA_HOME, or else the java in the PATH, and
# that Java must start Rowhouse later. JAVA_OPTS is added to the options of Java, for the training and for later.
# Run it again after an update of Rowhouse or of Java, and after changes of settings that begin with spring, server,
# management or db-scheduler (but for the database, addresses and ports).
# It runs Rowhouse with your application.yml: do it as the user that Rowhouse runs as, if that is not you.
set -eu
# Whoever starts Rowhouse may read what another has prepared; what is secret is in a folder that mktemp makes.
umask 022

die() {
	echo "prepare.sh: $1" >&2
	exit 1
}

# What Java or Rowhouse said, without what Java tells of the classes that it does not keep.
said() {
	grep -v -e '^\[[0-9.]*s\]\[\(info\|warning\) *\]' -e JAVA_TOOL_OPTIONS "$work/log" | tail -n 60 >&2 || true
}

usage='Usage: sh prepare.sh rowhouse.jar TARGET_FOLDER [--rowhouse.home=DIR] [--name=value ...]'
[ $# -ge 2 ] || die "$usage"
jar="$1"
target="$2"
shift 2
home=.
for setting in "$@"; do
	shift
	case "$setting" in
		--rowhouse.home=*) home="${setting#*=}" ;;
		# neither here nor in the training is a log to be written where the settings say
		--logging.config=*|--logging.file.name=*|--logging.file.path=*) ;;
		--*) set -- "$@" "$setting" ;;
		*) die "'$setting' is no setting. $usage" ;;
	esac
done
set -- "$@" --logging.config= --logging.file.name= --logging.file.path=
[ -f "$jar" ] || die "There is no file $jar. Build it with: mvn -q -DskipTests package"
case "$target" in
	*[[:space:]\"\\\#]*) die "The folder must not have spaces, quotes, # or backslashes in its name: $target" ;;
esac

# The JDK
if [ -n "${JAVA_HOME:-}" ]; then
	bin="$JAVA_HOME/bin"
else
	java="$(command -v java)" || die "There is no java. Install a JDK, 17 or newer, or set JAVA_HOME."
	bin="$(dirname "$(readlink -f "$java")")"
fi
[ -x "$bin/java" ] || die "There is no java in $bin. Set JAVA_HOME to a JDK."
for tool in javac jar; do
	[ -x "$bin/$tool" ] || die "There is no $tool in $bin: this is a JRE. A JDK is needed to prepare."
done
version="$("$bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')"
case "$version" in
	''|*[!0-9]*) die "$bin/java is Java ${version:-unknown}. Rowhouse needs 17 or newer." ;;
esac
[ "$version" -ge 17 ] || die "$bin/java is Java $version. Rowhouse needs 17 or newer."

# The folder: each preparation has one of its own, and java.args says which counts.
mkdir -p "$target" || die "The folder $target cannot be made."
target="$(cd "$target" && pwd -P)"
[ -w "$target" ] || die "The folder $target cannot be written."
case "$target" in
	*[[:space:]\"\\\#]*) die "The folder must not have spaces, quotes, # or backslashes in its name: $target" ;;
esac
for entry in "$target"/*; do
	case "${entry##*/}" in
		'*'|java.args|java.args.part|prepared-*) ;;
		*) die "$target has something in it that is not of prepare.sh: ${entry##*/}. Choose an empty folder." ;;
	esac
done
work=
unfinished=
finish() {
	code=$?
	trap '' HUP INT PIPE TERM
	[ -z "$work" ] || rm -rf "$work" || true
	[ "$code" -eq 0 ] || [ -z "$unfinished" ] || rm -rf "$unfinished"
}
trap finish EXIT
trap 'exit 1' HUP INT PIPE TERM
work="$(mktemp -d)"
app="$target/prepared-$(date -u +%Y%m%d-%H%M%S)"
mkdir "$app" || die "Something else prepares a start in $target."
unfinished="$app"
here="$(cd "$(dirname "$0")" && pwd -P)"
[ -f "$here/Training.java" ] || die "Training.java must be beside prepare.sh."

# A home of its own: nothing of the real one is touched but its settings, which are read.
mkdir -p "$work/home"
[ ! -f "$home/application.yml" ] || cp "$home/application.yml" "$work/home/application.yml"
in_training() {
	(cd "$work/home" && exec "$@")
}

echo "Java $version in $bin"
echo "1/3 Extracting $jar"
"$bin/java" -Djarmode=tools -jar "$jar" extract --destination "$app" >"$work/log" 2>&1 \
	|| { said; die "$jar cannot be extracted. Is it the jar of Rowhouse?"; }
main=org.rowhouse.RowhouseApplication
own="$(echo "$app"/*.jar)"
[ -f "$own" ] || die "$jar is not the jar of Rowhouse."
libraries="$(in_training find "$app/lib" -name '*.jar' | LC_ALL=C sort | tr '\n' ':')"
"$bin/java" -cp "$own" "$main" help >/dev/null 2>&1 || "$bin/java" -cp "$own:$libraries" "$main" help >/dev/null \
	|| die "$jar is not the jar of Rowhouse."

echo "2/3 Deciding with the settings of now which parts there are"
mkdir -p "$work/sources" "$work/resources" "$work/classes"
in_training "$bin/java" -XX:TieredStopAtLevel=1 -cp "$own:$libraries" org.springframework.boot.SpringApplicationAotProcessor "$main" \
	"$work/sources" "$work/resources" "$work/classes" org.rowhouse rowhouse \
	"$@" --rowhouse.home="$work/home" >"$work/log" 2>&1 || { said; die "Rowhouse cannot start with these settings."; }
print="$work/resources/rowhouse/prepared-settings"
[ -f "$print" ] || die "$jar and this prepare.sh are not of the same version."
in_training find "$work/sources" -name '*.java' >"$work/files"
"$bin/javac" -nowarn -proc:none -parameters -cp "$own:$libraries$work/classes" -d "$work/classes" @"$work/files" >"$work/log" 2>&1 \
	|| { said; die "What Spring generated cannot be compiled."; }
"$bin/jar" --create --file "$app/prepared.jar" -C "$work/classes" . -C "$work/resources" .

# What Java is told, at the training and later. The class path must be the same.
{
	echo "-XX:+UseSerialGC"
	echo "-Xss512k"
	if [ "$version" -ge 22 ]; then
		echo "--enable-native-access=ALL-UNNAMED"
	fi
	if [ "$version" -ge 25 ]; then
		echo "-XX:+UseCompactObjectHeaders"
	fi
	# What starting took from the system is given back; on Linux with glibc, from Java 17.0.9 on.
	if trims="$("$bin/java" -XX:TrimNativeHeapInterval=5000 -version 2>&1)" && [ "${trims#*not supported}" = "$trims" ]; then
		echo "-XX:TrimNativeHeapInterval=5000"
	fi
	# Without it the Java 25 of today warns of adapters that it kept and cannot use.
	if "$bin/java" -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching -version >/dev/null 2>&1; then
		echo "-XX:+UnlockDiagnosticVMOptions"
		echo "-XX:-AOTAdapterCaching"
	fi
	# What is called less than a thousand times, not two hundred, is not worth compiling while everything else waits. And what
	# was compiled quickly is looked at again after 32,768 calls (and loops after 524,288 rounds), not after 2,048: by default
	# Java would compile thoroughly, during the start, what only a start needs.
	if [ "$version" -ge 25 ]; then
		echo "-XX:Tier3InvocationThreshold=1000"
		echo "-XX:Tier3MinInvocationThreshold=500"
		echo "-XX:Tier3CompileThreshold=4000"
		echo "-XX:Tier2InvokeNotifyFreqLog=15"
		echo "-XX:Tier2BackedgeNotifyFreqLog=19"
	fi
	for option in ${JAVA_OPTS:-}; do
		echo "$option"
	done
	echo "-Dspring.aot.enabled=true"
	echo "-cp"
	echo "$own:$app/prepared.jar:${libraries%:}"
} >"$work/options"
if [ "$version" -ge 25 ]; then
	cache="$app/rowhouse.aot"
	write="-XX:AOTCacheOutput=$cache"
	read="-XX:AOTCache=$cache"
	must="-XX:AOTMode=on"
else
	cache="$app/rowhouse.jsa"
	write="-XX:ArchiveClassesAtExit=$cache"
	read="-XX:SharedArchiveFile=$cache"
	must="-Xshare:on"
fi

# For these the training has values of its own. What it writes stays in its folder, it sends nothing, and it must see
# when Rowhouse is ready. Spring would join a value given twice, so those that were given are left out.
for setting in "$@"; do
	shift
	case "$setting" in
		--server.port=*|--server.address=*|--management.server.port=*|--management.server.address=*) ;;
		--spring.datasource.url=*|--spring.datasource.username=*|--spring.datasource.password=*) ;;
		--server.jetty.accesslog.enabled=*|--logging.console.enabled=*|--logging.threshold.console=*) ;;
		--logging.level.org.rowhouse*) ;;
		--rowhouse.admin.*|--rowhouse.mail.*|--rowhouse.trusted-proxies*) ;;
		--rowhouse.unknown-host.*|--rowhouse.domain-ownership.required=*) ;;
		*) set -- "$@" "$setting" ;;
	esac
done
set -- "$@" --rowhouse.home="$work/home" --spring.datasource.url=none \
	--server.address=127.0.0.1 --server.jetty.accesslog.enabled=false --logging.console.enabled=true --logging.threshold.console=info \
	--logging.level.org.rowhouse.admin.ReadyMessage=info --logging.level.org.rowhouse.startup.PreparedStart=warn \
	--rowhouse.admin.url= --rowhouse.mail.host= --rowhouse.mail.username= --rowhouse.mail.password= --rowhouse.trusted-proxies=127.0.0.1 \
	--rowhouse.unknown-host.answer=misdirected --rowhouse.domain-ownership.required=false
# Whether there is a management port, and one of its own, has been decided.
case "$(sed -n 's/^management port=//p' "$print")" in
	different) set -- "$@" --management.server.port=0 --management.server.address=127.0.0.1 ;;
	disabled) set -- "$@" --management.server.port=-1 ;;
	*) die "management.server.port is the port of the sites. Choose another, or -1 for none." ;;
esac
# Nobody but the training knows it: arguments can be seen by everybody, the environment by its user alone.
TRAINING_PASSWORD="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
[ "${#TRAINING_PASSWORD}" -eq 32 ] || die "There is nothing to read in /dev/urandom."
export TRAINING_PASSWORD

# From 25 on Java compiles at each start what it compiled in the training. How far it went decides: what it compiled with
# the second compiler (4) it would for seconds, for a page or two; what it compiled for good (1) would stay as slow as that.
# Of what it compiled with counters (2) it finds out later what is worth more, though not of all. So what pages need and a
# start hardly calls is not compiled in the training: Java finds out as if there had been none (docs/decisions/0026).
if [ "$version" -ge 25 ]; then
	{
		echo "-XX:TieredStopAtLevel=2"
		echo "-XX:-ProfileInterpreter"
		echo "-XX:CompileCommand=quiet"
		for package in org/rowhouse org/thymeleaf org/attoparser org/h2 org/eclipse/jetty jakarta java/time com/zaxxer \
			com/github/benmanes io/micrometer org/hibernate/engine org/hibernate/internal org/hibernate/resource \
			org/springframework/expression org/springframework/http org/springframework/transaction org/springframework/web; do
			echo "-XX:CompileCommand=exclude,$package/*.*"
		done
	} >"$work/compiling"
else
	echo "-XX:TieredStopAtLevel=1" >"$work/compiling"
fi
echo "3/3 Training: Rowhouse starts in a temporary folder, shows pages, signs in and saves, and Java notes what it needs"
in_training "$bin/java" -XX:TieredStopAtLevel=1 -Djdk.httpclient.allowRestrictedHeaders=host "$here/Training.java" "$work/log" \
	"$bin/java" "$write" @"$work/compiling" @"$work/options" "$main" "$@" '--rowhouse.admin.password=${TRAINING_PASSWORD}' \
	|| { said; die "The training failed; above is what Rowhouse said."; }
unset TRAINING_PASSWORD
[ -s "$cache" ] || { said; die "Java wrote no $cache; above is what it said."; }
if grep -q 'Starting the slow way' "$work/log"; then
	said
	die "The training did not use what was prepared; above is why."
fi
{
	echo "$read"
	cat "$work/options"
	echo "$main"
} >"$app/java.args"
"$bin/java" "$must" @"$app/java.args" help >/dev/null 2>"$work/log" \
	|| { said; die "Java does not accept $cache; above is what it said."; }
cp "$app/java.args" "$target/java.args.part"
# From here on it counts, whatever happens.
trap '' HUP INT PIPE TERM
mv "$target/java.args.part" "$target/java.args"
unfinished=
trap 'exit 1' HUP INT PIPE TERM

# A process that runs may still read the preparation before this one, but none before that.
kept=0
for old in $(ls -d "$target"/prepared-* | LC_ALL=C sort -r); do
	[ "$old" != "$app" ] || continue
	kept=$((kept + 1))
	[ "$kept" -le 1 ] || rm -rf "$old" || echo "prepare.sh: $old is of no use any more, and cannot be deleted." >&2
done
echo "Ready. Start Rowhouse with:"
echo "  $bin/java @$target/java.args --rowhouse.home=DIR"
