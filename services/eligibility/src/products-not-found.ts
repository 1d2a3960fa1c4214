import { Problem } from '@jinqiao/problem-details/problem';

/** Names each product of a request that does not exist or that the caller may not see, both in the same words. */
export function productsNotFound(ids: readonly string[], isFound: (id: string) => boolean): Problem {
  const errors = ids.flatMap((id, index) =>
    isFound(id)
      ? []
      : [{ pointer: `/products/${index}/productId`, detail: 'There is no such product that you may see.', rejectedValue: id }],
  );
  return new Problem(
    'not-found',
    `${errors.length} of the ${ids.length} products cannot be found. Leave out what "errors" names, or ask again once it is listed.`,
    { errors },
  );
}
