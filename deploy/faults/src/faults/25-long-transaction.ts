import { setTimeout as sleep } from 'node:timers/promises';
import { clientSql } from '@jinqiao/event-log/sql';
import type { Fault } from '../fault.js';
import { ownFigure, write } from '../in-suite-writer.js';

const fullMs = 600_000;

export const longTransaction: Fault = {
  number: 25,
  title: 'A transaction with an appended event stays open for ten minutes, and a reader’s snapshot beside it',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    // As administrator: the workers' own role would be cut off after a minute.
    const [writer, reader] = await Promise.all([house.admin.connect(), house.admin.connect()]);
    try {
      await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await reader.query('SELECT count(*) FROM reading.known_figure');
      await writer.query('BEGIN');
      await writer.query("SET LOCAL search_path = writing; SET LOCAL app.actor = 'operator'");
      await write(clientSql(writer), house, ownFigure(house, 0));
      await sleep(house.scaledMs(fullMs, 3_000));
      // What was committed after it must not have waited for it.
      await house.recovery.measure();
      await writer.query('COMMIT');
      await reader.query('COMMIT');
    } finally {
      writer.release();
      reader.release();
    }
    await house.recovery.measure();
  },
};
