/** The head of a Markdown file: what is known of the page, as YAML. */

export function frontmatter({ title, metadata }, url) {
  const { author, date, site, language, description, tags } = metadata;
  const fields = { title, author, date, source: url ?? metadata.url, site, language, tags, description };
  const isSaid = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  // JSON is YAML, whatever stands in it.
  const lines = Object.entries(fields).filter(([, value]) => isSaid(value));
  return `---\n${lines.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('')}---\n\n`;
}
