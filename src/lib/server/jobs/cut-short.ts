/** Thrown by work that was told to end before it was done: some process goes on with it as soon as it has time. */
export class CutShort extends Error {
	constructor() {
		super('It was cut short, and goes on later.');
	}
}
