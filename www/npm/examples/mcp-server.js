#!/usr/bin/env node
// A server of the Model Context Protocol with one tool, `read_page`: a page's article, without what is around it.
// Install: npm install unhusk @modelcontextprotocol/sdk zod
// Tell the client: { "mcpServers": { "reader": { "command": "node", "args": ["/path/to/mcp-server.js"] } } }
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { cleanResponse } from 'unhusk';
import { z } from 'zod';

const server = new McpServer({ name: 'reader', version: '1.0.0' });

server.registerTool(
  'read_page',
  {
    title: 'Read a web page',
    description: 'Gives the article of a web page as Markdown, without menus, ads, comments and other junk',
    inputSchema: { url: z.url({ protocol: /^https?$/ }), links: z.boolean().default(true) },
    annotations: { readOnlyHint: true, openWorldHint: true },
  },
  async ({ url, links }) => {
    try {
      const page = await cleanResponse(await fetch(url, { signal: AbortSignal.timeout(20_000) }), {
        markdown: true,
        explain: false,
        includeLinks: links,
      });
      const head = [`# ${page.title ?? url}`, [...page.metadata.author, page.metadata.date].filter(Boolean).join(', ')];
      const body = page.text === '' ? 'No article was found on this page.' : page.markdown;
      return { content: [{ type: 'text', text: [...head, body].filter(Boolean).join('\n\n') }] };
    } catch (error) {
      return { isError: true, content: [{ type: 'text', text: `${url} cannot be read: ${error.message}` }] };
    }
  },
);

await server.connect(new StdioServerTransport());
