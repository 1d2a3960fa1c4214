import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import type { ProductType, Terms } from '@jinqiao/product-types/product-type';
import { z } from 'zod';
import { edgesOf } from './edge-values.js';
import { pick, whole } from './random.js';
import type { Random } from './random.js';
import { drawValue } from './term-values.js';

const OPTIONAL_STATED = 0.75;
const AT_AN_EDGE = 0.4;
const MOST_REPAIRS = 200;

/** Terms that fit the type's own schema: optional ones are left out at times, and four in ten stand at a limit of a rule where there is one. */
export function drawTerms(type: ProductType, random: Random, day: Day): Terms {
  const terms: Record<string, unknown> = {};
  for (const [term, schema] of Object.entries(shapeOf(type))) {
    if (!isOptional(schema) || random() < OPTIONAL_STATED) terms[term] = drawTerm({ type, term, schema, day }, random);
  }
  return repaired(type, terms, random, day);
}

/** What terms say together can contradict: whichever the schema names is drawn again or, where it may be absent, left out. */
function repaired(type: ProductType, drawn: Record<string, unknown>, random: Random, day: Day): Terms {
  const terms = { ...drawn };
  for (let repair = 0; repair < MOST_REPAIRS; repair += 1) {
    const fault = type.terms.safeParse(terms).error?.issues[0];
    if (fault === undefined) return terms;
    const term = String(fault.path[0]);
    const schema = shapeOf(type)[term];
    if (term in terms && isOptional(schema) && random() < 0.5) delete terms[term];
    else terms[term] = drawTerm({ type, term, schema, day }, random);
  }
  throw new Error(`The terms of ${type.id} still contradict after ${MOST_REPAIRS} repairs.`);
}

const shapeOf = (type: ProductType): Record<string, z.ZodType> => type.terms.shape;

const isOptional = (schema: unknown): boolean => schema instanceof z.ZodOptional;

type Place = { readonly type: ProductType; readonly term: string; readonly schema: z.ZodType | undefined; readonly day: Day };

function drawTerm({ type, term, schema, day }: Place, random: Random): unknown {
  const value = plausible(term, random, day) ?? drawValue(schema, random, day);
  if (random() >= AT_AN_EDGE) return value;
  const edges = edgesFor({ type, term, schema, day }, value);
  return edges.length === 0 ? value : pick(random, edges);
}

type EdgesByTerm = { readonly day: Day; readonly edges: Map<string, readonly unknown[]> };

/** The edges of the fact behind a term do not depend on the value that was drawn; they are asked for again with every set of terms. */
const found = new WeakMap<ProductType, EdgesByTerm>();

function edgesFor({ type, term, schema, day }: Place, value: unknown): readonly unknown[] {
  const ofType = found.get(type);
  const known: EdgesByTerm = ofType?.day === day ? ofType : { day, edges: new Map() };
  found.set(type, known);
  const edges = known.edges.get(term) ?? findEdges({ type, term, schema, day }, value);
  known.edges.set(term, edges);
  return edges;
}

function findEdges({ type, term, schema, day }: Place, value: unknown): readonly unknown[] {
  const [fact] = Object.keys(type.facts({ [term]: value }));
  return fact === undefined ? [] : edgesOf(fact, day).filter((edge) => schema?.safeParse(edge).success === true);
}

/** Where the schema alone would let a value through that no product has: a percentage of thousands, a repayment in the past. */
function plausible(term: string, random: Random, day: Day): string | undefined {
  if (term.endsWith('Pct')) return `${whole(random, 0, 99)}.${String(whole(random, 0, 99)).padStart(2, '0')}`;
  return term === 'maturesOn' ? addDays(day, whole(random, 1, 12_000)) : undefined;
}
