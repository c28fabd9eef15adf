# The service as one image: `api`, `worker`, or both (`all`, the default). Debian, because the packages that bring
# Node.js and the embedded PostgreSQL are built for glibc.
FROM node:22-bookworm-slim
WORKDIR /srv/mohr
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY . .
RUN install -d -o node -g node /var/lib/mohr
ENV HOST=0.0.0.0 DATA_DIR=/var/lib/mohr
USER node
VOLUME /var/lib/mohr
EXPOSE 8080
# Not through npm: SIGTERM must reach the service itself, which then ends within 10 s.
ENTRYPOINT ["node_modules/.bin/node", "--max-semi-space-size=64", "src/main.ts"]
CMD ["all"]
