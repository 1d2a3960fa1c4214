import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventContracts } from '@jinqiao/contracts/registry';
import { parse, stringify } from 'yaml';
import { asyncApi } from './async-api.js';
import type { TopicSettings } from './async-api.js';

const root = join(import.meta.dirname, '../../..');

/** Where the document is kept. */
export const asyncApiFile = join(root, 'docs/asyncapi.yaml');

/** The document of today's contracts and topics, as its file should say it. */
export function asyncApiText(): string {
  const { defaults, topics } = parse(readFileSync(join(root, 'deploy/kafka/topics.yaml'), 'utf8')) as {
    defaults: TopicSettings;
    topics: string[];
  };
  const document = asyncApi(eventContracts, new Map(topics.map((topic) => [topic, defaults])));
  return `# Written by \`npm run contracts\` from libs/contracts and deploy/kafka/topics.yaml; not to be edited.\n${stringify(document, { lineWidth: 160, aliasDuplicateObjects: false })}`;
}
