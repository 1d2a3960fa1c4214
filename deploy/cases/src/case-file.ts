import { isDay } from '@jinqiao/identifiers/day';

/** One worked decision of a case file, in the format of the domain pack; facts that it leaves out are unknown. */
export type WorkedCase = {
  readonly label: string;
  readonly scheme: string;
  readonly asOf: string;
  readonly side: 'buy' | 'sell';
  readonly facts: unknown;
  readonly decision: string;
  /** The ids of the refusing rules; built-in reasons are not rules and are not listed. */
  readonly failed: readonly string[];
};

const DECISIONS = ['ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED', 'NOT_IN_FORCE'];

/** Reads the text of a case file; throws an Error that says which case is wrong and how a case is written. */
export function readCases(text: string): readonly WorkedCase[] {
  const json: unknown = JSON.parse(text);
  if (!Array.isArray(json)) throw new Error('A case file is a JSON list of cases.');
  return json.map((each: unknown, position) => readCase(each, position + 1));
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');

const MEMBERS: readonly { readonly name: string; readonly fits: (value: unknown) => boolean; readonly remedy: string }[] = [
  {
    name: 'scheme',
    fits: (value) => typeof value === 'string',
    remedy: 'scheme is the id of a scheme, such as "bond-connect-northbound".',
  },
  { name: 'asOf', fits: (value) => typeof value === 'string' && isDay(value), remedy: 'asOf is an existing day, "YYYY-MM-DD".' },
  { name: 'side', fits: (value) => value === 'buy' || value === 'sell', remedy: 'side is "buy" or "sell".' },
  { name: 'decision', fits: (value) => DECISIONS.includes(value as string), remedy: `decision is one of ${DECISIONS.join(', ')}.` },
  {
    name: 'failed',
    fits: (value) => value === undefined || isTexts(value),
    remedy: 'failed is the list of the ids of the refusing rules.',
  },
];

function readCase(json: unknown, position: number): WorkedCase {
  if (typeof json !== 'object' || json === null)
    throw new Error(`Case ${position} of the file: write an object with ${MEMBERS.map(({ name }) => name).join(', ')} and facts.`);
  const members = json as Record<string, unknown>;
  const wrong = MEMBERS.find(({ name, fits }) => !fits(members[name]));
  if (wrong !== undefined) throw new Error(`Case ${position} of the file: ${wrong.remedy}`);
  const { number, title, failed = [], ...rest } = members as Omit<WorkedCase, 'label'> & { number?: unknown; title?: unknown };
  const label = [number ?? position, title].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');
  return { ...rest, label, failed };
}
