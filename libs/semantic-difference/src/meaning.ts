import { isDecimal, shortestDecimal } from '@jinqiao/identifiers/decimal';
import type { Kinds, KindTree } from './kinds.js';
import { below, kindTree } from './kinds.js';

/**
 * One text for one meaning of a JSON value: two values of the same kinds mean the same exactly when their texts are equal.
 * Letters are never folded or composed: in names of Hong Kong a compatibility character is another character.
 */
export function meaningOf(value: unknown, kinds?: Kinds): string {
  return meaning(value, kindTree(kinds));
}

/** The same, for a walk that already knows its place in the kinds. */
export const meaning = (value: unknown, tree: KindTree): string => JSON.stringify(normal(value, tree)) ?? '';

/** A record of fields, and neither a list nor null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True where the order of a list does not count. */
export const isUnordered = ({ kind }: KindTree): boolean => kind === 'set' || typeof kind === 'object';

function normal(value: unknown, tree: KindTree): unknown {
  if (typeof value === 'string') return normalText(value, tree);
  if (typeof value === 'number' && tree.kind === 'decimal') return normalText(String(value), tree);
  if (Array.isArray(value)) {
    const members = value.map((member) => normal(member, below(tree, '*')));
    return isUnordered(tree) ? distinct(members, tree) : members;
  }
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(fields.sort(byName).map(([name, member]) => [name, normal(member, below(tree, name))]));
}

function normalText(text: string, { kind }: KindTree): string {
  const trimmed = text.trim();
  if (kind === 'decimal') return isDecimal(trimmed) ? shortestDecimal(trimmed) : trimmed;
  return kind === 'instant' ? sameMoment(trimmed) : trimmed;
}

const instant = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?(Z|z|[+-]\d\d:?\d\d)$/;

/** The instant in UTC with as many digits of a second as it has; a text that is no instant stays as it is. */
function sameMoment(text: string): string {
  const [, day, minute, second = ':00', fraction = '', zone = ''] = instant.exec(text) ?? [];
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const moment = day === undefined ? NaN : Date.parse(`${day}T${minute}${second}${offset}`);
  if (Number.isNaN(moment)) return text;
  const digits = fraction.replace(/0+$/, '');
  return `${new Date(moment).toISOString().slice(0, 19)}${digits && `.${digits}`}Z`;
}

function distinct(members: readonly unknown[], { kind }: KindTree): unknown[] {
  const place = (member: unknown): string => (typeof kind === 'object' && isRecord(member) ? JSON.stringify(member[kind.setBy]) : '');
  const byText = new Map(members.map((member) => [JSON.stringify(member), member]));
  return [...byText]
    .map(([text, member]) => [`${place(member)} ${text}`, member] as const)
    .sort(byName)
    .map(([, member]) => member);
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : one > other ? 1 : 0);
