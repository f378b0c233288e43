#!/usr/bin/env node
/** The command `unhusk` of Node: `npx unhusk page.html`. */
import { main } from './command/main.js';

process.exitCode = await main(process.argv.slice(2));
