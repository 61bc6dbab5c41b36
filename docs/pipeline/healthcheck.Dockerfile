# Each check sends one span: an interval of minutes is enough.
FROM node:22-slim
RUN npm install --global otel-doctor@0.1.0
WORKDIR /app
COPY . .
ENV OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318
HEALTHCHECK --interval=5m --timeout=15s --start-period=30s --retries=3 \
  CMD ["otel-doctor", "--quiet", "--timeout", "10s"]
CMD ["node", "server.js"]
