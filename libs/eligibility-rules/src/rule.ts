import type { SchemeKind, Side } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import type { Condition } from './condition.js';

/** A text that people have written in all three languages; none is converted from another. */
export type AuthoredTexts = { readonly en: string; readonly 'zh-Hans': string; readonly 'zh-Hant': string };

/** Where a rule was read. `seenOn` names the page where it was seen when that is not the issuer's own. */
export type Citation = {
  readonly instrument: string;
  readonly article?: string;
  readonly url?: string;
  readonly seenOn?: string;
  readonly seenAt?: Day;
  readonly lastVerifiedAt?: Day;
};

/** How well a rule was seen; a rule without it is a draft. */
export type Confidence = 'official-page' | 'secondary-page';

/** One clause of a scheme for a period, both days included (UTC+8). Never edited: closed with `to` and succeeded. */
export type Rule = {
  readonly id: string;
  readonly side: Side | 'both';
  readonly from: Day;
  readonly to?: Day;
  readonly announcedOn?: Day;
  readonly operationalOn?: Day;
  /** The id of the closed rule that this one follows. */
  readonly succeeds?: string;
  readonly says: AuthoredTexts;
  /** Narrows what the rule touches; where it is false the rule holds. */
  readonly when?: Condition;
  readonly requires: Condition;
  readonly cites: readonly Citation[];
  /** Absent in a draft, which is shown and never decides. */
  readonly confidence?: Confidence;
  /** What was not confirmed; shown beside the reason, and the rule still decides. */
  readonly doubt?: AuthoredTexts;
  /** Reads the room left today rather than who may use the scheme. */
  readonly about?: 'capacity';
  /** Explains a published list that decides; never decides itself. */
  readonly explainsOnly?: boolean;
};

/** A legal channel, gate or label with its dated rules, in the order of the circulars. */
export type Scheme = {
  readonly id: string;
  readonly names: AuthoredTexts;
  readonly kind: SchemeKind;
  readonly direction: 'northbound' | 'southbound' | 'both' | 'offshore' | 'onshore';
  readonly theme: string;
  /** The first day of the scheme; null where no source gave it. */
  readonly inForceFrom: Day | null;
  /** Product types that the scheme can carry. */
  readonly productTypes: readonly string[];
  /** `none`: nothing that a machine may decide is confirmed. */
  readonly coverage: 'partial' | 'none';
  /** The fact that carries the standing on the scheme's published list, where that list decides what may be bought. */
  readonly decidedByList?: string;
  /** Which language of the law prevails, said with every verdict. */
  readonly authoritativeLanguage?: AuthoredTexts;
  readonly note?: AuthoredTexts;
  readonly rules: readonly Rule[];
};

/** True for a rule that may decide: seen somewhere, and not only there to explain. */
export function decides(rule: Rule): boolean {
  return rule.confidence !== undefined && rule.explainsOnly !== true;
}

/** True for a rule that binds orders of this side. */
export function binds(rule: Rule, side: Side): boolean {
  return rule.side === 'both' || rule.side === side;
}

/** True on the days from `from` to `to`, both included. */
export function inForce(rule: Rule, day: Day): boolean {
  return rule.from <= day && (rule.to === undefined || day <= rule.to);
}
