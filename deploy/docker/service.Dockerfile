# One image for each project that runs: SERVICE is its folder, for example services/products or deploy/local (the issuer and the topics).
# The migrations of a service are in its own image: dist/migrate.js.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /repo
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts && node deploy/build.mjs

# The libraries of all services together are one layer, which their images share: fetched once, stored once.
FROM build AS production
RUN --mount=type=cache,target=/root/.npm rm -rf node_modules \
 && npm ci --ignore-scripts --omit=dev --include-workspace-root=false $(printf -- '--workspace %s ' services/* deploy/local)

FROM ${NODE_IMAGE}
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps HOST=0.0.0.0
WORKDIR /repo
COPY --from=production /repo/package.json ./
COPY --from=production /repo/node_modules node_modules
COPY --from=production /repo/libs libs
COPY --from=production /repo/deploy/kafka deploy/kafka
COPY --from=production /repo/docs/problems docs/problems
ARG SERVICE
COPY --from=production /repo/${SERVICE} ${SERVICE}
RUN mkdir -p /var/lib/jinqiao && chown node:node /var/lib/jinqiao
USER node
WORKDIR /repo/${SERVICE}
CMD ["node", "dist/main.js"]
