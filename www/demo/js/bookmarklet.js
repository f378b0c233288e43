// A bookmark that opens this page and hands it the HTML of the page one is on, from window to window.

import { note } from './announce.js';
import { button, byId } from './dom.js';

/** The part after the `#` with which the bookmark opens the demo. */
const HASH = '#receive';

/** How long the page that opened us has to answer, in milliseconds. */
const WAIT_MS = 6000;

/**
 * What the bookmark does: opens the demo, waits until it says that it listens, and posts the page to its origin alone.
 * One line, without quotes that a bookmark would escape.
 */
function code(address, origin) {
  return `javascript:(()=>{const w=open('${address}${HASH}');if(!w)return;addEventListener('message',function f(e){if(e.source!==w||e.origin!=='${origin}'||e.data!=='unhusk:ready')return;removeEventListener('message',f);w.postMessage({unhusk:'page',html:'<!doctype html>'+document.documentElement.outerHTML,title:document.title,url:location.href},'${origin}')})})()`;
}

/** Wires the link of the start screen, and waits for a page where the bookmark opened us; `accept(input)` takes it. */
export function setUpBookmarklet(accept) {
  const link = byId('bookmarklet');
  const address = `${location.origin}${location.pathname}`;
  link.href = code(address, location.origin);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    note('Drag this to your bookmarks bar; it works from there.');
  });
  if (location.hash === HASH) receive(accept);
}

function receive(accept) {
  history.replaceState(null, '', location.pathname + location.search);
  const opener = window.opener;
  // It stays until it is read: the visitor may still look at the page that was to come.
  const missed = () =>
    note(
      'The page did not arrive: its site keeps its windows apart. Copy the page (Ctrl+A, Ctrl+C) and paste it here.',
      button('Close', () => (byId('toast').hidden = true), { kind: 'small' }),
    );
  if (!opener) {
    missed();
    return;
  }
  const timer = setTimeout(missed, WAIT_MS);
  addEventListener('message', function take(event) {
    const { unhusk, html, title, url } = event.data ?? {};
    if (event.source !== opener || unhusk !== 'page' || typeof html !== 'string') return;
    removeEventListener('message', take);
    clearTimeout(timer);
    window.opener = null;
    const name = typeof title === 'string' && title.trim() ? title.trim().slice(0, 200) : 'A page of yours';
    accept({
      name,
      via: 'bookmarklet',
      flavours: { html },
      using: 'html',
      url: typeof url === 'string' && /^https?:/.test(url) ? url : undefined,
    });
  });
  // Nothing secret is said, so any origin may hear it.
  opener.postMessage('unhusk:ready', '*');
}
