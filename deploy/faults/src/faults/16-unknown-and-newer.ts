import type { EventContract } from '@jinqiao/contracts/event-contract';
import { z } from 'zod';
import type { Fault } from '../fault.js';
import { FigureState, figureChanged } from '../figure-event.js';
import { asWriter, ownFigure, write } from '../in-suite-writer.js';

const of = 30;
const forgotten = 'jinqiao.figure.forgotten.v1';

export const unknownAndNewer: Fault = {
  number: 16,
  title: 'Unknown types (to the dead letters, until a service knows them), a newer minor with more fields, optional fields missing',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    const known = figureChanged(house.topic);
    const newer: EventContract = {
      ...known,
      data: FigureState.extend({ colour: z.string(), nested: z.object({ deep: z.array(z.int()) }) }),
    };
    const unknown: EventContract = { ...known, type: forgotten };
    await asWriter(house, async (transaction) => {
      for (let place = 0; place < of; place += 1) {
        const more = { colour: 'red', nested: { deep: [1, 2, 3] } };
        await transaction((sql) => write(sql, house, { ...ownFigure(house, place), ...more }, newer));
        await transaction((sql) => write(sql, house, ownFigure(house, of + place), unknown));
        // An optional field that is there, and in every other event is not.
        await transaction((sql) => write(sql, house, ownFigure(house, 2 * of + place, { unit: 'lot' })));
      }
    });
    await house.recovery.measure();
  },
  async afterwards(house) {
    const { rows } = await house.admin.query<{ event_type: string; reason: string }>('SELECT event_type, reason FROM reading.dead_letter');
    const unknown = rows.filter(({ event_type: type, reason }) => type === forgotten && reason.includes(forgotten));
    if (unknown.length !== of)
      throw new Error(`${unknown.length} events of an unknown type are in the dead letters with their reason, ${of} were sent.`);
    if (rows.length > of) throw new Error(`${rows.length - of} events of a known type went to the dead letters.`);
  },
};
