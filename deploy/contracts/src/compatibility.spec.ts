import { ProductState } from '@jinqiao/contracts/product-events';
import { eventContracts } from '@jinqiao/contracts/registry';
import { z } from 'zod';
import { incompatibilities } from './compatibility.js';
import { schemaOf } from './json-schema.js';

const product = schemaOf(ProductState);
const shape = ProductState.shape;
const tree: z.ZodType = z.lazy(() => z.object({ size: z.number(), parts: z.array(tree) }));
const bigTree: z.ZodType = z.lazy(() => z.object({ size: z.string(), parts: z.array(bigTree) }));

test.each<[string, z.ZodType, string, string]>([
  ['a field is removed', ProductState.omit({ productCode: true }), '/productCode', 'the field was removed'],
  ['an optional field is removed', ProductState.omit({ lifecycleReason: true }), '/lifecycleReason', 'the field was removed'],
  ['a field changes its type', ProductState.extend({ version: z.string() }), '/version', 'its type changed from integer to string'],
  [
    'null becomes possible',
    ProductState.extend({ productCode: z.string().min(1).nullable() }),
    '/productCode',
    'its type changed from string to null or string',
  ],
  [
    'a new field is required',
    ProductState.extend({ seller: z.string() }),
    '/seller',
    'a new field is required, and earlier events lack it',
  ],
  [
    'an optional field becomes required',
    ProductState.extend({ lifecycleReason: z.string().min(1) }),
    '/lifecycleReason',
    'the field became required, and earlier events lack it',
  ],
  [
    'a required field becomes optional',
    ProductState.partial({ names: true }),
    '/names',
    'the field became optional, and readers rely on it',
  ],
  [
    'a value of an enumeration is removed',
    ProductState.extend({ lifecycle: z.enum(['listed', 'withdrawn']) }),
    '/lifecycle',
    'the value "suspended" was removed',
  ],
  [
    'a text becomes an enumeration',
    ProductState.extend({ productType: z.enum(['bond', 'fund']) }),
    '/productType',
    'it was narrowed to the values "bond", "fund"',
  ],
  [
    'a text gets a longest length',
    ProductState.extend({ productCode: z.string().min(1).max(64) }),
    '/productCode',
    'maxLength was narrowed to 64',
  ],
  ['a list needs one member more', ProductState.extend({ accesses: shape.accesses.min(2) }), '/accesses', 'minItems was narrowed to 2'],
  [
    'a text gets a pattern',
    ProductState.extend({ productCode: z.string().min(1).regex(/^A/) }),
    '/productCode',
    'its pattern was narrowed to "^A"',
  ],
  ['a text gets a format', ProductState.extend({ productCode: z.uuid().min(1) }), '/productCode', 'its format was narrowed to "uuid"'],
  [
    'a field deep inside a list is removed',
    ProductState.extend({ accesses: z.array(z.object({ scheme: z.string().min(1) })).min(1) }),
    '/accesses/*/audience',
    'the field was removed',
  ],
  [
    'the values of a record change their type',
    ProductState.extend({ terms: z.record(z.string(), z.string()) }),
    '/terms/*',
    'its type changed from array or boolean or null or number or object or string to string',
  ],
])('where %s, the field is named with what became of it', (_, today, field, fault) => {
  expect(incompatibilities(product, schemaOf(today))).toEqual([{ field, fault }]);
});

test.each<[string, z.ZodType]>([
  ['nothing changes', ProductState],
  ['an optional field is added', ProductState.extend({ seller: z.string().optional() })],
  ['a value is added to an enumeration', ProductState.extend({ lifecycle: z.enum(['listed', 'suspended', 'withdrawn', 'matured']) })],
  ['a limit is widened', ProductState.extend({ productCode: z.string() })],
  [
    'an optional field is added deep inside',
    ProductState.extend({ accesses: z.array(z.object({ ...shape.accesses.element.shape, note: z.string().optional() })) }),
  ],
  ['a description is added', ProductState.describe('The whole state.')],
])('where %s, readers go on', (_, today) => {
  expect(incompatibilities(product, schemaOf(today))).toEqual([]);
});

test('a shape that holds itself is compared to its end', () => {
  expect(incompatibilities(schemaOf(tree), schemaOf(tree))).toEqual([]);
  expect(incompatibilities(schemaOf(tree), schemaOf(bigTree))).toEqual([
    { field: '/size', fault: 'its type changed from number to string' },
  ]);
});

test('an alternative that is taken away is named, one that is added is not', () => {
  const [one, two] = [z.object({ all: z.array(z.string()) }), z.object({ not: z.string() })];
  expect(incompatibilities(schemaOf(z.union([one, two])), schemaOf(z.union([one])))).toEqual([
    { field: '/not', fault: 'the field was removed' },
    { field: '/all', fault: 'a new field is required, and earlier events lack it' },
  ]);
  expect(incompatibilities(schemaOf(z.union([one])), schemaOf(z.union([one, two])))).toEqual([]);
});

test.each(eventContracts.map(({ type, data }) => [type, data] as const))('%s is compatible with itself', (_, shapeOfToday) => {
  expect(incompatibilities(schemaOf(shapeOfToday), schemaOf(shapeOfToday))).toEqual([]);
});
