/** Thrown when a question can be read and still not be answered; its message says in a sentence why. */
export class BadQuestion extends Error {
	readonly status: 400 | 404;

	constructor(status: 400 | 404, sentence: string) {
		super(sentence);
		this.status = status;
	}
}
