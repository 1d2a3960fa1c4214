import { Problem } from '@jinqiao/problem-details/problem';

/** What a write answered as its `Consistency-Token`: the reader wants at least this version. */
export type ConsistencyToken = { readonly aggregate: 'product' | 'institution'; readonly id: string; readonly version: number };

const form = /^(product|institution):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([1-9][0-9]{0,8})$/;

export function parseConsistencyToken(text: string): ConsistencyToken {
  const [, aggregate, id, version] = form.exec(text.toLowerCase()) ?? [];
  if ((aggregate !== 'product' && aggregate !== 'institution') || id === undefined || version === undefined) {
    throw new Problem(
      'request-not-valid',
      'The consistency token is not valid. Send the Consistency-Token that the write answered, unchanged, or leave "after" out.',
      {
        errors: [
          {
            pointer: '/after',
            detail:
              'Expected "product:" or "institution:", a UUID, "@" and a version, such as "product:019aa000-0000-7000-8000-000000000101@1".',
            rejectedValue: text.slice(0, 200),
          },
        ],
      },
    );
  }
  return { aggregate, id, version: Number(version) };
}
