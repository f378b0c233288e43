// What another program shares with us. No DOM here: the tests run it in Node.

/** A shared text up to this length that holds an address is about the page there: its title, “look at this”. */
const SHORT_SHARE = 300;

/** What another program shared, from the address with which the system opens us: its text, else its link; `null` for none. */
export function sharedText(search) {
  const params = new URLSearchParams(search);
  const [text, url] = ['text', 'url'].map((key) => params.get(key)?.trim());
  if (!text) return url || null;
  const link = url || /https?:\/\/[^\s<>"]+/i.exec(text)?.[0];
  return (text.length <= SHORT_SHARE && link) || text;
}
