import { z } from 'zod';
import type { EventContract } from './event-contract.js';
import { Day, SchemeKind, Side, Texts } from './shapes.js';

/** A condition over investor and trade facts, as `libs/eligibility-rules` reads it; `{ all: [] }` is true and `{ any: [] }` is false. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: string; op: string; value?: string | number | boolean | (string | number)[] | undefined; otherFact?: string | undefined }
  | { unknown: string }
  | { needsReview: Texts };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ all: z.array(Condition) }),
    z.object({ any: z.array(Condition) }),
    z.object({ not: Condition }),
    z.object({
      fact: z.string(),
      op: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]).optional(),
      otherFact: z.string().optional(),
    }),
    z.object({ unknown: z.string() }),
    z.object({ needsReview: Texts }),
  ]),
);

/** One thing that must hold: a rule by its id, or a built-in reason such as the list standing. */
export const Clause = z.object({
  id: z.string().min(1),
  source: z.enum(['rule', 'builtIn']),
  about: z.literal('capacity').optional(),
  condition: Condition,
});
export type Clause = z.infer<typeof Clause>;

/** What is left to ask of the investor and the order, from a day to a day, both inclusive; `to: null` runs on. */
export const ResidualInterval = z.object({
  from: Day,
  to: Day.nullable(),
  inForce: z.boolean(),
  clauses: z.array(Clause),
});
export type ResidualInterval = z.infer<typeof ResidualInterval>;

/** The whole state of an access class: its residual by day interval, for one scheme and side. */
export const AccessClassState = z.object({
  accessClassId: z.uuid(),
  version: z.int().min(1),
  scheme: z.string().min(1),
  schemeKind: SchemeKind,
  side: Side,
  residuals: z.array(ResidualInterval).min(1),
});
export type AccessClassState = z.infer<typeof AccessClassState>;

/** A class of accesses is new, or what it leaves to ask of the investor has changed. */
export const accessClassDetermined: EventContract<AccessClassState> = {
  type: 'jinqiao.access-class.determined.v1',
  topic: 'jinqiao.access-classes.v1',
  data: AccessClassState,
  example: {
    accessClassId: '019aa000-0000-7000-8000-000000000301',
    version: 1,
    scheme: 'bond-connect-northbound',
    schemeKind: 'channel',
    side: 'buy',
    residuals: [
      { from: '0001-01-01', to: '2017-07-02', inForce: false, clauses: [] },
      {
        from: '2017-07-03',
        to: null,
        inForce: true,
        clauses: [{ id: 'BC-NB-02', source: 'rule', condition: { fact: 'investor.statuses', op: 'includes', value: 'PBOC_CIBM_FILED' } }],
      },
    ],
  },
};

/** Every event on `jinqiao.access-classes.v1`. */
export const accessClassEvents = [accessClassDetermined] as const;
