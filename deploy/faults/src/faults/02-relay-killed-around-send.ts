import type { Fault } from '../fault.js';
import { killAtMoments } from '../killings.js';

export const relayKilledAroundSend: Fault = {
  number: 2,
  title: 'The relay is killed before and during a send',
  run: (house) => killAtMoments(house, { side: 'write', moments: ['before-send', 'during-send'], times: house.scaledTimes(10, 2) }),
};
