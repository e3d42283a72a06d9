# Read by ./run and ./test: finds a JDK (17 or newer) and Maven, and builds. Expects $here, the checkout.
# Root of a Debian gets what is missing; others are told what to type.

need() { # what, the package that has it
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "$1 is missing: installing $2 by apt-get ..."
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "$2"; } >/dev/null ||
      { echo "apt-get could not install $2" >&2; exit 1; }
  else
    echo "$1 is missing. Type: sudo apt install $2" >&2
    exit 1
  fi
}

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
command -v "${bin}javac" >/dev/null || { bin=; command -v javac >/dev/null || need "A JDK" default-jdk-headless; }
java=${bin}java
version=$("${bin}javac" -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')
[ "${version:-0}" -ge 17 ] || { echo "JDK $version is too old: 17 or newer is needed (JAVA_HOME=${JAVA_HOME:-not set})" >&2; exit 1; }
command -v mvn >/dev/null || need Maven maven

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
