import { below, escaped, kindTree } from './kinds.js';
import type { Kinds, KindTree } from './kinds.js';
import { isRecord, isUnordered, meaning, meaningOf } from './meaning.js';

/**
 * One place at which two values mean something else, each side as it was written; a side that lacks the place is absent.
 * The pointer (RFC 6901) counts positions of a list in `after`; what was taken out of a list is counted in `before`.
 */
export type FieldDifference = { readonly pointer: string; readonly before?: unknown; readonly after?: unknown };

/**
 * Where two JSON values mean something else, field by field; empty when they mean the same. Order of keys, white space at the ends of a text and,
 * for the kinds that say so, the spelling of amounts and instants and the order of sets are no difference; an absent field and null are one.
 * A set of plain values differs as a whole, a set of records record by record.
 */
export function difference(before: unknown, after: unknown, kinds?: Kinds): readonly FieldDifference[] {
  return between({ before, after, pointer: '', tree: kindTree(kinds) });
}

/** True when the two values differ in their spelling at most. */
export const sameMeaning = (before: unknown, after: unknown, kinds?: Kinds): boolean =>
  meaningOf(before, kinds) === meaningOf(after, kinds);

type Compared = { readonly before: unknown; readonly after: unknown; readonly pointer: string; readonly tree: KindTree };
type Lists = Compared & { readonly before: readonly unknown[]; readonly after: readonly unknown[] };

function between(compared: Compared): readonly FieldDifference[] {
  const { before, after, pointer, tree } = compared;
  if (meaning(before, tree) === meaning(after, tree)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const lists = { before: before as unknown[], after: after as unknown[], pointer, tree };
    return isUnordered(tree) ? betweenSets(lists) : betweenLists(lists);
  }
  if (!isRecord(before) || !isRecord(after)) return [whole(compared)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    between({
      before: ownField(before, name),
      after: ownField(after, name),
      pointer: `${pointer}/${escaped(name)}`,
      tree: below(tree, name),
    }),
  );
}

/** What stands alike at both ends of two lists is left aside, so that one member put in or taken out is one difference wherever it stands. */
function betweenLists({ before, after, pointer, tree }: Lists): readonly FieldDifference[] {
  const of = below(tree, '*');
  const [texts, laterTexts] = [before.map((member) => meaning(member, of)), after.map((member) => meaning(member, of))];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && texts[start] === laterTexts[start]) start += 1;
  let end = 0;
  while (end < shorter - start && texts.at(-1 - end) === laterTexts.at(-1 - end)) end += 1;
  const length = Math.max(before.length, after.length) - start - end;
  return Array.from({ length }, (_, step) => start + step).flatMap((position) =>
    between({
      before: position < before.length - end ? before[position] : undefined,
      after: position < after.length - end ? after[position] : undefined,
      pointer: `${pointer}/${position}`,
      tree: of,
    }),
  );
}

type Member = { readonly position: number; readonly value: unknown; readonly text: string; readonly key: string | undefined };

function betweenSets(sets: Lists): readonly FieldDifference[] {
  const { pointer, tree } = sets;
  if (![...sets.before, ...sets.after].every(isRecord)) return [whole(sets)];
  const of = below(tree, '*');
  const [before, after] = withoutShared(members(sets.before, tree), members(sets.after, tree));
  const place = (member: Member | undefined): string => `${pointer}/${member?.position}`;
  const differences: FieldDifference[] = [];
  const [gone, come]: [Member[], Member[]] = [[...before], []];
  for (const member of after) {
    const at = member.key === undefined ? -1 : gone.findIndex(({ key }) => key === member.key);
    const [earlier] = at < 0 ? [] : gone.splice(at, 1);
    if (earlier === undefined) come.push(member);
    else differences.push(...between({ before: earlier.value, after: member.value, pointer: place(member), tree: of }));
  }
  for (let step = 0; step < Math.max(gone.length, come.length); step += 1) {
    const [one, other] = [gone[step], come[step]];
    const compared = { before: one?.value, after: other?.value, pointer: place(other ?? one), tree: of };
    // Two records of other keys are two records: the one was replaced by the other, not changed into it.
    differences.push(...(isKeyed(tree) ? [whole(compared)] : between(compared)));
  }
  return differences;
}

function members(values: readonly unknown[], tree: KindTree): readonly Member[] {
  const of = below(tree, '*');
  const keyName = typeof tree.kind === 'object' ? tree.kind.setBy : undefined;
  const found = values.map((value, position) => ({
    position,
    value,
    text: meaning(value, of),
    key: keyName === undefined || !isRecord(value) ? undefined : meaning(ownField(value, keyName), below(of, keyName)),
  }));
  return [...new Map(found.reverse().map((member) => [member.text, member])).values()].reverse();
}

function withoutShared(before: readonly Member[], after: readonly Member[]): readonly [readonly Member[], readonly Member[]] {
  const [texts, laterTexts] = [new Set(before.map(({ text }) => text)), new Set(after.map(({ text }) => text))];
  return [before.filter(({ text }) => !laterTexts.has(text)), after.filter(({ text }) => !texts.has(text))];
}

const isKeyed = ({ kind }: KindTree): boolean => typeof kind === 'object';

const whole = ({ before, after, pointer }: Compared): FieldDifference => ({
  pointer,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

const ownField = (fields: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;
