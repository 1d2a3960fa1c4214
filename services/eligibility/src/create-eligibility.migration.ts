import { eventLogTables, institutionPolicy } from '@jinqiao/event-log/tables';
import { projectionTables } from '@jinqiao/projection/tables';
import { idempotencyTables } from '@jinqiao/service-runtime/tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const facts = `
CREATE TABLE product_version (
  product_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  institution_id uuid NOT NULL,
  product_type text NOT NULL,
  list_mic text,
  list_code text,
  schemes text[] NOT NULL,
  state jsonb NOT NULL,
  PRIMARY KEY (product_id, version)
);
CREATE INDEX product_version_by_list ON product_version (list_mic, product_type) WHERE list_mic IS NOT NULL;
${institutionPolicy('product_version', ['projector', 'reader', 'supervisor'])}

CREATE TABLE institution (
  institution_id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version >= 1),
  state jsonb NOT NULL
);
${institutionPolicy('institution', ['projector', 'reader'])}

CREATE SEQUENCE publication_seq;
CREATE TABLE published_list (
  list_id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version >= 1),
  scheme text NOT NULL,
  day date NOT NULL,
  mic text NOT NULL,
  product_types text[] NOT NULL,
  entries_hash text NOT NULL,
  publication bigint NOT NULL DEFAULT nextval('publication_seq'),
  UNIQUE (scheme, day, mic, product_types)
);
CREATE INDEX published_list_by_market ON published_list (scheme, mic, day);
CREATE TABLE published_list_entry (
  list_id uuid NOT NULL REFERENCES published_list (list_id),
  code text NOT NULL,
  standing text NOT NULL,
  PRIMARY KEY (list_id, code)
);
`;

const determinations = `
CREATE TABLE access_class (
  access_class_id uuid PRIMARY KEY,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  scheme text NOT NULL,
  side text NOT NULL CHECK (side IN ('buy', 'sell')),
  signature text NOT NULL,
  -- A signature may be longer than an index row may be; the hash only shortens it.
  signature_hash text NOT NULL GENERATED ALWAYS AS (md5(signature)) STORED,
  residuals jsonb NOT NULL,
  UNIQUE (scheme, side, signature_hash)
);

CREATE TABLE product_determination (
  product_id uuid PRIMARY KEY,
  institution_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  product_version integer NOT NULL DEFAULT 0 CHECK (product_version >= 0),
  accesses jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX product_determination_by_institution ON product_determination (institution_id);
${institutionPolicy('product_determination', ['projector', 'reader', 'supervisor'])}

-- Not unique by product: a row that is being worked off must not swallow a newer reason to determine the product again.
CREATE TABLE determination_due (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id uuid NOT NULL,
  happened_at timestamptz NOT NULL,
  correlation_id text NOT NULL,
  causation_id text,
  set_aside_because text
);

CREATE TABLE determined_law (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  law_hash text NOT NULL
);
`;

/** The first tables of the service: its facts, its determinations, its event log and its checkpoints. */
export class CreateEligibility1767225600000 implements MigrationInterface {
  readonly name = 'CreateEligibility1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const tables of [eventLogTables, projectionTables, idempotencyTables, facts, determinations]) await runner.query(tables);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The record of truth is never dropped by a migration.'));
  }
}
