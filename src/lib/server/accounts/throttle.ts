import * as tries from '#db/accounts/tries.ts';
import type { Database } from '#db/schema.ts';
import { Refusal } from '#lib/domain/refusal.ts';

/** Slows down, and never shuts out for longer than a minute: else anybody could keep anybody out. */
const PATIENCE = {
	account: { tries: 5, longest_seconds: 60 },
	address: { tries: 30, longest_seconds: 60 },
	/** Reports that something is wrong, which anybody may make. */
	report: { tries: 5, longest_seconds: 600 }
} as const;
type By = keyof typeof PATIENCE;

/** What is counted: an account by its e-mail address, and where the try comes from. */
export type Tried = Partial<Record<By, string>>;

const keys = (tried: Tried) =>
	(Object.keys(PATIENCE) as By[]).flatMap((by) => {
		const value = tried[by];
		return value === undefined ? [] : [{ by, key: `${by} ${value.toLowerCase()}` }];
	});

/** Counts a try, whether or not there is such an account; refuses it where it comes too soon after others that failed. */
export const slowDown = async (db: Database, now: Date, tried: Tried): Promise<void> => {
	for (const { by, key } of keys(tried)) {
		const seconds = await tries.take(db, key, now, PATIENCE[by]);
		if (seconds > 0)
			throw new Refusal(
				'not-possible',
				`There were many tries. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`
			);
	}
};

/** The try was right: the account's count begins anew, and the address gets its try back. */
export const wasRight = async (db: Database, tried: Tried): Promise<void> => {
	for (const { by, key } of keys(tried)) await (by === 'account' ? tries.forget : tries.giveBack)(db, key);
};
