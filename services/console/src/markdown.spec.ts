import { htmlOf, page } from './markdown.js';

test('a page of a problem becomes headings, paragraphs and code', () => {
  expect(htmlOf('# Not found\n\n`not-found` · status 404\n\n## What it means\nThere is nothing here.\n')).toBe(
    '<h1>Not found</h1>\n<p><code>not-found</code> · status 404</p>\n<h2>What it means</h2>\n<p>There is nothing here.</p>',
  );
});

test('markup in a text stays text', () => {
  expect(htmlOf('`Authorization: Bearer <token>` & more')).toBe('<p><code>Authorization: Bearer &lt;token&gt;</code> &amp; more</p>');
});

test('a page loads nothing from elsewhere', () => {
  expect(page('<x>', '<p>y</p>')).not.toMatch(/https?:|src=|<x>/);
});
