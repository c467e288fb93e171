{{/* A pod of a service: root, short, service, env and volumes (text). */}}
{{- define "rivulet.pod" -}}
{{- $values := .root.Values -}}
{{- $own := index $values .short -}}
metadata:
  labels:
    {{- include "rivulet.labels" (dict "name" .service.name "root" .root) | nindent 4 }}
  annotations:
    # Another configuration is another pod.
    checksum/configuration: {{ printf "%s %s" (include "rivulet.configuration" .) (include "rivulet.kafkaProperties" .root) | sha256sum }}
spec:
  automountServiceAccountToken: false
  # Else the Service feed-ingest would set FEED_INGEST_PORT, and to an address.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ add .service.grace $values.drainSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "rivulet.selector" .service.name | nindent 10 }}
    # A node that is drained does not count, or nothing could go elsewhere.
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: DoNotSchedule
      nodeTaintsPolicy: Honor
      labelSelector:
        matchLabels:
          {{- include "rivulet.selector" .service.name | nindent 10 }}
  containers:
    - name: {{ .service.name }}
      image: "{{ $values.image.registry }}/{{ .service.name }}:{{ $values.image.tag | default .root.Chart.AppVersion }}"
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: [{{ .service.main }}, server, /etc/rivulet/{{ .short }}.yml]
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      ports:
        - name: {{ .service.scheme }}
          containerPort: {{ .service.port }}
        - name: admin
          containerPort: {{ .service.admin }}
      env:
        {{- include "rivulet.environment" . | nindent 8 }}
        {{- .env | nindent 8 }}
      resources:
        {{- toYaml $own.resources | nindent 8 }}
      # It listens once it has found Kafka and Redis. What it waits for afterwards, those or its stores, a restart would
      # not bring nearer: so no probe asks for that but the one that does not restart.
      startupProbe:
        tcpSocket: {port: admin}
        periodSeconds: 2
        failureThreshold: 300
      livenessProbe:
        tcpSocket: {port: admin}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /ready, port: admin}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      lifecycle:
        preStop:
          sleep: {seconds: {{ $values.drainSeconds }}}
      volumeMounts:
        - {name: configuration, mountPath: /etc/rivulet, readOnly: true}
        - {name: secrets, mountPath: /run/secrets/rivulet, readOnly: true}
        - {name: tmp, mountPath: /tmp}
        {{- with .mounts }}
        {{- . | nindent 8 }}
        {{- end }}
  volumes:
    - name: configuration
      configMap:
        name: {{ .service.name }}
    - name: secrets
      projected:
        defaultMode: 0440
        sources:
          {{- include "rivulet.secrets" . | trim | nindent 10 }}
    # Native code of RocksDB and Netty is unpacked here.
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- with .volumes }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end }}

{{/* A claim of a StatefulSet: name, storage. */}}
{{- define "rivulet.claim" -}}
- metadata:
    name: {{ .name }}
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .storage.storageClass }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ .storage.size }}
{{- end }}
