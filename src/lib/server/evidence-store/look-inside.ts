import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** Some bytes of a file, from a place on: fewer where it ends before. */
export const bytesAt = async (path: string, from: number, length: number): Promise<Buffer> => {
	const file = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
};

/** Which of the marks stand anywhere in a file, read piece by piece. */
export const marksIn = async <Mark extends string>(
	path: string,
	marks: Record<Mark, Buffer>
): Promise<Set<Mark>> => {
	const wanted = Object.entries(marks) as [Mark, Buffer][];
	const longest = Math.max(...wanted.map(([, mark]) => mark.length));
	const found = new Set<Mark>();
	let before: Buffer = Buffer.alloc(0);
	for await (const chunk of createReadStream(path)) {
		const piece = Buffer.concat([before, chunk as Buffer]);
		for (const [name, mark] of wanted) if (piece.includes(mark)) found.add(name);
		before = piece.subarray(Math.max(0, piece.length - longest + 1));
	}
	return found;
};
