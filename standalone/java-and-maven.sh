# Read by ./run and ./test: finds a JDK (17 or newer) and Maven, and builds. Expects $here, the checkout.
# Root of a Debian gets what is missing; others are told what to type.

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
command -v "${bin}javac" >/dev/null || bin=
missing=
command -v "${bin}javac" >/dev/null || missing=default-jdk-headless
command -v mvn >/dev/null || missing="$missing maven"
if [ -n "$missing" ]; then
  missing=$(echo $missing) # one space between, none around
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Doanket needs a JDK and Maven. Type: sudo apt install $missing" >&2
    exit 1
  fi
  echo "Doanket needs a JDK and Maven: installing $missing by apt-get ..."
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $missing; } >/dev/null ||
    { echo "apt-get could not install $missing" >&2; exit 1; }
fi
java=${bin}java
version=$("${bin}javac" -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')
[ "${version:-0}" -ge 17 ] || { echo "JDK $version is too old: 17 or newer is needed (JAVA_HOME=${JAVA_HOME:-not set})" >&2; exit 1; }

launcher_path="$here/standalone/target/classes:$here/standalone/target/lib/*"
launcher_memory="-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"

build_if_needed() {
  stamp=$here/standalone/target/built
  if [ ! -e "$stamp" ] || [ -n "$(find "$here" -name target -prune -o -newer "$stamp" \( -path '*/src/main/*' -o -name pom.xml \) -type f -print | head -n 1)" ]; then
    echo "Building (the first time some minutes, mostly downloads) ..."
    mkdir -p "${stamp%/*}" && touch "$stamp.begun" # edits made during the build count for the next one
    mvn -B -ntp -q -Dstyle.color=never -f "$here/pom.xml" -DskipTests package || exit 1
    mv "$stamp.begun" "$stamp"
  fi
}
