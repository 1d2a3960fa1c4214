import type { Rule } from './rule.js';

/** One place at which two versions of a rule differ, by its JSON pointer; undefined on the side that lacks it. */
export type FieldDifference = { readonly path: string; readonly before?: unknown; readonly after?: unknown };

/** What became of a rule; `closed` says that nothing but its last day was added. */
export type RuleDifference = {
  readonly id: string;
  readonly change: 'added' | 'removed' | 'closed' | 'changed';
  readonly fields: readonly FieldDifference[];
};

/** What changed from one version of a scheme's rules to another, in the order of the rules before, then of the new ones. The order of rules and of keys says nothing. */
export function diffRules(before: readonly Rule[], after: readonly Rule[]): RuleDifference[] {
  const kept = before.flatMap((rule) =>
    compared(
      rule,
      after.find(({ id }) => id === rule.id),
    ),
  );
  const added = after
    .filter(({ id }) => !before.some((rule) => rule.id === id))
    .map(({ id }): RuleDifference => ({ id, change: 'added', fields: [] }));
  return [...kept, ...added];
}

function compared(rule: Rule, next: Rule | undefined): readonly RuleDifference[] {
  if (next === undefined) return [{ id: rule.id, change: 'removed', fields: [] }];
  const fields = differences(rule, next, '');
  const [only] = fields;
  if (only === undefined) return [];
  const closed = fields.length === 1 && only.path === '/to' && only.before === undefined;
  return [{ id: rule.id, change: closed ? 'closed' : 'changed', fields }];
}

function differences(before: unknown, after: unknown, path: string): readonly FieldDifference[] {
  if (before === after) return [];
  if (isNest(before) && isNest(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

const isNest = (part: unknown): part is Readonly<Record<string, unknown>> => typeof part === 'object' && part !== null;
