// The article as a note: Markdown under a head of what is known of it, as note-taking programs read it.

/** A string as YAML writes it: in double quotes, which take every character. */
const quoted = (text) => JSON.stringify(String(text));

/** The head of a note: one `key: value` a line, between two lines of dashes. */
export function frontMatter({ title, metadata }, { url = null } = {}) {
  const { author, date, site, language, tags } = metadata;
  const rows = [
    ['title', title && quoted(title)],
    ['author', author.length > 0 && `[${author.map(quoted).join(', ')}]`],
    ['date', date],
    ['source', sourceOf(metadata, url) && quoted(sourceOf(metadata, url))],
    ['site', site && quoted(site)],
    ['language', language],
    ['tags', tags.length > 0 && `[${tags.map(quoted).join(', ')}]`],
  ];
  const lines = rows.filter(([, value]) => value).map(([key, value]) => `${key}: ${value}`);
  return lines.length > 0 ? `---\n${lines.join('\n')}\n---\n` : '';
}

/** Where a page is from: what it says itself, else what is known of how it came. */
export const sourceOf = (metadata, url) => metadata.url ?? url ?? null;

/** The note: its head, its title, and the article in Markdown. */
export function noteOf(result, input) {
  const markdown = result.markdown ?? '';
  const isTitled = !result.title || /^#\s/.test(markdown);
  return [
    frontMatter(result, input),
    isTitled ? '' : `# ${result.title}\n`,
    markdown.endsWith('\n') ? markdown : `${markdown}\n`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The longest address that is handed to another program: some systems cut longer ones. */
const MOST_ADDRESS = 30_000;

/** The address that opens a new note in Obsidian; `null` where the note is too long for one. */
export function obsidianLink(name, note) {
  const address = `obsidian://new?name=${encodeURIComponent(name)}&content=${encodeURIComponent(note)}`;
  return address.length <= MOST_ADDRESS ? address : null;
}
