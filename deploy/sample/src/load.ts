/** `npm run sample`: loads the sample into the running house, or goes on where it was stopped. `SAMPLE=20` loads the first 20 shares only. */
import { openApi } from './jinqiao-api.js';
import { loadSample } from './load-sample.js';

const url = process.env['JINQIAO_URL'] ?? `http://127.0.0.1:${process.env['JINQIAO_PORT'] ?? 8080}`;
const issuerUrl = process.env['ISSUER_URL'] ?? `http://127.0.0.1:${process.env['ISSUER_PORT'] ?? 8086}`;
const shares = Number(process.env['SAMPLE'] ?? Number.NaN);
const beganAt = Date.now();
const stopped = new AbortController();
process.once('SIGINT', () => stopped.abort()).once('SIGTERM', () => stopped.abort());

/** On a terminal one line that grows, elsewhere a line for each hundred. */
function onProgress(done: number, total: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\rsample: ${done} of ${total} products`);
  else if (done % 100 === 0 || done === total) console.log(`${done} of ${total} products`);
}

try {
  const api = openApi({ url, issuerUrl, signal: stopped.signal });
  const { products, already } = await loadSample(api, { onProgress, ...(Number.isInteger(shares) && { shares }) });
  console.log(
    `${process.stdout.isTTY ? '\n' : ''}${products} products are listed, ${already} were there before; ${((Date.now() - beganAt) / 1000).toFixed(1)} s`,
  );
} catch (error) {
  if (stopped.signal.aborted) console.log('\nstopped; `npm run sample` goes on from here');
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
