// Crawlee, with the npm package: node crawlee.mjs CLEAN.jsonl URL…
import { appendFile } from 'node:fs/promises';

import { BasicCrawler, Configuration } from '@crawlee/basic';
import { clean } from 'unhusk';

const [target, ...urls] = process.argv.slice(2);

const crawler = new BasicCrawler(
  {
    async requestHandler({ request, sendRequest }) {
      // The bytes, not the text: the page's own declaration of its encoding is read with them.
      const { body, headers } = await sendRequest({ responseType: 'buffer' });
      const encoding = /charset="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1];
      const { title, text, metadata } = clean(new Uint8Array(body), { url: request.url, encoding, explain: false });
      await appendFile(target, `${JSON.stringify({ url: request.url, title, text, language: metadata.language })}\n`);
    },
  },
  new Configuration({ persistStorage: false }),
);

await crawler.run(urls);
