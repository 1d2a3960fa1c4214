import { hashOfContent } from '@jinqiao/decision-records/canonical-record';
import { DecisionRecord, PublicKey } from '@jinqiao/decision-records/decision-record';
import { replay } from '@jinqiao/decision-records/replay';
import { verifySignature } from '@jinqiao/decision-records/signature';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';

/** What a verification says, a line for each finding; `holds` is true where the signature is valid and the decision comes out the same. */
export type Verification = { readonly holds: boolean; readonly lines: readonly string[] };

/** Reads a public key, alone or in a JWK Set; throws an Error that says what was expected. */
export function readKeys(text: string): PublicKey[] {
  const json = parsed(text, 'The file of keys');
  const keys = PublicKey.array()
    .min(1)
    .safeParse(isObject(json) && 'keys' in json ? json['keys'] : [json]);
  if (keys.success) return keys.data;
  throw new Error('The file of keys is a public Ed25519 key as a JWK with its kid, or a JWK Set of such keys.');
}

/** Verifies the text of a signed decision without any service: its signature, its replay, and its rules against the schemes of this release. Throws an Error for a text that is no signed decision. */
export async function verifyText(
  text: string,
  besides: readonly PublicKey[] | undefined,
  schemes: readonly Scheme[],
): Promise<Verification> {
  const json = parsed(text, 'The file');
  if (!isObject(json) || !isObject(json['record']) || typeof json['signature'] !== 'string')
    throw new Error('The file is not a signed decision: it needs "record" and "signature", as the service has answered them.');
  const inFile = PublicKey.safeParse(json['publicKey']);
  const keys = besides ?? (inFile.success ? [inFile.data] : []);
  if (keys.length === 0)
    throw new Error('There is no public key in the file. Give one with --key FILE, or lay decision-keys.json beside it.');
  const { signature, kid } = await verifySignature(json['record'], json['signature'], keys);
  if (signature !== 'valid') return { holds: false, lines: [refusals[signature]] };
  const record = DecisionRecord.safeParse(json['record']);
  if (!record.success) return { holds: false, lines: ['The signature is valid, but this release does not read the format of the record.'] };
  const differences = await replay(record.data);
  return {
    holds: differences.length === 0,
    lines: [
      `Signature valid, by the key ${kid}${besides ? '.' : ', which stands in the file itself: compare it with the key that Jinqiao publishes.'}`,
      `Recorded at ${record.data.recordedAt} for ${record.data.asOf}, ${record.data.side}, record ${record.data.recordId}.`,
      ...record.data.products.map(
        ({ productId, productVersion, verdict }) => `Product ${productId}, version ${productVersion ?? 'none'}: ${verdict}.`,
      ),
      ...(differences.length === 0 ? ['Decided again from the record alone: the same.'] : differences),
      ...(await releaseFindings(record.data, schemes)),
    ],
  };
}

const refusals = {
  'not-valid': 'The signature is NOT valid: the record was changed after it was signed, or it is no signature.',
  'key-not-known': 'The record is signed by a key that was not given. It can not be told whether it is authentic.',
} as const;

/** Says which rules are not those of this release; a release may be older or newer than the record, so this alone refutes nothing. */
async function releaseFindings({ schemes: recorded }: DecisionRecord, schemes: readonly Scheme[]): Promise<string[]> {
  const rules = recorded.flatMap(({ id, rules: ofScheme }) => ofScheme.map((rule) => ({ ...rule, scheme: id })));
  const others = await Promise.all(
    rules.map(async ({ scheme, id, hash }) => {
      const own = schemes.find((each) => each.id === scheme)?.rules.find((rule) => rule.id === id);
      return own !== undefined && (await hashOfContent(own)) === hash ? [] : [id];
    }),
  );
  const differing = others.flat();
  return [
    differing.length === 0
      ? `All ${rules.length} rules are those of this release.`
      : `Rules that this release has in another form, or not at all: ${differing.join(', ')}.`,
  ];
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${what} is not JSON.`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
