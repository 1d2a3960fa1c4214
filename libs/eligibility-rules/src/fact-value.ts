import { countryFault } from '@jinqiao/identifiers/country';
import { isDay } from '@jinqiao/identifiers/day';
import { decimalScale, isDecimal } from '@jinqiao/identifiers/decimal';
import type { FactSpecification, FactType } from './fact-specification.js';

const MAX_DIGITS = 40;
const MAX_CODE_LENGTH = 100;

type FaultOf = (specification: FactSpecification, value: unknown) => string | undefined;

const FAULT_OF: Readonly<Record<FactType, FaultOf>> = {
  boolean: (_, value) => (typeof value === 'boolean' ? undefined : 'Write true or false, without quotation marks.'),
  integer: (specification, value) =>
    Number.isSafeInteger(value) ? undefined : `Write a whole number${unitOf(specification)}, without quotation marks or a decimal point.`,
  decimal: decimalFault,
  code: codeFault,
  'set of code': setFault,
  day: (_, value) => (typeof value === 'string' && isDay(value) ? undefined : 'Write an existing day as "YYYY-MM-DD".'),
  'local time': (_, value) =>
    typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? undefined
      : 'Write a time of day in Shanghai and Hong Kong as "HH:MM", from "00:00" to "23:59".',
};

/** Why a JSON value can't be a fact of this specification, as a sentence that ends with what to write instead; undefined where it can. */
export function valueFault(specification: FactSpecification, value: unknown): string | undefined {
  return FAULT_OF[specification.type](specification, value);
}

function decimalFault(specification: FactSpecification, value: unknown): string | undefined {
  const scale = specification.scale ?? 0;
  const form = `a decimal${unitOf(specification)} as a text with at most ${scale} digits after the point, such as "499999.99"`;
  if (typeof value === 'number') return `A JSON number loses digits. Write ${form}.`;
  if (typeof value !== 'string' || !isDecimal(value)) return `Write ${form}.`;
  if (decimalScale(value) > scale) return `It has ${decimalScale(value)} digits after the point. Write ${form}.`;
  return value.length > MAX_DIGITS ? `It is longer than ${MAX_DIGITS} characters. Write ${form}.` : undefined;
}

function codeFault(specification: FactSpecification, value: unknown): string | undefined {
  if (specification.standard !== undefined) return countryFault(typeof value === 'string' ? value : '');
  const known = specification.values ?? [];
  if (typeof value === 'string' && known.includes(value)) return undefined;
  if (!specification.open) return `Use one of ${known.join(', ')}.`;
  return isOpenCode(value)
    ? undefined
    : `Write a text of at most ${MAX_CODE_LENGTH} characters without spaces around it, such as ${known.slice(0, 3).join(', ')}.`;
}

const isOpenCode = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && value.trim() === value && value.length <= MAX_CODE_LENGTH;

function setFault(specification: FactSpecification, value: unknown): string | undefined {
  const form = `Write a list of codes among ${(specification.values ?? []).join(', ')}; an empty list says that there is none.`;
  if (!Array.isArray(value)) return form;
  return value.every((code) => codeFault(specification, code) === undefined) ? undefined : form;
}

const unitOf = ({ unit }: FactSpecification): string => (unit === undefined ? '' : ` in ${unit}`);
