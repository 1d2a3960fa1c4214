import { Problem } from '@jinqiao/problem-details/problem';

/** The revision that a change builds on, read from `If-Match: "<revision>"`; missing → 428, anything else → 412. */
export function expectedRevision(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') {
    throw new Problem(
      'if-match-missing',
      'A change must say which revision it builds on. Read the thing and send its ETag, for example If-Match: "3".',
    );
  }
  const revision = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  if (revision === undefined) {
    throw new Problem(
      'if-match-failed',
      `If-Match must be the ETag of your last read, for example "3"; it was ${ifMatch.trim().slice(0, 50)}. Read the thing again and send its ETag.`,
    );
  }
  return Number(revision);
}
