import { approve, reject, requestResumption, submit } from './change-request.js';
import { editDraft } from './product.js';
import type { KnownInstitution } from './licence.js';
import {
  asking,
  chen,
  drafted,
  hash,
  licensed,
  on,
  refused,
  renamed,
  share,
  submitted,
  suspended,
  today,
} from '../test/product-examples.js';

describe('four eyes', () => {
  test.each(['mei', 'li'])('%s, who asked for the listing or wrote a part of it, does not decide on it', (person) => {
    const waiting = submit(editDraft(drafted, renamed, 'li'), asking, on());
    expect(refused(() => approve(waiting, { ...chen, decidedBy: person }, on())).type).toBe('own-change');
    expect(refused(() => reject(waiting, { ...chen, decidedBy: person, decisionReason: 'No.' })).type).toBe('own-change');
  });

  test('an approval is for the content that was submitted, not for another one', () => {
    const swapped = { ...submitted, draft: renamed };
    expect(refused(() => approve(swapped, chen, on())).type).toBe('version-conflict');
  });
});

describe('the licence', () => {
  const until = (to: string): KnownInstitution => ({
    ...licensed,
    licences: [{ ...licensed.licences[0], to } as KnownInstitution['licences'][number]],
  });

  test.each([
    ['no approval is known', undefined, 'unknown'],
    ['the institution is suspended', { ...licensed, lifecycle: 'suspended' } as const, 'suspended'],
  ])('is not even looked at while %s', (_, institution, lifecycle) => {
    for (const command of [() => submit(drafted, asking, on({ institution })), () => approve(submitted, chen, on({ institution }))])
      expect(refused(command)).toMatchObject({ type: 'institution-not-approved', members: { lifecycle } });
  });

  test.each([
    ['on the day of approval', until('2026-11-24'), [today]],
    [
      'on the day from which it is offered',
      { ...licensed, licences: [{ ...licensed.licences[0], from: '2018-12-05' }] } as KnownInstitution,
      ['2018-12-04'],
    ],
    ['on either day', { ...licensed, licences: [] }, ['2018-12-04', today]],
    [
      'for this activity',
      { ...licensed, licences: [{ ...licensed.licences[0], activities: ['another_activity'] }] } as KnownInstitution,
      ['2018-12-04', today],
    ],
  ])('that is not live %s is named with the days and the licences seen', (_, institution, days) => {
    expect(refused(() => approve(submitted, chen, on({ institution })))).toMatchObject({
      type: 'licence-missing',
      members: { activity: share.licensedActivity, days, licences: institution.licences },
    });
  });

  test('is live on its first and on its last day', () => {
    const institution = { ...licensed, licences: [{ ...licensed.licences[0], from: '2018-12-04', to: today }] } as KnownInstitution;
    expect(approve(submitted, chen, on({ institution })).state.version).toBe(1);
  });

  test('may be two licences, one for each day', () => {
    const [licence] = licensed.licences as [KnownInstitution['licences'][number]];
    const institution = {
      ...licensed,
      licences: [
        { ...licence, to: '2019-12-31' },
        { ...licence, from: '2020-01-01' },
      ],
    };
    expect(approve(submitted, chen, on({ institution })).state.version).toBe(1);
  });

  test('is asked for today only when a suspension is lifted', () => {
    const institution = { ...licensed, licences: [{ ...licensed.licences[0], from: today }] } as KnownInstitution;
    expect(approve(requestResumption(suspended, asking, { hash }), chen, on({ institution })).state.lifecycle).toBe('listed');
  });
});
