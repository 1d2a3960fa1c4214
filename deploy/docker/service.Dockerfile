# One image for each project that runs: SERVICE is its folder, for example services/products or deploy/local (the issuer and the topics).
# The migrations of a service are in its own image: dist/migrate.js.
ARG NODE_IMAGE=node:24-bookworm-slim

# What decides which packages are fetched, and nothing else: a change of code fetches nothing again.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /repo
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM ${NODE_IMAGE} AS build
WORKDIR /repo
COPY --from=manifests /repo .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN node deploy/build.mjs && find . -name node_modules -prune -exec rm -rf {} +

# The libraries of all services together are one layer, which their images share: fetched once, stored once.
FROM ${NODE_IMAGE} AS libraries
WORKDIR /repo
COPY --from=manifests /repo .
RUN --mount=type=cache,target=/root/.npm \
  npm ci --ignore-scripts --omit=dev --include-workspace-root=false $(printf -- '--workspace %s ' services/* deploy/local)

FROM ${NODE_IMAGE}
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps HOST=0.0.0.0
WORKDIR /repo
COPY --from=libraries /repo .
COPY --from=build /repo/libs libs
COPY --from=build /repo/deploy/kafka deploy/kafka
COPY --from=build /repo/docs/problems docs/problems
ARG SERVICE
COPY --from=build /repo/${SERVICE} ${SERVICE}
RUN mkdir -p /var/lib/jinqiao && chown node:node /var/lib/jinqiao
USER node
WORKDIR /repo/${SERVICE}
CMD ["node", "dist/main.js"]
