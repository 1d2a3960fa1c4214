import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { catalogue } from './catalogue.js';
import { runCommand } from './command-line.js';
import { readOptions } from './options.js';

const PRODUCTS_PER_WRITE = 500;

async function generate(args: readonly string[]): Promise<void> {
  const { out, ...size } = readOptions(args);
  const digest = createHash('sha256');
  function* pages(): Generator<string> {
    let page = '';
    let inPage = 0;
    for (const product of catalogue(size)) {
      page += `${JSON.stringify(product)}\n`;
      inPage += 1;
      if (inPage < PRODUCTS_PER_WRITE) continue;
      digest.update(page);
      yield page;
      [page, inPage] = ['', 0];
    }
    digest.update(page);
    yield page;
  }
  const target = out === undefined ? process.stdout : createWriteStream(out);
  await pipeline(Readable.from(pages(), { objectMode: true, highWaterMark: 4 }), target, { end: out !== undefined });
  const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`${size.products} products of seed ${size.seed}, sha256 ${digest.digest('hex')}, peak memory ${peakMib} MiB\n`);
}

await runCommand(generate);
