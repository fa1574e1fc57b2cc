import type { At } from '#lib/server/at.ts';

declare global {
	namespace App {
		/** What a request carries: who asks, when and where. The front door fills it. */
		interface Locals extends At {}
	}
}

export {};
