export type RefusalKind = 'not-found' | 'not-allowed' | 'not-possible';

/**
 * The one error thrown on purpose: by `may`, by an axis's move and by changes. Its message is a whole sentence
 * for a person; its kind becomes 404, 403 or 409 at the door.
 */
export class Refusal extends Error {
	readonly kind: RefusalKind;

	constructor(kind: RefusalKind, sentence: string) {
		super(sentence);
		this.name = 'Refusal';
		this.kind = kind;
	}
}
