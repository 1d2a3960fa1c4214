import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { problemTypes } from '@jinqiao/problem-details/problem';
import type { ProblemType } from '@jinqiao/problem-details/problem';

// The same from src/ and from dist/.
const folder = join(import.meta.dirname, '../../../docs/problems');

/** The pages that explain the problem types. */
@Injectable()
export class ProblemPagesStore {
  /** The Markdown of a type's page; undefined for a text that names no type. */
  async read(type: string): Promise<string | undefined> {
    return isProblemType(type) ? readFile(join(folder, `${type}.md`), 'utf8') : undefined;
  }
}

const isProblemType = (type: string): type is ProblemType => Object.hasOwn(problemTypes, type);
