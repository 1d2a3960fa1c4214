/** One fact's value: see `FactType` for the shape by type. */
export type FactValue = string | number | boolean | readonly string[];

/** Facts by full name. An absent fact is unknown; `null` says that it does not apply (an ETF has no board), which is known. */
export type Facts = Readonly<Record<string, FactValue | null>>;
