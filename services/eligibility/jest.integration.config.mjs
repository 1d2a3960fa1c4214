import { integration } from '../../jest.preset.mjs';

// Every file runs the service in its one consumer group: two at once would share the partitions out between two databases.
export default { ...integration, maxWorkers: 1 };
