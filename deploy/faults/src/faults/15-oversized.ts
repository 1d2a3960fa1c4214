import type { Fault } from '../fault.js';
import { asWriter, ownFigure, write } from '../in-suite-writer.js';
import { countOf } from '../quiet.js';

const tooLong = 900_000;
const justFits = 890_000;

export const oversized: Fault = {
  number: 15,
  title: 'Events too large for the broker are refused before they are committed; those that just fit flow',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await asWriter(house, async (transaction) => {
      for (let place = 0; place < house.scaledTimes(20, 4); place += 1) {
        await transaction((sql) => write(sql, house, ownFigure(house, place, { note: 'x'.repeat(justFits) })));
        const refused = transaction((sql) => write(sql, house, ownFigure(house, place, { version: 2, note: 'x'.repeat(tooLong) })));
        const said = await refused.then(
          () => 'nothing',
          (error: unknown) => (error as { type?: string }).type,
        );
        if (said !== 'event-too-large')
          throw new Error(`An event of more than ${tooLong} bytes met ${said}, not the problem event-too-large.`);
        await house.recovery.measure();
      }
    });
  },
  async afterwards(house) {
    const changed = await countOf(house.admin, `SELECT count(*) FROM writing.figure WHERE length(note) >= ${tooLong}`);
    if (changed > 0) throw new Error(`${changed} figures were changed although their event was refused.`);
  },
};
