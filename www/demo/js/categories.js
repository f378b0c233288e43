// The 23 kinds of junk in words. The names are the package's; a test compares the two lists.

/** Name → label, and what it is in half a sentence. In the order of the legend: kinds that are alike stand together. */
export const CATEGORIES = {
  title: ['Title', 'the headline, which is metadata and not body'],
  byline: ['Byline', 'who wrote it'],
  date: ['Date', 'when it was published or changed'],
  tags: ['Tags', 'keywords of the page'],
  navigation: ['Navigation', 'menus, breadcrumbs, section labels, pagination'],
  masthead: ['Masthead', 'the site’s head: name, slogan, clock, ticker'],
  interface: ['Interface', 'labels of buttons, players, forms and icons'],
  consent: ['Consent', 'cookie and privacy notices'],
  footer: ['Footer', 'copyright, legal notices, addresses'],
  share: ['Share', 'share bars and follow calls'],
  counter: ['Counter', 'bare numbers of views, comments and likes'],
  embed: ['Embed', 'posts and players of other sites'],
  comments: ['Comments', 'what readers wrote, and calls to write'],
  caption: ['Caption', 'what a picture shows'],
  credit: ['Credit', 'who made a picture'],
  related: ['Related', 'links to other pages of the site'],
  advertisement: ['Advertisement', 'advertisements and their labels'],
  promotion: ['Promotion', 'the site’s own promotions'],
  subscribe: ['Subscribe', 'newsletter, donation and app calls'],
  paywall: ['Paywall', 'notices that hide the rest'],
  script: ['Script', 'program code left over by the scraper'],
  duplicate: ['Duplicate', 'the second copy of something kept'],
  other: ['Other', 'junk of no other kind'],
};

/** The label of a category, also of one that a newer engine may add. */
export const label = (name) => CATEGORIES[name]?.[0] ?? name;

/** What a category is. */
export const meaning = (name) => CATEGORIES[name]?.[1] ?? '';
