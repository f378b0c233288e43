/** What goes to a terminal: neither a page nor a file's name may command it. */

/** Characters that move the cursor, change colours or turn the order of the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const COMMANDS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function visible(char) {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

export function shown(text) {
  return text.replaceAll(COMMANDS, visible);
}

/** The same of what is one line, as a file's name in a message. */
export function shownLine(text) {
  return shown(text).replaceAll('\n', '␊').replaceAll('\t', '␉');
}

/** JSON with the same characters escaped, so that it says what it said. */
export function shownJson(json) {
  return json.replaceAll(COMMANDS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
