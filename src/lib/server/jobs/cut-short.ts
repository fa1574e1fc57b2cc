/** Thrown by work that ends before it is done: some process goes on with it as soon as it has time, but not before. */
export class CutShort extends Error {
	readonly not_before_ms: number;

	constructor(not_before_ms = 0) {
		super('It was cut short, and goes on later.');
		this.not_before_ms = not_before_ms;
	}
}
