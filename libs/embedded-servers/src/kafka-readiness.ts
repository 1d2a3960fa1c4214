import { connect } from 'node:net';

const heartbeat = 12;
const findCoordinator = 10;

const noError = 0;
const notCoordinator = 16;
const unknownMember = 25;

/** Kafka keeps a group on the partition that Java's hash of its name gives: these four names fall on the four partitions of our offsets topic. */
const probeGroups = ['a', 'b', 'c', 'd'];

/**
 * True when the broker answers and the coordinator of every group has loaded; one broker of many coordinates some of the groups only.
 * Spoken on the wire because a client would log "coordinator is loading" as errors and would tie this library to it.
 */
export async function kafkaIsReady(host: string, port: number, oneOfMany = false): Promise<boolean> {
  try {
    // The first request of this kind makes the broker create the offsets topic.
    const coordinator = await ask({ host, port }, findCoordinator, 1, Buffer.concat([text('a'), Buffer.from([0])]));
    if (coordinator.readInt16BE(4) !== noError) return false;
    for (const group of probeGroups) {
      const generation = Buffer.alloc(4);
      const answer = await ask({ host, port }, heartbeat, 0, Buffer.concat([text(group), generation, text('nobody')]));
      const said = answer.readInt16BE(0);
      if (said !== unknownMember && !(oneOfMany && said === notCoordinator)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Sends one request and resolves with the body of its answer. */
function ask(address: { host: string; port: number }, key: number, version: number, body: Buffer): Promise<Buffer> {
  const header = Buffer.alloc(8);
  header.writeInt16BE(key, 0);
  header.writeInt16BE(version, 2);
  const request = Buffer.concat([header, text('jinqiao-readiness'), body]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(request.length);
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(address.port, address.host, () => socket.write(Buffer.concat([size, request])));
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject).once('close', () => reject(new Error('connection closed')));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
      resolve(received.subarray(8));
      socket.destroy();
    });
  });
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeInt16BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
}
