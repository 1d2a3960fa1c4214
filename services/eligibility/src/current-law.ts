import type { Sql } from '@jinqiao/event-log/sql';
import { lawWithRules } from './law.store.js';
import type { Law } from './law.js';
import { readRules, ruleStoreRevision } from './rule.store.js';

/** Gives the law as a transaction sees it. Whoever determines holds the facts, shared or alone, so that it can't change under them. */
export type LawIn = (sql: Sql) => Promise<Law>;

/** The law as this process last saw it in the store; every transaction that asks for it brings it up to date. */
export class CurrentLaw implements Law {
  private constructor(
    private law: Law,
    private revision: bigint,
  ) {}

  static async read(sql: Sql): Promise<CurrentLaw> {
    const revision = await ruleStoreRevision(sql);
    return new CurrentLaw(lawWithRules(await readRules(sql)), revision);
  }

  get schemes(): Law['schemes'] {
    return this.law.schemes;
  }

  get hash(): string {
    return this.law.hash;
  }

  readonly schemeById: Law['schemeById'] = (id) => this.law.schemeById(id);

  readonly productTypeById: Law['productTypeById'] = (id) => this.law.productTypeById(id);

  /** One law that stays the same for the whole of an answer. */
  snapshot(): Law {
    return this.law;
  }

  /** Never to be asked by a transaction that has itself changed the rules: it may still be rolled back. */
  readonly in: LawIn = async (sql) => {
    const revision = await ruleStoreRevision(sql);
    if (revision === this.revision) return this.law;
    const law = lawWithRules(await readRules(sql), this.law);
    if (revision > this.revision) {
      this.law = law;
      this.revision = revision;
    }
    return law;
  };
}
