// A page's HTML without what is not read of it: scripts, styles, drawings, comments, the addresses of picture sizes. It
// is cut by patterns, which are wrong now and then: whoever uses it compares the answers.

const WHOLE = /<(script|style|svg|iframe|object|canvas|template|map)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;
const HEAD_LINK = /<link\b(?![^>]*\b(?:canonical|license|author)\b)[^>]*>/gi;
const TAG = /<[a-z][^>]*>/gi;
const ATTRIBUTE =
  /\s(?:on[a-z]+|srcset|sizes|data-[\w-]+|aria-(?:controls|owns|describedby|expanded|haspopup)|integrity|crossorigin|nonce|loading|decoding|fetchpriority|target|tabindex|referrerpolicy|js\w+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/>])/gi;

/** Two lean forms of a page, the shorter one first. */
export function leanForms(html) {
  const without = html
    .replace(WHOLE, (whole) => (/^<script[^>]*\bld\+json\b/i.test(whole) ? whole : ''))
    .replace(COMMENT, '')
    .replace(HEAD_LINK, '');
  const bare = without.replace(TAG, (tag) => tag.replace(ATTRIBUTE, '')).replace(/[ \t]*\n\s*/g, '\n');
  return [bare, without];
}
