import fc from 'fast-check';
import { settings } from '../test/runs.js';
import { factDictionary } from './fact-dictionary.js';
import type { FactScope } from './fact-specification.js';
import { parseFacts } from './parse-facts.js';

const SCOPES: readonly FactScope[] = ['investor', 'trade'];
const errorsOf = (input: unknown) => {
  const parsed = parseFacts(input, SCOPES, '/eligibleFor');
  return 'errors' in parsed ? parsed.errors : [];
};

test('facts arrive nested by scope and are kept by their full name', () => {
  const parsed = parseFacts(
    {
      investor: {
        kind: 'individual',
        identityDocuments: ['HKID', 'HKID'],
        securitiesAndCashCny: '499999.99',
        investmentExperienceYears: 2,
      },
      trade: undefined,
    },
    SCOPES,
    '',
  );
  expect(parsed).toEqual({
    facts: {
      'investor.kind': 'individual',
      'investor.identityDocuments': ['HKID'],
      'investor.securitiesAndCashCny': '499999.99',
      'investor.investmentExperienceYears': 2,
    },
  });
});

test.each<[string, unknown, string]>([
  ['an unknown fact', { investor: { knd: 'individual' } }, '/eligibleFor/investor/knd'],
  ['an unknown fact with a slash in its name', { investor: { 'a/b~c': 1 } }, '/eligibleFor/investor/a~1b~0c'],
  ['a prototype by name', JSON.parse('{"investor":{"__proto__":{"kind":"individual"}}}'), '/eligibleFor/investor/__proto__'],
  ['a scope that the question does not have', { product: { board: 'MAIN' } }, '/eligibleFor/product'],
  ['facts that are no object', { investor: ['individual'] }, '/eligibleFor/investor'],
  ['a scope that is null', { investor: null }, '/eligibleFor/investor'],
  ['a code outside the list', { investor: { kind: 'person' } }, '/eligibleFor/investor/kind'],
  ['a code of another type', { investor: { kind: true } }, '/eligibleFor/investor/kind'],
  ['a decimal as a JSON number', { investor: { securitiesAndCashCny: 500000 } }, '/eligibleFor/investor/securitiesAndCashCny'],
  ['a decimal with an exponent', { investor: { securitiesAndCashCny: '5e5' } }, '/eligibleFor/investor/securitiesAndCashCny'],
  [
    'a decimal with too many digits after the point',
    { investor: { securitiesAndCashCny: '1.005' } },
    '/eligibleFor/investor/securitiesAndCashCny',
  ],
  ['a decimal of absurd length', { investor: { securitiesAndCashCny: '9'.repeat(50) } }, '/eligibleFor/investor/securitiesAndCashCny'],
  ['an integer as a text', { investor: { riskToleranceC: '3' } }, '/eligibleFor/investor/riskToleranceC'],
  ['a fraction for an integer', { investor: { riskToleranceC: 2.5 } }, '/eligibleFor/investor/riskToleranceC'],
  ['a boolean as a text', { investor: { vulnerableCustomer: 'false' } }, '/eligibleFor/investor/vulnerableCustomer'],
  ['a set as one code', { investor: { statuses: 'HK_IPI' } }, '/eligibleFor/investor/statuses'],
  ['a set with a strange code', { investor: { statuses: ['HK_IPI', 'VIP'] } }, '/eligibleFor/investor/statuses'],
  ['a country in small letters', { investor: { registeredIn: 'cn' } }, '/eligibleFor/investor/registeredIn'],
  ['a country that does not exist', { investor: { registeredIn: 'ZZ' } }, '/eligibleFor/investor/registeredIn'],
  ['a time of day that does not exist', { trade: { localTime: '24:00' } }, '/eligibleFor/trade/localTime'],
  ['an open code with spaces around it', { investor: { hukouCity: ' Guangzhou' } }, '/eligibleFor/investor/hukouCity'],
])('%s is refused at its place, with what to do', (_, input, pointer) => {
  const errors = errorsOf(input);
  expect(errors.map((error) => error.pointer)).toEqual([pointer]);
  expect(errors[0]?.detail).toMatch(/(Write|Use|Move|Leave) .*\.$/);
});

test('null is refused: it would say that a fact does not apply, and comparisons that forbid would then pass', () => {
  const [error] = errorsOf({ investor: { identityDocuments: null } });
  expect(error).toEqual({
    pointer: '/eligibleFor/investor/identityDocuments',
    detail: 'null is not a value of investor.identityDocuments. Leave it out when it is unknown.',
    rejectedValue: null,
  });
});

test('an impossible day is refused where days are facts', () => {
  const parsed = parseFacts({ product: { listedOn: '2023-02-29' } }, ['product'], '');
  expect(parsed).toEqual({
    errors: [
      {
        pointer: '/product/listedOn',
        detail: '"2023-02-29" is not a value of product.listedOn. Write an existing day as "YYYY-MM-DD".',
        rejectedValue: '2023-02-29',
      },
    ],
  });
});

test('a city outside the list is accepted where the list is open', () => {
  expect(parseFacts({ investor: { hukouCity: 'Chengdu' } }, SCOPES, '')).toEqual({ facts: { 'investor.hukouCity': 'Chengdu' } });
});

test('all errors are reported, not only the first, and a long value is not echoed', () => {
  const errors = errorsOf({ investor: { kind: 'x'.repeat(5000), securitiesAndCashCny: 1 }, trade: { amountCny: 2 } });
  expect(errors.map(({ pointer }) => pointer)).toEqual([
    '/eligibleFor/investor/kind',
    '/eligibleFor/investor/securitiesAndCashCny',
    '/eligibleFor/trade/amountCny',
  ]);
  expect(JSON.stringify(errors[0])).not.toContain('x'.repeat(300));
});

test('a misspelt fact is answered with its neighbours', () => {
  expect(errorsOf({ investor: { identitydocuments: ['HKID'] } })[0]?.detail).toContain('investor.identityDocuments');
});

test('the pack’s 85 facts are all there', () => {
  expect(factDictionary.size).toBe(85);
});

test('no JSON makes it throw, and what it accepts is known to the dictionary', () => {
  fc.assert(
    fc.property(
      fc.record({
        investor: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('kind', 'statuses', 'portfolioHkd', 'toString'), fc.jsonValue())),
      }),
      (input) => {
        const parsed = parseFacts(input, SCOPES, '');
        return 'facts' in parsed ? Object.keys(parsed.facts).every((fact) => factDictionary.has(fact)) : parsed.errors.length > 0;
      },
    ),
    settings,
  );
});
