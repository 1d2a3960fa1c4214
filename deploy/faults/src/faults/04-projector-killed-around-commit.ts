import type { Fault } from '../fault.js';
import { killAtMoments } from '../killings.js';

export const projectorKilledAroundCommit: Fault = {
  number: 4,
  title: 'The projector is killed before and after its commit',
  run: (house) => killAtMoments(house, { side: 'read', moments: ['before-commit', 'after-commit'], times: house.scaledTimes(10, 2) }),
};
