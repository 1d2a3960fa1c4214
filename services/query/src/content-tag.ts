/** An entity tag of what the caller sees: it changes with every visible change and tells nothing about the others. */
export async function contentTag(content: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(content)));
  return Buffer.from(digest).toString('base64url').slice(0, 27);
}

/** Whether the caller's `If-None-Match` names the tag (RFC 9110 §13.1.2: weak comparison, a list, or any). */
export function hasTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const named = ifNoneMatch.split(',').map((candidate) => candidate.trim().replace(/^W\//, ''));
  return named.includes('*') || named.includes(`"${tag}"`);
}
