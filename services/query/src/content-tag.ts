/** An entity tag of what the caller sees, so that it changes with every visible change and tells nothing about the others. Weak: the freshness beside it always differs. */
export async function contentTag(content: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(content)));
  return `W/"${Buffer.from(digest).toString('base64url').slice(0, 27)}"`;
}

/** Whether the caller's `If-None-Match` names the tag (RFC 9110 §13.1.2: weak comparison, a list, or any). */
export function hasTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((candidate) => opaque(candidate) === opaque(tag));
}
