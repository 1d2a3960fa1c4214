import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { compileResiduals } from '@jinqiao/eligibility-rules/compiled-residuals';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { AccessClass } from './access-classes.js';

// Every class by its version, and the residuals of those alone that changed.
const changedClasses = `
  select stored.access_class_id, stored.version, stored.scheme_kind, stored.side,
         case when known.version is distinct from stored.version then stored.residuals end as residuals
  from access_class as stored
  left join unnest($1::uuid[], $2::int[]) as known (access_class_id, version) using (access_class_id)`;

type ChangedClassRow = {
  readonly access_class_id: string;
  readonly version: number;
  readonly scheme_kind: AccessClass['schemeKind'];
  readonly side: AccessClass['side'];
  readonly residuals: AccessClass['residuals'] | null;
};

/** The access classes, held in memory. They are as current as the last refresh: who reads compares `revision` with the table's. */
@Injectable()
export class AccessClassStore {
  private classes: ReadonlyMap<string, AccessClass> = new Map();
  private refreshing: Promise<void> | undefined;

  constructor(private readonly pool: Pool) {}

  /** As of the last refresh; a later one leaves this map as it is. */
  byId(): ReadonlyMap<string, AccessClass> {
    return this.classes;
  }

  /** Changes with every class that is added and every version that rises. */
  revision(): { readonly classCount: number; readonly classVersions: string } {
    const versions = [...this.classes.values()].reduce((sum, accessClass) => sum + accessClass.version, 0);
    return { classCount: this.classes.size, classVersions: String(versions) };
  }

  /** Reads what changed; those who ask meanwhile share one reading. */
  refresh(): Promise<void> {
    this.refreshing ??= inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => this.load(sql)).finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async load(sql: Sql): Promise<void> {
    const known = this.classes;
    const rows = (await sql(changedClasses, [
      [...known.keys()],
      [...known.values()].map((accessClass) => accessClass.version),
    ])) as readonly ChangedClassRow[];
    this.classes = new Map(
      rows.flatMap((row) => {
        const accessClass = row.residuals === null ? known.get(row.access_class_id) : classOf(row, row.residuals);
        return accessClass === undefined ? [] : [[row.access_class_id, accessClass] as const];
      }),
    );
  }
}

function classOf(row: ChangedClassRow, residuals: AccessClass['residuals']): AccessClass {
  const compiled = compileResiduals(residuals);
  return { accessClassId: row.access_class_id, version: row.version, schemeKind: row.scheme_kind, side: row.side, residuals, compiled };
}
