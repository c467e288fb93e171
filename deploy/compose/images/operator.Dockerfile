# The command line of Rivulet. The context is what deploy/compose/build lays out: lib/, train.
ARG BASE=eclipse-temurin:25-jre

# It is asked for help once, and what the JVM has loaded and linked is kept: later starts begin with it.
FROM ${BASE} AS trained
ARG MAIN
COPY . /opt/rivulet/
RUN bash /opt/rivulet/train "${MAIN}" && rm -f /opt/rivulet/train

FROM ${BASE}
COPY --from=trained /opt/rivulet /opt/rivulet
RUN mkdir -p /var/lib/rivulet && chown 10001:10001 /var/lib/rivulet
USER 10001:10001
WORKDIR /var/lib/rivulet
ENTRYPOINT ["java", "@/opt/rivulet/java.args"]
