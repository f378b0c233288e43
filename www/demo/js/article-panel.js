// The tab with the cleaned article: the frame, the pager of a long one, and what to do where there is none.

import { fill, pictureHosts } from './article-frame.js';
import { htmlOf } from './article-parts.js';
import { day } from './dates.js';
import { append, button, el, number, plural } from './dom.js';
import { hasBody } from './summary.js';

const PICTURE = /<(?:img|video|audio)\b/i;

/** Sites that are named; more are counted. */
const NAMED_HOSTS = 2;

export class ArticlePanel {
  #host;
  #actions;
  #at = 0;
  #result = null;
  #theme = 'light';
  /** Whether the visitor had the pictures of this article loaded. */
  #pictures = false;

  /** `actions`: `ratherKeep()`, `fresh()`: what helps where no article was found; `drawn(frame)` hears of each frame. */
  constructor(host, actions) {
    this.#host = host;
    this.#actions = actions;
    host.removeAttribute('tabindex'); // The frame in it takes the focus.
  }

  show(result, theme, titled) {
    const same = this.#result?.html === result.html;
    this.#result = result;
    this.#theme = theme;
    this.#titled = titled;
    if (!hasBody(result) && !result.text.trim()) {
      this.#host.replaceChildren(this.#nothing());
      return;
    }
    if (!same) {
      this.#at = 0;
      this.#pictures = false;
    }
    this.#draw();
  }

  #titled = false;

  #draw() {
    const first = this.#at === 0;
    const { title, metadata, html = '', parts } = this.#result;
    const part = htmlOf(html, parts[this.#at]);
    const head = first && {
      title: this.#titled ? null : title,
      site: beside(metadata.site, metadata.section),
      byline: beside(metadata.author.join(', '), day(metadata.date)),
    };
    const some = head && (head.title || head.site || head.byline) ? head : null;
    const frame = el('iframe', {
      class: 'article-frame',
      title: title ? `Cleaned article: ${title}` : 'Cleaned article',
      sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
      // Not reachable by script, but by keyboard: it scrolls.
      tabindex: 0,
    });
    fill(frame, part, {
      head: some,
      language: metadata.language,
      theme: this.#theme,
      pictures: this.#pictures,
      done: () => this.#actions.drawn(frame),
    });
    this.#host.replaceChildren();
    append(this.#host, [
      !hasBody(this.#result) && this.#doubt(),
      frame,
      PICTURE.test(part) && this.#aboutPictures(part),
      parts.length > 1 && this.#pager(),
    ]);
  }

  /** Why there are lines where there were pictures, and how to have them. */
  #aboutPictures(part) {
    const hosts = pictureHosts(part);
    const count = [...hosts.values()].reduce((sum, it) => sum + it, 0);
    const names = [...hosts.keys()].slice(0, NAMED_HOSTS);
    const more = hosts.size - names.length;
    const sites = more > 0 ? `${names.join(', ')} and ${plural(more, 'more site')}` : names.join(' and ');
    const toggle = () => {
      this.#pictures = !this.#pictures;
      this.#draw();
      this.#host.querySelector('#load-pictures')?.focus();
    };
    const change = (words) =>
      el('button', { type: 'button', class: 'textual', id: 'load-pictures', onclick: toggle }, words);
    return el(
      'p',
      { class: 'unloaded' },
      this.#pictures
        ? ['Pictures are loaded: ', el('bdi', {}, sites), ' may know of it. ', change('Take them away')]
        : [
            'Pictures are not loaded, so that nothing is sent. ',
            count > 0 && change(`Load ${number(count)} from ${sites}`),
          ],
    );
  }

  #pager() {
    const go = (step) => () => {
      this.#at += step;
      this.#draw();
      const [next, previous] = ['.pager-next', '.pager-previous'].map((it) => this.#host.querySelector(it));
      const wanted = step > 0 ? [next, previous] : [previous, next];
      wanted.find((it) => !it.disabled)?.focus();
    };
    const last = this.#result.parts.length - 1;
    return el(
      'div',
      { class: 'pager', role: 'group', 'aria-label': 'Parts of the article' },
      button('Previous part', go(-1), { glyph: 'left', quiet: true, kind: 'pager-previous', disabled: this.#at === 0 }),
      el('span', {}, `Part ${this.#at + 1} of ${last + 1}`),
      button('Next part', go(1), { glyph: 'right', quiet: true, kind: 'pager-next', disabled: this.#at === last }),
    );
  }

  #doubt() {
    return el(
      'p',
      { class: 'notice' },
      'There may be no article on this page: what was kept is little, or unlike prose. ',
      el(
        'button',
        { type: 'button', class: 'textual', onclick: () => this.#actions.ratherKeep() },
        'Rather keep when unsure',
      ),
      '.',
    );
  }

  #nothing() {
    const { removed } = this.#result;
    return el(
      'div',
      { class: 'nothing' },
      el('h2', {}, 'No article on this page'),
      el(
        'p',
        {},
        removed.length > 0
          ? `All of it reads like junk: ${plural(removed.length, 'piece')} removed, each marked on the page with its reason.`
          : 'There is no text in it that could be an article.',
      ),
      el(
        'ul',
        {},
        el('li', {}, 'If a marked piece belongs to the article, choose it and press “Keep this”.'),
        el(
          'li',
          {},
          'If the page builds itself with scripts, its text is not in its source: copy it from the browser window instead.',
        ),
      ),
      el(
        'div',
        { class: 'nothing-tools' },
        button('Rather keep when unsure', () => this.#actions.ratherKeep(), { kind: 'primary' }),
        button('Try another page', () => this.#actions.fresh()),
      ),
    );
  }
}

/** What is there, with dots between; each part in its own direction: a date stays one in an Arabic line. */
function beside(...parts) {
  return parts
    .filter(Boolean)
    .map((it) => `\u2068${it}\u2069`)
    .join(' · ');
}
