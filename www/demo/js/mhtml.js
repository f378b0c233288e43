// A saved web page in one file (.mhtml): its first HTML part.

/** Whether a file looks like MHTML. */
export const isMhtml = (name, bytes) =>
  /\.mht(ml)?$/i.test(name) ||
  /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart\/related/i.test(ascii(bytes.subarray(0, 2048)));

/** `{ bytes, charset }` of the HTML part, `charset` where its head names one; `null` where there is no such part. */
export function htmlPart(bytes) {
  const all = ascii(bytes);
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(all)?.[1];
  if (!boundary) return null;
  for (const part of all.split(`--${boundary}`).slice(1)) {
    const [, head, body] = /^\r?\n?([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(part) ?? [];
    // A field of the head may go on in lines that begin with white space.
    const fields = head?.replace(/\r?\n[ \t]+/g, ' ') ?? '';
    const [, type] = /^content-type:\s*((?:text\/html|application\/xhtml).*)/im.exec(fields) ?? [];
    if (!type) continue;
    const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1] ?? null;
    const transfer = /^content-transfer-encoding:\s*([\w-]+)/im.exec(fields)?.[1].toLowerCase();
    return { bytes: latin(decoded(body, transfer)), charset };
  }
  return null;
}

function decoded(body, transfer) {
  if (transfer === 'base64') return atob(body.replace(/\s+/g, ''));
  return transfer === 'quoted-printable' ? unquote(body) : body;
}

function unquote(body) {
  return body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Bytes as characters of the same number, 8192 at a time: `fromCharCode` has a limit. */
function ascii(bytes) {
  let out = '';
  for (let at = 0; at < bytes.length; at += 8192) out += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return out;
}

function latin(text) {
  const out = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) out[at] = text.charCodeAt(at);
  return out;
}
