import type { Topic } from '@jinqiao/contracts/event-contract';

/** Carries fewer events: one message at a time takes a hundred times as long. */
export const typicalTopic: Topic = 'jinqiao.access.v1';
