import type { Session } from '#db/accounts/sessions.ts';
import type { At } from '#lib/server/at.ts';
import type { DataSet } from '#lib/domain/data-set.ts';

declare global {
	namespace App {
		/** What a request carries: who asks, when, where, and of which data. The front door fills it. */
		interface Locals extends At {
			/** Which of the two bodies of data the request is about: `?data=demonstration`, or the register. */
			data_set: DataSet;
			/** The session in which they ask. While a step of signing in is still to be done there is one, and no `user`. */
			session?: Session | undefined;
			/** Whether invented people are shown here, and anybody may sign in as one of them. */
			demonstration: boolean;
			request_id: string;
			/** The status of a refusal that a page met while it was made. */
			refused?: number;
		}
		interface Error {
			message: string;
			/** By what the fault is found in the log. */
			request_id?: string;
		}
	}
}

export {};
