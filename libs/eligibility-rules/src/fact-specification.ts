/** The types of facts; decimals travel as texts, integers as numbers, sets as arrays of codes, days as `YYYY-MM-DD`, local times as `HH:MM` in UTC+8. */
export type FactType = 'boolean' | 'integer' | 'decimal' | 'code' | 'set of code' | 'day' | 'local time';

/** How an age or a tenor is computed from a day. */
export type DerivedRounding = 'complete months to the day' | 'years from the day, actual/365';

/** What a fact of one name may be. */
export type FactSpecification = {
  readonly type: FactType;
  readonly unit?: string;
  /** The most digits after the decimal point. */
  readonly scale?: number;
  readonly values?: readonly string[];
  /** The list of values is not complete: other codes are accepted. */
  readonly open?: boolean;
  readonly standard?: 'ISO 3166-1 alpha-2';
  /** An investor can do something about it: income can change, nationality can't. */
  readonly changeable?: boolean;
  /** Computed from a day unless it is given itself. */
  readonly derived?: { readonly from: string; readonly rounding: DerivedRounding };
};

/** Specifications by the fact's full name. */
export type FactSpecifications = Readonly<Record<`${FactScope}.${string}`, FactSpecification>>;

/** Whom or what a fact speaks of; the first part of its name. */
export type FactScope = 'investor' | 'product' | 'institution' | 'trade';
