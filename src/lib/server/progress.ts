/** Is told what goes on, for a person who waits: a line when something begins, and how far it is. */
export type Progress = (what: string, done?: number, of?: number) => void;
