import { institutionPolicy } from './tables.js';

describe('institutionPolicy', () => {
  test('names the actors that pass beside the institution, in what is read and in what is written', () => {
    const [, using, check] = /USING \((.+)\) WITH CHECK \((.+)\)/.exec(institutionPolicy('product', ['operator', 'supervisor'])) ?? [];
    expect(using).toContain("IN ('operator', 'supervisor')");
    expect(check).toBe(using);
  });

  test('lets only the institution pass when no actor is named', () => {
    expect(institutionPolicy('product', [])).not.toContain('app.actor');
  });

  test('takes plain names only, for it writes DDL', () => {
    expect(() => institutionPolicy('product; DROP TABLE product')).toThrow('plain');
    expect(() => institutionPolicy('product', ["x') OR ('1"])).toThrow('plain');
  });
});
