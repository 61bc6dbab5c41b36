#!/usr/bin/env bash
# The same sampler at the same ratio keeps different traces in each language: a trace across languages is torn to pieces.
#
# Expected: TraceIdRatioBased decides by the trace id alone, so that OTEL_TRACES_SAMPLER=traceidratio with the same ratio in every service
#   keeps the same traces everywhere.
# What happens (4,000 random trace ids, ratio 0.1): Python and Go compare the last eight bytes with ratio * 2^63 or 2^64 and agree on
#   each id. Java takes the absolute value of the same bytes as a signed number and keeps about half of the traces that Python keeps. JavaScript
#   folds the four words of the id by exclusive or, so that it keeps a tenth of Python's traces: what chance would give.
# Versions: Python 1.45.2, JavaScript sdk-trace 0.301.0 (of sdk-node 0.301.0), Go 1.47.0, Java 1.66.0.
# Costs: with traceidratio at 10 % in a Python, a JavaScript and a Java service 1 of 200 traces is whole and 1 of 4 has a part; it looks
#   like broken propagation, though every header is right.
# Do: parentbased_traceidratio, so that the first service decides for all, or sample in one Collector.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages opentelemetry-sdk==1.45.2
node_runtime 26.10.0
node_packages @opentelemetry/api@1.10.0 @opentelemetry/sdk-node@0.301.0
java_packages io.opentelemetry:opentelemetry-sdk:1.66.0

# Ids of a fixed generator, so that every run decides the same ones.
python3 -c 'import random; r = random.Random(7); [print("%032x" % r.getrandbits(128)) for _ in range(4000)]' >"$work/ids"

cat >"$work/decide.py" <<'PY'
import sys

from opentelemetry.sdk.trace.sampling import Decision, TraceIdRatioBased

sampler = TraceIdRatioBased(0.1)
for line in open(sys.argv[1]):
    print(int(sampler.should_sample(None, int(line, 16), "order").decision is Decision.RECORD_AND_SAMPLE))
PY
cat >"$work/npm/decide.cjs" <<'JS'
const { ROOT_CONTEXT } = require('@opentelemetry/api');
const { SamplingDecision, TraceIdRatioBasedSampler } = require('@opentelemetry/sdk-trace');

const sampler = new TraceIdRatioBasedSampler(0.1);
for (const id of require('node:fs').readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const { decision } = sampler.shouldSample(ROOT_CONTEXT, id, 'order', 0, {}, []);
  console.log(decision === SamplingDecision.RECORD_AND_SAMPLED ? 1 : 0);
}
JS
mkdir -p "$work/go-decide"
cat >"$work/go-decide/main.go" <<'GO'
package main

import (
	"bufio"
	"fmt"
	"os"

	"go.opentelemetry.io/otel/sdk/trace"
	api "go.opentelemetry.io/otel/trace"
)

func main() {
	sampler := trace.TraceIDRatioBased(0.1)
	file, _ := os.Open(os.Args[1])
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		id, _ := api.TraceIDFromHex(lines.Text())
		kept := 0
		if sampler.ShouldSample(trace.SamplingParameters{TraceID: id}).Decision == trace.RecordAndSample {
			kept = 1
		}
		fmt.Println(kept)
	}
}
GO
go_program decide go.opentelemetry.io/otel@v1.47.0 go.opentelemetry.io/otel/sdk@v1.47.0
cat >"$work/Decide.java" <<'JAVA'
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class Decide {
  public static void main(String[] arguments) throws Exception {
    var sampler = Sampler.traceIdRatioBased(0.1);
    for (String id : Files.readAllLines(Path.of(arguments[0]))) {
      var result = sampler.shouldSample(Context.root(), id, "order", SpanKind.INTERNAL, Attributes.empty(), List.of());
      System.out.println(result.getDecision() == SamplingDecision.RECORD_AND_SAMPLE ? 1 : 0);
    }
  }
}
JAVA

alone "$python" "$work/decide.py" "$work/ids" >"$work/kept.python"
alone "$node" "$work/npm/decide.cjs" "$work/ids" >"$work/kept.js"
alone "$work/go-decide/decide" "$work/ids" >"$work/kept.go"
alone java -cp "$work/jars/*" "$work/Decide.java" "$work/ids" >"$work/kept.java"

# kept LANGUAGE...: how many traces all of these keep.
kept() {
  local language files=()
  for language in "$@"; do files+=("$work/kept.$language"); done
  paste -d '' "${files[@]}" | grep -c -v 0 || true
}

note "4,000 trace ids, traceidratio 0.1: Python 1.45.2, Go 1.47.0, JavaScript 0.301.0, Java 1.66.0"
expect "kept by Python" "$(kept python)" "441"
expect "of these by Go, too" "$(kept python go)" "441"
expect "by JavaScript, too" "$(kept python js)" "49"
expect "by Java, too" "$(kept python java)" "196"
expect "by all four" "$(kept python go js java)" "20"
expect "kept by JavaScript alone" "$(kept js)" "434"
finish
