import type { Topic } from '@jinqiao/contracts/event-contract';
import type { WatchedService } from './watched-service.js';

const owners: Readonly<Record<Topic, WatchedService>> = {
  'jinqiao.institutions.v1': 'institutions',
  'jinqiao.products.v1': 'products',
  'jinqiao.schemes.v1': 'eligibility',
  'jinqiao.access-classes.v1': 'eligibility',
  'jinqiao.access.v1': 'eligibility',
};

/** The service whose log is the record of truth of a topic; undefined for a topic that nobody here publishes. */
export const topicOwner = (topic: string): WatchedService | undefined =>
  Object.hasOwn(owners, topic) ? owners[topic as Topic] : undefined;
