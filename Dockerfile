# One image for each service, from what Maven built outside:
#   mvn package -DskipTests && docker build --build-arg SERVICE=finance-service -t doanket/finance-service .
ARG SERVICE
FROM eclipse-temurin:25-jre AS jre
FROM jre AS of-gateway
FROM jre AS of-membership-service
FROM jre AS of-finance-service
FROM jre AS of-campaign-service
# A process beside it, with native parts that are laid out here: out of a directory for temporary files they could not be run.
FROM jre AS of-service-map-service
ARG TARGETARCH
COPY siting-solver/target/solver/lib/ /solver/lib/
COPY siting-solver/target/solver/native/${TARGETARCH}/ /solver/native/${TARGETARCH}/
ENV DOANKET_SOLVER=/solver

FROM of-${SERVICE}

ARG SERVICE
LABEL org.opencontainers.image.title="Doanket ${SERVICE}"
WORKDIR /app
COPY deploy/container/start deploy/container/train deploy/container/healthy /app/
COPY ${SERVICE}/target/quarkus-app/lib/ /app/lib/
COPY ${SERVICE}/target/quarkus-app/quarkus/ /app/quarkus/
COPY ${SERVICE}/target/quarkus-app/app/ /app/app/
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar /app/

# Every container is alone in its network: one port for all, from all interfaces. Where a service listens is its orchestrator's affair.
ENV DOANKET_HOST=0.0.0.0 DOANKET_PORT=8080 HOME=/tmp
# An archive of the classes that a start loads, made by a start, for which no database is needed: a third of the work next time.
RUN ["/app/train"]
# Where a volume goes that keeps attached files: it takes over whose the directory is.
RUN ["install", "-d", "-o", "10001", "-g", "10001", "/files"]

USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=10s --start-period=90s --retries=6 CMD ["/app/healthy"]
ENTRYPOINT ["/app/start"]
