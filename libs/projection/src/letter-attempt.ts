import type { Sql } from '@jinqiao/event-log/sql';
import { applyBisecting } from './bisect.js';
import { applyPart } from './apply-part.js';
import { deadLetter } from './dead-letter.js';
import type { LetterOutcome, OpenLetter } from './letter.store.js';
import type { Projection } from './projection.js';
import { resolveLetters } from './projection.store.js';
import { readRecords } from './read-records.js';

/**
 * Applies the letters of one place through today's consumer, in order, each wholly or not at all, and answers what came of each.
 * The place's checkpoint must be locked: letters of a key are then never applied beside the key's newer events.
 */
export async function attemptLetters(
  sql: Sql,
  projection: Projection | undefined,
  letters: readonly OpenLetter[],
): Promise<LetterOutcome[]> {
  const [first] = letters;
  if (first === undefined) return [];
  if (projection === undefined) {
    const error = new Error(`This release of the service has no projection ${first.projection}: nothing reads the letter any more.`);
    return letters.map((letter) => failed(letter, error));
  }
  const letterOf = new Map(letters.map((letter) => [letter.record, letter]));
  const { events, unreadable, notRead } = readRecords([...letterOf.keys()], projection.contracts);
  const { applied, poison } = await applyBisecting(events, (part) => applyPart(sql, projection, part));
  if (applied.length > 0) await resolveLetters(sql, first, applied);
  const outcomes = new Map<OpenLetter, LetterOutcome>();
  const note = (record: OpenLetter['record'], outcomeOf: (letter: OpenLetter) => LetterOutcome): void => {
    const letter = letterOf.get(record);
    if (letter !== undefined) outcomes.set(letter, outcomeOf(letter));
  };
  for (const { record } of applied) note(record, (letter) => ({ letter, outcome: 'applied', reason: null, fingerprint: null }));
  for (const record of notRead) note(record, (letter) => ({ letter, outcome: 'not-read', reason: null, fingerprint: null }));
  for (const { record, error } of unreadable) note(record, (letter) => failed(letter, error));
  for (const { event, error } of poison) note(event.record, (letter) => failed(letter, error));
  return letters.flatMap((letter) => outcomes.get(letter) ?? []);
}

function failed(letter: OpenLetter, error: unknown): LetterOutcome {
  const { reason, fingerprint } = deadLetter(letter.record, error);
  return { letter, outcome: 'failed', reason, fingerprint };
}
