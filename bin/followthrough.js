#!/usr/bin/env node
// The command line: `npm run ft -- <command>`. The product is TypeScript, which Node 20 reads by way of tsx.
import { runProduct } from './run-product.js';

await runProduct(process.argv.slice(2));
