import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the network between a client and a server is like at the moment. */
export type Weather =
  | { readonly kind: 'pass' }
  /** Nobody listens. */
  | { readonly kind: 'refuse' }
  /** Bytes stand still, both ways; what was sent meanwhile arrives when it passes. */
  | { readonly kind: 'blackhole' }
  /** Each piece of the stream takes so much longer. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** So few bytes a second on each connection. */
  | { readonly kind: 'trickle'; readonly bytesPerSecond: number };

type Connection = { readonly client: Socket; readonly server: Socket; forgotten: boolean };

const sliceMs = 20;

/** A TCP proxy on 127.0.0.1 that does to its connections what networks do; it passes everything until told otherwise. */
export class FaultProxy {
  private readonly target: { readonly host: string; readonly port: number };
  private readonly connections = new Set<Connection>();
  private readonly listener: Server;
  private weather: Weather = { kind: 'pass' };
  private changed: { readonly seen: Promise<void>; readonly tell: () => void } = signal();
  private listeningOn = 0;

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.target = target;
    this.listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.accept(client));
  }

  /** Starts a proxy before a server that need not run yet. */
  static async start(target: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.listen(0);
    return proxy;
  }

  /** Where clients connect; stays the same as long as the proxy lives. */
  get port(): number {
    return this.listeningOn;
  }

  /** How many connections stand at the moment. */
  get open(): number {
    return this.connections.size;
  }

  /** Changes the weather, for the connections that stand and for those to come. */
  async become(weather: Weather): Promise<void> {
    const refused = this.weather.kind === 'refuse';
    this.weather = weather;
    if (weather.kind === 'refuse') {
      if (!refused) await this.unlisten();
      this.reset();
    } else if (refused) await this.listen(this.listeningOn);
    const { tell } = this.changed;
    this.changed = signal();
    tell();
  }

  /** Ends every connection that stands with a reset (RST) on both sides. */
  reset(): void {
    for (const { client, server } of this.connections) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Lets every connection that stands go silent for ever, without either side being told: what a router does that forgets them. */
  forget(): void {
    for (const connection of this.connections) connection.forgotten = true;
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    if (this.listener.listening) await this.unlisten();
    this.weather = { kind: 'pass' };
    this.changed.tell();
    for (const { client, server } of this.connections) {
      client.destroy();
      server.destroy();
    }
  }

  private listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.listener.once('error', reject).listen(port, '127.0.0.1', () => {
        this.listener.off('error', reject);
        this.listeningOn = (this.listener.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** `close` waits for connections in its callback, but stops listening at once. */
  private unlisten(): Promise<void> {
    this.listener.close();
    return Promise.resolve();
  }

  private accept(client: Socket): void {
    const server = connect({ ...this.target, allowHalfOpen: true, noDelay: true });
    const connection: Connection = { client, server, forgotten: false };
    this.connections.add(connection);
    const end = (): void => {
      // Of a forgotten connection neither side hears that the other has given up.
      if (connection.forgotten && !(client.destroyed && server.destroyed)) return;
      this.connections.delete(connection);
      client.destroy();
      server.destroy();
    };
    // A server that refuses or resets is passed on as a reset: the client must not take it for an orderly end.
    server.once('error', () => connection.forgotten || client.resetAndDestroy());
    client.once('error', () => connection.forgotten || server.resetAndDestroy());
    server.once('close', end);
    client.once('close', end);
    void this.carry(client, server, connection);
    void this.carry(server, client, connection);
  }

  private async carry(from: Socket, to: Socket, connection: Connection): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) await this.pass(piece, to, connection);
      to.end();
    } catch {
      // One side has gone: its own listeners end the other.
    }
  }

  private async pass(piece: Buffer, to: Socket, connection: Connection): Promise<void> {
    for (let rest = piece; rest.length > 0 && !to.destroyed;) {
      const { weather } = this;
      if (connection.forgotten) await new Promise((resolve) => to.once('close', resolve));
      else if (weather.kind === 'blackhole') await this.changed.seen;
      else if (weather.kind === 'trickle') {
        const slice = rest.subarray(0, Math.max(1, Math.round((weather.bytesPerSecond * sliceMs) / 1_000)));
        await write(to, slice);
        rest = rest.subarray(slice.length);
        await Promise.race([sleep(sliceMs), this.changed.seen]);
      } else {
        if (weather.kind === 'slow') await Promise.race([sleep(weather.delayMs), this.changed.seen]);
        if (this.weather.kind === 'blackhole' || connection.forgotten) continue;
        await write(to, rest);
        return;
      }
    }
  }
}

function signal(): { seen: Promise<void>; tell: () => void } {
  let tell = (): void => undefined;
  const seen = new Promise<void>((resolve) => (tell = resolve));
  return { seen, tell };
}

function write(to: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (to.write(bytes)) resolve();
    else {
      const go = (): void => {
        to.off('drain', go).off('close', go);
        resolve();
      };
      to.once('drain', go).once('close', go);
    }
  });
}
