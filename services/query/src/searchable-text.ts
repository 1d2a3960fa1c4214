/** How names, codes and questions are compared: compatibility forms unified (full width, ligatures), case folded, white space collapsed. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

/** A LIKE pattern that finds the text anywhere; its own `%`, `_` and `\` stand for themselves. */
export function containing(text: string): string {
  return `%${searchable(text).replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
}
