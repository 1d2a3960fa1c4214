import { z } from 'zod';

type Answers = readonly { readonly service: string; readonly body: unknown }[];

/** The lists that services gave under one name, as one list in which each entry names its service; what is no list of objects is left out. */
export function gatheredList(answers: Answers, list: string): readonly Record<string, unknown>[] {
  return answers.flatMap(({ service, body }) => {
    const read = z.object({ [list]: z.array(z.looseObject({})) }).safeParse(body);
    const entries = read.success ? (read.data[list] ?? []) : [];
    return entries.map((entry) => ({ service, ...entry }));
  });
}

/** The query of an address from what is given of it. */
export function queryOf(fields: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
