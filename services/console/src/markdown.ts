/** The few forms of Markdown that the pages of problems use, as HTML: headings, paragraphs and `code`. */
export function htmlOf(markdown: string): string {
  const blocks = escaped(markdown).split(/\n{2,}|(?<=^#.*)\n/m);
  return blocks
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => {
      const [, marks, heading] = /^(#{1,3}) (.+)$/.exec(block) ?? [];
      const level = marks?.length ?? 0;
      return withCode(heading === undefined ? `<p>${block}</p>` : `<h${level}>${heading}</h${level}>`);
    })
    .join('\n');
}

/** A whole page around content that is HTML already; nothing in it is loaded from elsewhere. */
export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1c2430; background: #fff; }
a { color: #0b5cad; } code { background: #eef1f5; padding: .1em .3em; border-radius: .2em; }
@media (prefers-color-scheme: dark) { body { color: #e6e9ee; background: #14181f; } a { color: #7db8f7; } code { background: #262d38; } }
</style>
</head>
<body>
${content}
</body>
</html>
`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const withCode = (html: string): string => html.replace(/`([^`]+)`/g, '<code>$1</code>');
