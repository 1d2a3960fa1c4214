import { Problem } from '@jinqiao/problem-details/problem';
import { z } from 'zod';

const Position = z.strictObject({ form: z.literal(1), day: z.iso.date(), productCode: z.string(), productId: z.uuid() });

/** Where a page ended, and the day that its list answers for. */
export type CursorPosition = Omit<z.infer<typeof Position>, 'form'>;

const bytes = new TextEncoder();

function keyOf(secret: string) {
  return crypto.subtle.importKey('raw', bytes.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

// The question itself, facts of a person among it, is never in the cursor: only its signature depends on it.
function signed(payload: string, question: string): Uint8Array<ArrayBuffer> {
  return bytes.encode(`${payload}.${question}`);
}

/** The cursor after a position in the list of a question; good for this question alone. */
export async function encodeCursor(position: CursorPosition, question: string, secret: string): Promise<string> {
  const payload = Buffer.from(JSON.stringify({ form: 1, ...position })).toString('base64url');
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret), signed(payload, question));
  return `${payload}.${Buffer.from(signature).toString('base64url')}`;
}

/** Reads a cursor back; one of another question, forged, or of an earlier form is refused. */
export async function decodeCursor(cursor: string, question: string, secret: string): Promise<CursorPosition> {
  const [payload, signature, ...rest] = cursor.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) throw notValid();
  const genuine = await crypto.subtle.verify('HMAC', await keyOf(secret), Buffer.from(signature, 'base64url'), signed(payload, question));
  if (!genuine) throw notValid();
  const position = Position.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!position.success) throw notValid();
  const { day, productCode, productId } = position.data;
  return { day, productCode, productId };
}

function notValid(): Problem {
  return new Problem(
    'cursor-not-valid',
    'The cursor does not belong to this question: a cursor goes on only in the list that answered it, with the same filters, facts, day and caller. Leave "cursor" out to start from the first page.',
  );
}
