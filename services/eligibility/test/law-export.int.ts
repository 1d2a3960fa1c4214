import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { actualOutcome, expectedOutcome } from '@jinqiao/eligibility-schemes/case-outcome';
import { schemes as released } from '@jinqiao/eligibility-schemes/registry';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { casesOf, casesWith } from '@jinqiao/eligibility-schemes/scheme-cases';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { openLaw } from '../src/law-opening.store.js';
import { verificationRecords } from '../src/rule-verification.store.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';
import { constantIn } from './exported-file.js';
import { onlyIndividuals, onlyMainBoard } from './rule-drafts.js';
import { runEligibility, today } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';

const scheme = 'stock-connect-northbound';
let running: RunningEligibility;
let empty: EligibilityDatabase;
beforeAll(async () => {
  running = await runEligibility(() => Promise.resolve(), { consumes: false });
  empty = await openEligibilityDatabase();
});
afterAll(async () => {
  await running.close();
  await empty.close();
});

type Exported = {
  readonly lawHash: string;
  readonly law: Scheme;
  readonly files: readonly { readonly path: string; readonly content: string }[];
};
const exported = async (id: string) => (await running.ask('GET', `/schemes/${id}/export`, { as: 'sun' })).body as unknown as Exported;
const publish = async (draft: unknown) => {
  const { body } = await running.ask('POST', `/schemes/${scheme}/rule-drafts`, { as: 'sun', body: draft });
  const published = await running.ask('POST', `/schemes/${scheme}/rule-drafts/${body['draftId'] as string}/publication`, { as: 'sima' });
  expect(published.status).toBe(201);
};
const stored = async (database: EligibilityDatabase) => {
  const { rows } = await database.administrator.query('SELECT rule_id, scheme, content_hash FROM rule ORDER BY scheme, place');
  return rows as unknown[];
};
const lastVerified = (database: EligibilityDatabase) =>
  inPoolTransaction(database.pool, { actor: 'reader' }, async (sql) => {
    const records = await verificationRecords(sql, [scheme], today);
    return records.map(({ rule, lastVerifiedAt }) => `${rule} ${lastVerifiedAt ?? 'never'}`).sort();
  });

test('a store whose law was changed, closed and verified at run time comes back whole from its exported files', async () => {
  await publish(onlyMainBoard);
  await publish(onlyIndividuals);
  await publish({
    kind: 'closure',
    closes: 'SC-NB-01',
    lastDay: '2027-06-30',
    reason: onlyMainBoard.rule.says,
    cites: onlyMainBoard.rule.cites,
    cases: [
      {
        ...onlyMainBoard.cases[0],
        name: 'a holder of a Mainland identity card buys once the rule has ended',
        day: '2027-07-01',
        facts: { ...onlyMainBoard.cases[0].facts, 'product.board': 'MAIN', 'investor.identityDocuments': ['CN_ID'] },
        decision: 'ELIGIBLE',
        because: [],
      },
    ],
  });
  const { body: history } = await running.ask('GET', `/schemes/${scheme}/rules/SC-NB-90/verifications`, { as: 'sun' });
  const verification = { contentHash: history['contentHash'], verifiedOn: today, outcome: 'confirmed', sourceSeen: 'The circular' };
  expect((await running.ask('POST', `/schemes/${scheme}/rules/SC-NB-90/verifications`, { as: 'sima', body: verification })).status).toBe(
    201,
  );

  const all = await Promise.all(released.map(({ id }) => exported(id)));
  const files = new Map(all.flatMap(({ files: each }) => each.map(({ path, content }) => [path, content])));
  const asRelease = released.map(({ id }) => constantIn<Scheme>(files.get(`${id}/scheme.ts`) ?? ''));
  expect(asRelease).toEqual(all.map(({ law }) => law));
  const law = await openLaw(empty.pool, () => new Date(`${today}T03:00:00Z`), asRelease);

  expect(law.schemes).toEqual(all.map((each) => each.law));
  expect(law.hash).toBe(all[0]?.lawHash);
  expect(await stored(empty)).toEqual(await stored(running.database));
  expect(await lastVerified(empty)).toEqual(await lastVerified(running.database));
  expect(await lastVerified(empty)).toContain(`SC-NB-90 ${today}`);
});

test('the exported cases hold in the exported law, beside those of the release', async () => {
  const { law, files } = await exported(scheme);
  const published = constantIn<SchemeCase[]>(files.find(({ path }) => path.endsWith('/published-cases.ts'))?.content ?? '');
  expect(published).toHaveLength(3);
  for (const worked of casesWith(await casesOf(law), published))
    expect({ name: worked.name, ...actualOutcome(law, worked) }).toEqual({ name: worked.name, ...expectedOutcome(worked) });
});
