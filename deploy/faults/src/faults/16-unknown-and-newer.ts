import type { EventContract } from '@jinqiao/contracts/event-contract';
import { z } from 'zod';
import type { Fault } from '../fault.js';
import { FigureState, figureChanged } from '../figure-event.js';
import { asWriter, ownFigure, write } from '../in-suite-writer.js';
import { countOf } from '../quiet.js';

const of = 30;

export const unknownAndNewer: Fault = {
  number: 16,
  title: 'Unknown types, a newer minor with more fields, optional fields missing',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    const known = figureChanged(house.topic);
    const newer: EventContract = {
      ...known,
      data: FigureState.extend({ colour: z.string(), nested: z.object({ deep: z.array(z.int()) }) }),
    };
    const unknown: EventContract = { ...known, type: 'jinqiao.figure.forgotten.v1' };
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
    const counted = await countOf(house.admin, 'SELECT sum(unknown_types) AS count FROM reading.projection_checkpoint');
    if (counted !== of) throw new Error(`${counted} events of an unknown type were counted, ${of} were sent.`);
    const letters = await countOf(house.admin, 'SELECT count(*) FROM reading.dead_letter');
    if (letters > 0) throw new Error(`${letters} events went to the dead letters.`);
  },
};
