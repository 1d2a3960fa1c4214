import { readFileSync } from 'node:fs';

/** The text of `deploy/kafka/topics.yaml`, for `ensureTopics` of `libs/event-stream`: the scratch Kafka starts without topics. */
export function topicsYaml(): string {
  return readFileSync(new URL('../../../deploy/kafka/topics.yaml', import.meta.url), 'utf8');
}
