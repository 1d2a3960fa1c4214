import { eventLogTables, institutionPolicy } from '@jinqiao/event-log/tables';
import { projectionTables } from '@jinqiao/projection/tables';
import { idempotencyTables } from '@jinqiao/service-runtime/tables';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const product = `
CREATE TABLE product (
  product_id uuid PRIMARY KEY,
  institution_id uuid NOT NULL,
  product_code text NOT NULL,
  lifecycle text NOT NULL CHECK (lifecycle IN ('draft', 'submitted', 'listed', 'suspended', 'withdrawn')),
  version integer NOT NULL CHECK (version >= 0),
  revision integer NOT NULL CHECK (revision >= 1),
  draft jsonb NOT NULL,
  editors text[] NOT NULL,
  published jsonb,
  CONSTRAINT product_code_taken UNIQUE (institution_id, product_code),
  CONSTRAINT product_owner UNIQUE (product_id, institution_id),
  CONSTRAINT product_published CHECK ((published IS NULL) = (version = 0) AND (published IS NULL) = (lifecycle IN ('draft', 'submitted')))
);
CREATE INDEX product_by_lifecycle ON product (institution_id, lifecycle, product_id);
`;

// Four eyes are the database's own rule: a decision by the one who asked, or by one who wrote the content, can't be stored.
const changeRequest = `
CREATE TABLE change_request (
  request_id uuid PRIMARY KEY,
  product_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('listing', 'amendment', 'resumption', 'withdrawal')),
  base_version integer NOT NULL CHECK (base_version >= 0),
  content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  maker text NOT NULL,
  editors text[] NOT NULL,
  reason text,
  requested_at timestamptz NOT NULL,
  outcome text NOT NULL DEFAULT 'pending' CHECK (outcome IN ('pending', 'approved', 'rejected')),
  checker text,
  decided_at timestamptz,
  decision_reason text,
  FOREIGN KEY (product_id, institution_id) REFERENCES product (product_id, institution_id),
  CONSTRAINT change_request_four_eyes CHECK (checker <> maker AND checker <> ALL (editors)),
  CONSTRAINT change_request_decision CHECK ((outcome = 'pending') = (checker IS NULL) AND (outcome = 'pending') = (decided_at IS NULL)),
  CONSTRAINT change_request_rejection CHECK (outcome <> 'rejected' OR decision_reason IS NOT NULL)
);
CREATE UNIQUE INDEX change_request_one_pending ON change_request (product_id) WHERE outcome = 'pending';
CREATE INDEX change_request_by_product ON change_request (product_id, decided_at);

CREATE FUNCTION keep_change_request() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.outcome <> 'pending'
    OR (NEW.request_id, NEW.product_id, NEW.institution_id, NEW.kind, NEW.base_version, NEW.content_hash, NEW.maker, NEW.editors, NEW.requested_at)
      IS DISTINCT FROM
      (OLD.request_id, OLD.product_id, OLD.institution_id, OLD.kind, OLD.base_version, OLD.content_hash, OLD.maker, OLD.editors, OLD.requested_at)
  THEN RAISE EXCEPTION 'A change request is decided once and otherwise kept as it was made.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$keep$;
CREATE TRIGGER change_request_is_kept BEFORE UPDATE OR DELETE ON change_request FOR EACH ROW EXECUTE FUNCTION keep_change_request();
`;

const knownInstitution = `
CREATE TABLE known_institution (
  institution_id uuid PRIMARY KEY,
  version integer NOT NULL,
  lifecycle text NOT NULL,
  licences jsonb NOT NULL
);
`;

const readPolicy = (table: string): string =>
  `CREATE POLICY ${table}_read ON ${table} FOR SELECT USING ((SELECT current_setting('app.actor', true)) IN ('operator', 'supervisor'));`;

export class CreateProducts1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [eventLogTables, projectionTables, idempotencyTables, product, changeRequest, knownInstitution])
      await runner.query(statements);
    for (const table of ['product', 'change_request']) await runner.query(institutionPolicy(table, []) + readPolicy(table));
    await runner.query(institutionPolicy('known_institution', ['projector']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_institution, change_request, product');
  }
}
