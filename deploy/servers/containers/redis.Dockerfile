# A Redis for the tests' container provider, from any Debian that has redis-server.
ARG BASE=debian:trixie-slim
FROM ${BASE}
RUN command -v redis-server || (apt-get update && apt-get install -y --no-install-recommends redis-server)
# Timelines are ordered by bytes, so scripts must not compare by a locale.
ENV LC_ALL=C
EXPOSE 6379
CMD ["redis-server"]
