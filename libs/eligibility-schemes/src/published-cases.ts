import type { SchemeCase } from './scheme-case.js';

/** By scheme, the worked decisions of drafts that were published at run time and exported into these files; `npm run law:export` writes this file. */
export const publishedCasesByScheme: Readonly<Record<string, readonly SchemeCase[]>> = {};
