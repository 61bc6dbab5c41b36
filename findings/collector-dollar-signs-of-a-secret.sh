#!/usr/bin/env bash
# The Collector changes a secret that comes from the environment when it holds two dollar signs or looks like a variable.
#
# Expected: ${env:API_KEY} is the escape-free way to hand over a secret: what is in the variable is what is sent. $$ is an escape of the
#   configuration file.
# What happens (Collector 0.158.0): the text of the variable is expanded once more. $$ in it becomes $, and ${env:NAME} in it is replaced by that variable.
#   A single $ stays, so most keys work and one in some thousand generated passwords does not.
# Costs: 401 from the backend with a key that is right in the secret store and in the container's environment.
# Do: double each $ in the value itself.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

collector_binary receiver/otlpreceiver exporter/otlphttpexporter
receiver backend
front="$(free_port)"
cat >"$work/config.yaml" <<YAML
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:$front"}}}}
exporters:
  otlp_http:
    endpoint: http://127.0.0.1:$(port backend)
    headers: {x-one: "\${env:ONE}", x-two: "\${env:TWO}", x-name: "\${env:NAME_IN_IT}"}
service: {telemetry: {metrics: {level: none}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
YAML
settings=('ONE=key$part' 'TWO=key$$part' 'NAME_IN_IT=key${env:OTHER}part' 'OTHER=-other-')
start "$work/collector.log" "$work/otelcol" --config "$work/config.yaml"
wait_for_port "$front"
send_span "$front"
wait_for "$work/backend.jsonl"

note "Collector 0.158.0: headers taken from the environment"
expect 'ONE=key$part' "$(seen backend 'all[0].headers["x-one"]')" 'key$part'
expect 'TWO=key$$part' "$(seen backend 'all[0].headers["x-two"]')" 'key$part'
expect 'NAME_IN_IT=key${env:OTHER}part, OTHER=-other-' "$(seen backend 'all[0].headers["x-name"]')" 'key-other-part'
finish
