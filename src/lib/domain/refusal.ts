export type RefusalKind = 'not-found' | 'not-allowed' | 'not-possible';

/**
 * The one error thrown on purpose: by `may`, by an axis's move and by changes. Its message is a whole sentence
 * for a person; its kind becomes 404, 403 or 409 at the door. `field` names what to fill in, where that would mend it.
 */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	readonly field: string | undefined;

	constructor(kind: RefusalKind, sentence: string, field?: string) {
		super(sentence);
		this.name = 'Refusal';
		this.kind = kind;
		this.field = field;
	}
}
