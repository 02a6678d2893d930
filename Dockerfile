# Samband in a container: built with everything, run with only what it needs, as nobody in particular.

FROM node:22-slim AS build
# For better-sqlite3, where no prebuilt one fits.
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /samband
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund && find dist -name '*.test.js*' -delete

FROM node:22-slim
WORKDIR /samband
COPY --from=build /samband/package.json ./
COPY --from=build /samband/node_modules node_modules
COPY --from=build /samband/data data
COPY --from=build /samband/server/storage/migrations server/storage/migrations
COPY --from=build /samband/dist dist
RUN install --directory --owner=node --group=node --mode=700 /state
USER node
# In here 0.0.0.0 is the container's own network: what reaches the world is what you publish.
ENV NODE_ENV=production \
    SAMBAND_SERVER_STATE=/state \
    SAMBAND_SERVER_LISTEN=0.0.0.0 \
    SAMBAND_IRC_LISTEN=0.0.0.0 \
    SAMBAND_NNTP_LISTEN=0.0.0.0
VOLUME /state
# SSH, browser, IRC, IRC over TLS, NNTP, NNTP over TLS
EXPOSE 2222 8080 6667 6697 1119 1563
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SAMBAND_WEB_PORT ?? 8080}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/server/main.js"]
