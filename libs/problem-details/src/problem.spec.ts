import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemTypes } from './problem.js';

const pages = join(import.meta.dirname, '../../../docs/problems');

describe('the table of problem types', () => {
  test('has exactly the types that have a page', () => {
    const named = readdirSync(pages).map((file) => file.replace(/\.md$/, ''));
    expect(Object.keys(problemTypes).sort()).toEqual(named.sort());
  });

  test.each(Object.entries(problemTypes))('%s has a page with its title, its status and a next step', (type, { status, title }) => {
    const page = readFileSync(join(pages, `${type}.md`), 'utf8');
    expect(page).toContain(`# ${title}\n\n\`${type}\` · status ${status}\n`);
    for (const heading of ['What it means', 'What you see', 'What to do next']) expect(page).toContain(`## ${heading}\n`);
  });
});
