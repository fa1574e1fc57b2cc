export type RefusalKind = 'not-found' | 'not-allowed' | 'not-possible';

/**
 * The one error thrown on purpose: by `may`, by an axis's move and by changes. Its message is a whole sentence
 * for a person; its kind becomes 404, 403 or 409 at the door. `fields` says what to fill in, where that would mend it:
 * a sentence for each, so that nobody is asked twice.
 */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	readonly fields: Readonly<Record<string, string>>;
	/** Which assignment of several it is about, where a list was refused because of one. */
	about?: number;

	constructor(kind: RefusalKind, sentence: string, about?: string | Readonly<Record<string, string>>) {
		super(sentence);
		this.name = 'Refusal';
		this.kind = kind;
		this.fields = typeof about === 'string' ? { [about]: sentence } : (about ?? {});
	}

	/** The first field to fill in. */
	get field(): string | undefined {
		return Object.keys(this.fields)[0];
	}

	/** Whether filling something in would mend it. */
	get asks(): boolean {
		return this.field !== undefined;
	}
}

/** What is refused for want of some fields: of one that is wanted twice, the first sentence is kept. */
export const asking = (wants: readonly { field: string; sentence: string }[]): Refusal => {
	const fields = new Map<string, string>();
	for (const { field, sentence } of wants) if (!fields.has(field)) fields.set(field, sentence);
	return new Refusal('not-possible', [...fields.values()].join(' '), Object.fromEntries(fields));
};

/**
 * What all of the attempts give, in their order. What several are refused for want of is asked for at once; a refusal
 * that no field would mend goes before.
 */
export const together = <T>(...attempts: (() => T[])[]): T[] => {
	const wants: { field: string; sentence: string }[] = [];
	const given = attempts.flatMap((attempt) => {
		try {
			return attempt();
		} catch (refusal) {
			if (!(refusal instanceof Refusal) || !refusal.asks) throw refusal;
			wants.push(...Object.entries(refusal.fields).map(([field, sentence]) => ({ field, sentence })));
			return [];
		}
	});
	if (wants.length > 0) throw asking(wants);
	return given;
};
