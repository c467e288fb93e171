# A service of Rivulet. The context is what deploy/compose/build lays out: lib/, config.yml, train, healthy.
ARG BASE=eclipse-temurin:25-jre
ARG KAFKA=rivulet/kafka
ARG OPERATOR=rivulet/operator

FROM ${KAFKA} AS kafka
FROM ${OPERATOR} AS operator

# The service is started once, beside a Kafka and a Redis, and what the JVM has loaded and linked is kept (JEP 483, 514,
# 515): later starts begin with it. The cache fits this JVM and these very jars alone.
FROM ${BASE} AS trained
ARG MAIN
COPY --from=kafka /opt/kafka /opt/kafka
COPY --from=operator /opt/rivulet /opt/operator
COPY . /opt/rivulet/
RUN bash /opt/rivulet/train "${MAIN}" && rm -f /opt/rivulet/train /opt/rivulet/config.yml

FROM ${BASE}
COPY --from=trained /opt/rivulet /opt/rivulet
# A named volume that is mounted there takes over whose it is.
RUN mkdir -p /var/lib/rivulet && chown 10001:10001 /var/lib/rivulet
USER 10001:10001
WORKDIR /var/lib/rivulet
ENTRYPOINT ["java", "@/opt/rivulet/java.args"]
