import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the broker's recipe: `pom.xml` pins its version, `log4j2.yaml` keeps it quiet. */
export const recipe = fileURLToPath(new URL('../kafka/', import.meta.url));

const pom = join(recipe, 'pom.xml');

const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(pom, 'utf8'))?.[1] ?? 'unknown';

/** Where the broker's jars are kept between runs, shared by all projects of this user. */
export const sharedJarsDir = join(homedir(), '.cache', 'jinqiao', `kafka-${version}`);

/** Fetches the broker's jars with Maven unless the folder is there: it appears complete or not at all, even when several processes fetch at once. */
export async function fetchJars(jarsDir: string, onProgress: (message: string) => void): Promise<void> {
  if (existsSync(jarsDir)) return;
  onProgress(`Fetching Apache Kafka ${version} (43 MB, once).`);
  mkdirSync(dirname(jarsDir), { recursive: true });
  const unfinished = `${jarsDir}.${process.pid}.unfinished`;
  try {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`];
    await promisify(execFile)('mvn', ['-q', '-B', '-f', pom, ...goal]);
    renameSync(unfinished, jarsDir);
  } catch (cause) {
    if (existsSync(jarsDir)) return;
    const said = (cause as { stdout?: string }).stdout?.trim() ?? '';
    throw new Error(`Apache Kafka ${version} could not be fetched with Maven. ${said || String(cause)}`, { cause });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
