/** A process that does replay jobs, so that a test can kill it in the middle of one. Says each failure; ends when its standard input does. */
import { createInterface } from 'node:readline';
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { Pool } from 'pg';
import { DeadLetters } from '../src/dead-letters.js';
import { Jobs } from '../src/jobs.js';
import { knownProduct, silent } from './read-side.js';

const { SERVICE_URL: connectionString } = process.env;
const pool = surviveLostConnections(new Pool({ ...(connectionString === undefined ? {} : { connectionString }) }), silent);
const letters = new DeadLetters(pool, () => [knownProduct]);
createInterface({ input: process.stdin }).once('close', () => process.exit(0));
new Jobs(pool, silent, { heldMs: 500, lookMs: 20 }).resumable('replay', (job) => letters.replay(job));
