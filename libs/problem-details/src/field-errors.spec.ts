import { z } from 'zod';
import { requestNotValid } from './field-errors.js';
import type { FieldError } from './problem.js';

const bond = z.strictObject({ code: z.string(), tranches: z.array(z.strictObject({ 'size/cny': z.string() })) });
const errorsOf = (schema: z.ZodType, value: unknown): readonly FieldError[] =>
  requestNotValid(schema.safeParse(value).error?.issues ?? [], value).members['errors'] as readonly FieldError[];

describe('a request that is not valid', () => {
  test('names each field by its JSON pointer, with the value seen', () => {
    expect(errorsOf(bond, { code: 7, tranches: [{ 'size/cny': '1' }, { 'size/cny': 2 }] })).toEqual([
      { pointer: '/code', detail: 'Invalid input: expected string, received number.', rejectedValue: 7 },
      { pointer: '/tranches/1/size~1cny', detail: 'Invalid input: expected string, received number.', rejectedValue: 2 },
    ]);
  });

  test('says that a missing field is required', () => {
    expect(errorsOf(bond, { tranches: [] })).toEqual([
      { pointer: '/code', detail: 'This field is required. Invalid input: expected string, received undefined.' },
    ]);
  });

  test('names every unknown field at its own place', () => {
    const errors = errorsOf(bond, { code: 'A', tranches: [], lifecycle: 'listed', owner: { name: 'x' } });
    expect(errors.map(({ pointer, rejectedValue }) => [pointer, rejectedValue])).toEqual([
      ['/lifecycle', 'listed'],
      ['/owner', 'an object'],
    ]);
  });

  test('points to the whole body when there is none', () => {
    expect(errorsOf(bond, undefined)[0]?.pointer).toBe('');
  });

  test('lists no more faults than a person reads and cuts long values', () => {
    const problem = requestNotValid(
      z.array(z.number()).safeParse(Array(1000).fill('x'.repeat(1000))).error?.issues ?? [],
      Array(1000).fill('x'.repeat(1000)),
    );
    const errors = problem.members['errors'] as readonly FieldError[];
    expect(problem.detail).toContain('1000 fields are not valid');
    expect(errors).toHaveLength(50);
    expect(errors[0]?.rejectedValue).toHaveLength(201);
  });

  test('says in which part of the request a parameter stands', () => {
    const { members } = requestNotValid([{ path: ['limit'], message: 'Too big' }], { limit: 'x' }, 'query');
    expect(members['errors']).toEqual([{ pointer: '/limit', in: 'query', detail: 'Too big.', rejectedValue: 'x' }]);
  });
});
