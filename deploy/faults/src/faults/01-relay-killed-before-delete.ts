import type { Fault } from '../fault.js';
import { killAtMoments } from '../killings.js';

export const relayKilledBeforeDelete: Fault = {
  number: 1,
  title: 'The relay is killed between the broker’s acknowledgement and the delete',
  run: (house) => killAtMoments(house, { side: 'write', moments: ['after-acknowledgement'], times: house.scaledTimes(10, 2) }),
};
