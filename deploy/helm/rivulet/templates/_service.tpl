{{/* What is known of a service by its short name. */}}
{{- define "rivulet.services" -}}
ingest: {name: feed-ingest, main: io.rivulet.ingest.IngestApplication, port: 8081, admin: 8091, scheme: http, prefix: FEED, grace: 45}
fanout: {name: feed-fanout, main: io.rivulet.fanout.FanoutApplication, port: 8443, admin: 8193, scheme: https, prefix: RIVULET, grace: 45}
reader: {name: feed-reader, main: io.rivulet.reader.ReaderApplication, port: 8082, admin: 8092, scheme: http, prefix: FEED, grace: 45}
{{- end }}

{{- define "rivulet.selector" -}}
app.kubernetes.io/name: {{ . }}
app.kubernetes.io/part-of: rivulet
{{- end }}

{{- define "rivulet.labels" -}}
{{ include "rivulet.selector" .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* The configuration file of a service: the chart's, what tokens count, and what the user sets over it. */}}
{{- define "rivulet.configuration" -}}
{{- $values := .root.Values -}}
{{- $file := .root.Files.Get (printf "files/%s.yml" .short) | fromYaml -}}
{{- $keys := dict "url" $values.tokens.keys "innerNetworks" $values.tokens.innerNetworks -}}
{{- $tokens := dict "keys" $keys "issuer" $values.tokens.issuer "audience" $values.tokens.audience "accountClaim" $values.tokens.accountClaim -}}
{{- $set := dict "tokens" $tokens -}}
{{- if and (eq .short "reader") $values.reader.index.enabled -}}
{{- $kafka := dict "servers" $values.kafka.servers "properties" "/etc/rivulet/kafka.properties" -}}
{{- $set = merge $set (dict "kafka" $kafka "index" (dict "folder" "/var/lib/rivulet/index")) -}}
{{- end -}}
{{- mergeOverwrite $file $set (index $values .short).settings | toYaml -}}
{{- end }}

{{/* How clients of Kafka encrypt and sign in. Secrets are read from their files by Kafka's client itself. */}}
{{- define "rivulet.kafkaProperties" -}}
{{- $secrets := "/run/secrets/rivulet/kafka" -}}
{{- if eq .Values.kafka.security "plaintext" -}}
security.protocol=PLAINTEXT
{{- else -}}
ssl.truststore.type=PEM
ssl.truststore.location={{ $secrets }}/ca.crt
config.providers=secret
config.providers.secret.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
config.providers.secret.param.allowed.paths={{ $secrets }}
{{- if eq .Values.kafka.security "scram" }}
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=${secret:{{ $secrets }}:sasl.jaas.config}
{{- else if eq .Values.kafka.security "tls" }}
security.protocol=SSL
ssl.keystore.type=PEM
ssl.keystore.certificate.chain=${secret:{{ $secrets }}:user.crt}
ssl.keystore.key=${secret:{{ $secrets }}:user.key}
{{- else }}
{{- fail (printf "kafka.security: expected scram, tls or plaintext, found %s" .Values.kafka.security) }}
{{- end }}
{{- end -}}
{{- end }}

{{/* Whether a service talks to Kafka: a reader does for its index alone. */}}
{{- define "rivulet.usesKafka" -}}
{{- if or (ne .short "reader") .root.Values.reader.index.enabled }}yes{{ end -}}
{{- end }}

{{/* The sources of a pod's one folder of secrets. */}}
{{- define "rivulet.secrets" -}}
{{- $values := .root.Values -}}
{{- if and (include "rivulet.usesKafka" .) (ne $values.kafka.security "plaintext") }}
- secret:
    name: {{ index $values.kafka.users .short }}
    items:
      {{- if eq $values.kafka.security "scram" }}
      - {key: sasl.jaas.config, path: kafka/sasl.jaas.config}
      {{- else }}
      - {key: user.crt, path: kafka/user.crt}
      - {key: user.key, path: kafka/user.key}
      {{- end }}
- secret:
    name: {{ $values.kafka.caSecret }}
    items:
      - {key: ca.crt, path: kafka/ca.crt}
{{- end }}
{{- with $values.redis.passwordSecret }}
- secret:
    name: {{ . }}
    items:
      - {key: {{ $.service.name }}, path: redis/password}
{{- end }}
{{- with $values.redis.caSecret }}
- secret:
    name: {{ . }}
    items:
      - {key: ca.crt, path: redis/ca.crt}
{{- end }}
- secret:
    name: {{ $values.door.secret }}
    items:
      - {key: secret, path: door/secret}
- secret:
    name: {{ $values.door.certificateSecret }}
    items:
      {{- if eq .short "fanout" }}
      - {key: keystore.p12, path: door/keystore.p12}
      {{- else }}
      - {key: ca.crt, path: door/ca.crt}
      {{- end }}
{{- with $values.tracing.headersSecret }}
- secret:
    name: {{ . }}
    items:
      - {key: headers, path: tracing/headers}
{{- end }}
{{- end }}

{{/* The environment that all services have, by their prefix. */}}
{{- define "rivulet.environment" -}}
{{- $values := .root.Values -}}
{{- $prefix := .service.prefix -}}
- name: JDK_JAVA_OPTIONS
  value: -Xmx{{ (index $values .short).heapMegabytes }}m -XX:+ExitOnOutOfMemoryError -XX:ErrorFile=/tmp/crash-%p.log
- name: {{ $prefix }}_PUBLIC_URL
  value: {{ $values.publicUrl | quote }}
{{- if ne .short "reader" }}
- name: {{ $prefix }}_KAFKA
  value: {{ $values.kafka.servers | quote }}
- name: {{ $prefix }}_KAFKA_PROPERTIES
  value: /etc/rivulet/kafka.properties
{{- end }}
- name: {{ $prefix }}_REDIS
  value: {{ $values.redis.uri | quote }}
{{- if $values.redis.passwordSecret }}
- name: {{ $prefix }}_REDIS_USER
  value: {{ .service.name }}
- name: {{ $prefix }}_REDIS_PASSWORD_FILE
  value: /run/secrets/rivulet/redis/password
{{- end }}
{{- if $values.redis.caSecret }}
- name: {{ $prefix }}_REDIS_CERTIFICATES
  value: /run/secrets/rivulet/redis/ca.crt
{{- end }}
{{- with $values.tracing.endpoint }}
- name: {{ $prefix }}_TRACING_ENDPOINT
  value: {{ . | quote }}
- name: {{ $prefix }}_TRACING_RATIO
  value: {{ $values.tracing.ratio | quote }}
{{- if $values.tracing.headersSecret }}
- name: {{ $prefix }}_TRACING_HEADERS_FILE
  value: /run/secrets/rivulet/tracing/headers
{{- end }}
{{- end }}
- name: {{ $prefix }}_LOGS
  value: {{ $values.logs }}
- name: {{ $prefix }}_DOOR_SECRET_FILE
  value: /run/secrets/rivulet/door/secret
{{- if ne .short "fanout" }}
- name: FEED_DOOR_CERTIFICATES
  value: /run/secrets/rivulet/door/ca.crt
- name: FEED_PROXIES
  value: {{ $values.proxies | quote }}
{{- end }}
{{- end }}
