import { existsSync } from 'node:fs';
import { request } from 'node:http';
import type { RequestOptions } from 'node:http';

/** True when a Docker engine answers a ping: a client that is installed without an engine is not Docker. */
export function dockerEngineAnswers(dockerHost = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock'): Promise<boolean> {
  const engine = addressOf(dockerHost);
  if (!engine) return Promise.resolve(false);
  return new Promise((resolve) => {
    const ping = request({ ...engine, path: '/_ping', timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once('error', () => resolve(false)).once('timeout', () => ping.destroy(new Error('no answer')));
    ping.end();
  });
}

function addressOf(dockerHost: string): RequestOptions | undefined {
  if (dockerHost.startsWith('unix://')) {
    const socketPath = dockerHost.slice('unix://'.length);
    return existsSync(socketPath) ? { socketPath } : undefined;
  }
  if (!URL.canParse(dockerHost)) return undefined;
  const { hostname, port } = new URL(dockerHost);
  return { hostname, port: port || '2375' };
}
