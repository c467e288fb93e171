# A Kafka for the tests' container provider. The build context has a JDK in jdk/ and Kafka's jars in
# libs/ (deploy/servers/target/kafka/lib after a build).
ARG BASE=debian:trixie-slim
FROM ${BASE}
COPY jdk /opt/jdk
COPY libs /opt/kafka/libs
ENV PATH=/opt/jdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
EXPOSE 9092
