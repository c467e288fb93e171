# A Kafka node, of the very jars that Maven has checked for the tests of this project. The context is what
# deploy/compose/build lays out: lib/, start-kafka, train-kafka, log4j2.properties, server.properties.
ARG BASE=eclipse-temurin:25-jre

# One node is started and stopped, and what its JVM has loaded is kept for later starts.
FROM ${BASE} AS trained
COPY . /opt/kafka/
RUN bash /opt/kafka/train-kafka && rm -f /opt/kafka/train-kafka /opt/kafka/server.properties

FROM ${BASE}
COPY --from=trained /opt/kafka /opt/kafka
RUN mkdir -p /var/lib/kafka && chown 10001:10001 /var/lib/kafka
USER 10001:10001
WORKDIR /var/lib/kafka
ENTRYPOINT ["bash", "/opt/kafka/start-kafka"]
