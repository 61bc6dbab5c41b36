# shellcheck shell=bash
# Sourced by each finding: a temporary folder that goes away again, pinned packages in it, a receiver that writes
# down what it gets, and the comparison of what is seen with what is stated.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
started=()
changed=0
mkdir "$work/home"

clean_up() {
  local pid
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  chmod -R u+w "$work" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

note() { printf '\n%s\n' "$*"; }

# expect WHAT SEEN STATED: prints what was seen, remembers a difference.
expect() {
  printf '  %s: %s\n' "$1" "$2"
  if [ "$2" != "$3" ]; then
    printf 'CHANGED  %s\n  stated: %s\n  seen:   %s\n' "$1" "$3" "$2" >&2
    changed=1
  fi
}

# expect_line WHAT FILE PATTERN: prints the first line of FILE that matches the extended regular expression.
expect_line() {
  local line
  if line="$(grep -a -m 1 -E -- "$3" "$2")"; then
    printf '  %s: %s\n' "$1" "${line:0:240}"
  else
    printf 'CHANGED  %s\n  stated: a line like  %s\n  seen:   %s\n' "$1" "$3" "$(tail -n 5 "$2")" >&2
    changed=1
  fi
}

# expect_no_line WHAT FILE PATTERN
expect_no_line() {
  local line
  if line="$(grep -a -m 1 -E -- "$3" "$2")"; then
    printf 'CHANGED  %s\n  stated: no line like  %s\n  seen:   %s\n' "$1" "$3" "${line:0:240}" >&2
    changed=1
  else
    printf '  %s: no such line\n' "$1"
  fi
}

# The last line of each finding.
finish() {
  if [ "$changed" = 0 ]; then
    note "As stated."
  else
    note "It changed: see above." >&2
    exit 1
  fi
}

# wait_for FILE: until it exists and holds something; 20 seconds at most.
wait_for() {
  local turn
  for turn in $(seq 200); do
    [ -s "$1" ] && return 0
    sleep 0.1
  done
  echo "nothing in $1 after $((turn / 10)) s" >&2
  exit 1
}

# alone NAME=VALUE... COMMAND...: runs with these settings and none of the caller's; 60 seconds at most.
alone() {
  env -i PATH="$PATH" HOME="$work/home" LANG=C.UTF-8 TERM=dumb "${settings[@]}" timeout 60 env "$@"
}
settings=()

# start LOG COMMAND...: the same in the background, for servers; 5 minutes at most.
start() {
  local log="$1"
  shift
  env -i PATH="$PATH" HOME="$work/home" LANG=C.UTF-8 TERM=dumb "${settings[@]}" timeout 300 "$@" >>"$log" 2>&1 &
  started+=("$!")
}

# receiver NAME [--status N] [--header K:V] [--body TEXT] [--times N] ...: see receiver.mjs. Then: port NAME, seen NAME.
receiver() {
  local name="$1"
  shift
  node "$here/receiver.mjs" "$work/$name" "$@" &
  started+=("$!")
  wait_for "$work/$name.port"
}
port() { cat "$work/$1.port"; }

# seen NAME EXPRESSION: evaluates JavaScript over `all`, the requests that NAME got.
seen() {
  node -e '
    const all = require("node:fs").readFileSync(process.argv[1], "utf8").split("\n").filter(Boolean).map(JSON.parse);
    const text = (request) => Buffer.from(request.body, "base64").toString("latin1");
    const value = eval(process.argv[2]);
    process.stdout.write(typeof value === "string" ? value : JSON.stringify(value));
  ' "$work/$1.jsonl" "$2"
}

# get URL, post URL FILE: the body of the answer; 5 seconds at most.
get() { node -e 'fetch(process.argv[1], { signal: AbortSignal.timeout(5000) }).then((answer) => answer.text()).then((text) => process.stdout.write(text))' "$1"; }
post() {
  node -e '
    const body = require("node:fs").readFileSync(process.argv[2]);
    const headers = { "content-type": "application/json" };
    fetch(process.argv[1], { method: "POST", body, headers, signal: AbortSignal.timeout(5000) })
      .then((answer) => answer.text()).then((text) => process.stdout.write(text));
  ' "$1" "$2"
}

# send_span PORT [COUNT]: posts that many spans as JSON to /v1/traces and prints the status of the answer.
send_span() {
  node -e '
    const spans = Array.from({ length: Number(process.argv[2]) }, (_, i) => ({
      traceId: "5b8efff798038103d269b633813fc60c", spanId: (i + 1).toString(16).padStart(16, "0"), name: "order", kind: 1,
      startTimeUnixNano: "1790000000000000000", endTimeUnixNano: "1790000000001000000",
    }));
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
    const headers = { "content-type": "application/json" };
    fetch(`http://127.0.0.1:${process.argv[1]}/v1/traces`, { method: "POST", body, headers, signal: AbortSignal.timeout(5000) })
      .then((answer) => process.stdout.write(String(answer.status)));
  ' "$1" "${2:-1}"
}

# redirect_of URL: where a POST without a body is sent to.
redirect_of() {
  node -e '
    fetch(process.argv[1], { method: "POST", redirect: "manual", signal: AbortSignal.timeout(5000) })
      .then((answer) => process.stdout.write(answer.status >= 300 && answer.status < 400 ? `redirect to ${answer.headers.get("location")}` : String(answer.status)));
  ' "$1"
}

# free_port: a port for a server that cannot be told to take port 0 and say which one it got.
free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { process.stdout.write(String(s.address().port)); s.close(); });'
}

# wait_for_port PORT: until something listens there; 30 seconds at most.
wait_for_port() {
  local turn
  for turn in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    sleep 0.1
  done
  echo "nothing listens on $1 after $((turn / 10)) s" >&2
  exit 1
}

# node_packages NAME@VERSION...: into $work/npm, where scripts of the finding are written, too.
node_packages() {
  mkdir -p "$work/npm"
  [ -e "$work/npm/package.json" ] || echo '{"private":true}' >"$work/npm/package.json"
  (cd "$work/npm" && npm install --silent --no-audit --no-fund --ignore-scripts --save-exact "$@" >/dev/null)
}

# node_runtime VERSION: the program of Node.js itself from the registry (this machine's may be too old); it is "$node".
node_runtime() {
  local machine
  case "$(uname -m)" in
  x86_64) machine=x64 ;;
  aarch64 | arm64) machine=arm64 ;;
  *)
    echo "no Node.js package for $(uname -m)" >&2
    exit 1
    ;;
  esac
  node_packages "node-linux-$machine@$1"
  node="$work/npm/node_modules/node-linux-$machine/bin/node"
}
node=node

# python_packages NAME==VERSION...: into $work/python; the interpreter is "$python".
python_packages() {
  [ -e "$work/python" ] || python3 -m venv --without-pip "$work/python"
  python3 -m pip --python "$work/python/bin/python" install --quiet --disable-pip-version-check "$@"
}
python="$work/python/bin/python"

# go_program NAME MODULE@VERSION...: builds $work/go-NAME/main.go, written before, to $work/go-NAME/NAME.
go_program() {
  local name="$1"
  shift
  (
    cd "$work/go-$name"
    export GOFLAGS=-mod=mod
    go mod init "finding/$name"
    go get "$@"
    go build -ldflags='-s -w' -o "$name" .
  ) >"$work/go-$name.log" 2>&1 || {
    tail -n 20 "$work/go-$name.log" >&2
    exit 1
  }
}

# java_packages GROUP:NAME:VERSION...: into $work/jars; run with java -cp "$work/jars/*" File.java.
java_packages() {
  local coordinates group artifact version
  mkdir -p "$work/maven"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
    for coordinates in "$@"; do
      IFS=: read -r group artifact version <<<"$coordinates"
      echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version></dependency>"
    done
    echo '</dependencies></project>'
  } >"$work/maven/pom.xml"
  mvn --quiet --batch-mode -f "$work/maven/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/jars" >"$work/maven.log" 2>&1 || {
    tail -n 20 "$work/maven.log" >&2
    exit 1
  }
}

# collector_binary MODULE...: builds the OpenTelemetry Collector 0.158.0 with these components to $work/otelcol. Modules are given as
# receiver/otlpreceiver, or with their whole path.
collector_binary() {
  local module kind version=v0.158.0
  mkdir -p "$work/build"
  {
    printf 'dist: {name: otelcol, output_path: %s/build/out, version: 0.158.0}\n' "$work"
    for kind in receiver processor exporter connector extension; do
      printf '%ss:\n' "$kind"
      for module in "$@"; do
        case "$module" in
        contrib/"$kind"/*) printf '  - gomod: github.com/open-telemetry/opentelemetry-collector-contrib/%s %s\n' "${module#contrib/}" "$version" ;;
        "$kind"/*) printf '  - gomod: go.opentelemetry.io/collector/%s %s\n' "$module" "$version" ;;
        esac
      done
    done
    printf 'providers:\n'
    printf '  - gomod: go.opentelemetry.io/collector/confmap/provider/%s v1.64.0\n' envprovider fileprovider
  } >"$work/build/builder.yaml"
  (
    cd "$work/build"
    GOBIN="$work/build" go install "go.opentelemetry.io/collector/cmd/builder@$version"
    ./builder --config builder.yaml --ldflags='-s -w'
  ) >"$work/build.log" 2>&1 || {
    tail -n 20 "$work/build.log" >&2
    exit 1
  }
  mv "$work/build/out/otelcol" "$work/otelcol"
}
