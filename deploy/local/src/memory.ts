/** `npm run -s memory`: the memory of each process of the local run, now. */
import { fileURLToPath } from 'node:url';
import { readLocalConfiguration } from './configuration.js';
import { memoryOf } from './memory-by-process.js';
import { readRunRecord } from './run-record.js';

const { stateFolder } = readLocalConfiguration(fileURLToPath(new URL('../../..', import.meta.url)), process.env);
const record = await readRunRecord(stateFolder);

if (!record) {
  console.error('Nothing runs here: start the house with `npm start`.');
  process.exitCode = 1;
} else {
  const rows = await memoryOf([...record.processes, record.supervisor]);
  for (const { name, pid, rssMb } of rows) console.log(`${name.padEnd(14)}${String(pid).padStart(8)}${String(rssMb).padStart(7)} MiB`);
  console.log(`${'together'.padEnd(22)}${String(rows.reduce((sum, { rssMb }) => sum + rssMb, 0)).padStart(7)} MiB`);
}
