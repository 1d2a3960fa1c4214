import { Problem } from '@jinqiao/problem-details/problem';
import type { Projection } from '@jinqiao/projection/projection';
import type { Projector } from '@jinqiao/projection/projector';

/** A projection of this service that has tables, or the problem that there is none. */
export function projectionNamed(projector: Projector, name: string): Projection {
  const digested = projector.registered().filter(({ tables }) => tables !== undefined);
  const projection = digested.find((each) => each.name === name);
  if (projection !== undefined) return projection;
  throw new Problem(
    'not-found',
    `There is no projection "${name}" here; there are ${digested.map((each) => each.name).join(', ') || 'none'}.`,
  );
}
