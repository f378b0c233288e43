/** What the answer to a request says of the page in it. */
import { CleanError } from './error.js';

/** Types of pages: HTML, XHTML, any text; also what a server calls bytes when it does not know. */
const PAGES = /^(text\/.*|application\/([\w.-]+\+)?xml|application\/octet-stream|)$/;
const HTML = /^(text\/html|application\/xhtml\+xml)$/;

/**
 * `{ encoding, input, url, length }` of a `Response`, or of what acts like one. Throws a `CleanError` where it is none, where it
 * says that there is no page, and where it is one of something else.
 */
export function readResponse(response) {
  if (typeof response?.arrayBuffer !== 'function' || typeof response.headers?.get !== 'function') {
    const waits = typeof response?.then === 'function' ? '; await it first' : '';
    throw new CleanError('INVALID_INPUT', `cleanResponse takes the Response that \`fetch\` gives${waits}`);
  }
  const { ok, status, url, headers } = response;
  if (!ok) throw new CleanError('INVALID_INPUT', `there is no page: ${url || 'it'} was answered with status ${status}`);
  if (response.bodyUsed) throw new CleanError('INVALID_INPUT', 'the body of this response was read already');
  const [type, ...parameters] = (headers.get('content-type') ?? '').split(';').map((part) => part.trim());
  if (!PAGES.test(type.toLowerCase()))
    throw new CleanError('INVALID_INPUT', `there is no page: ${url || 'it'} was answered with ${type}`);
  const charset = parameters.find((it) => /^charset\s*=/i.test(it));
  return {
    encoding: charset?.replace(/^charset\s*=\s*/i, ''),
    input: HTML.test(type.toLowerCase()) ? 'html' : undefined,
    url: /^https?:/.test(url) ? url : undefined,
    length: Number(headers.get('content-length') ?? 0),
  };
}
