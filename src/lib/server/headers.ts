import { randomBytes } from 'node:crypto';

/** The header by which older browsers learn whose frames a page may be shown in. */
export const FRAMES = 'x-frame-options';

/** What goes out with every answer, whoever makes it. Which scripts and styles a page may load is in svelte.config.js. */
export const SAFE_HEADERS: readonly (readonly [string, string])[] = [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'strict-origin-when-cross-origin'],
	[FRAMES, 'SAMEORIGIN'],
	['cross-origin-opener-policy', 'same-origin']
];

/** Whether a page is made for other sites' frames: one figure, which holds nothing that a click could change. */
export const isEmbedded = (path: string): boolean => /^\/progress\/[^/]+\/embed$/.test(path);

/** By which headers the pages are told how the browser reached us; whatever came in under these names is overwritten. */
export const PROTOCOL_HEADER = 'x-followthrough-protocol';
export const HOST_HEADER = 'x-followthrough-host';
export const ADDRESS_HEADER = 'x-followthrough-address';

/** By what a request is found again in the log. */
export const REQUEST_ID = 'x-request-id';

const process_id = randomBytes(4).toString('hex');
let requests = 0;

/** A number for a request that no other request of any process has. */
export const nextRequestId = (): string => `${process_id}-${(requests += 1).toString(36)}`;
