// Takes one import in, in a process of its own that a test can kill, and prints how many rows it has done: `commit-import.ts URL-OR-FOLDER NUMBER`.
import { connectEmbedded, connectServer } from '#db/connection.ts';
import { dayOf } from '#lib/domain/day.ts';
import { commitUpload } from '#lib/server/changes/commit-upload.ts';
import { INSTALLATION } from '#seeds/seed.ts';

const [where = '', id = ''] = process.argv.slice(2);
const { db, close } = where.startsWith('postgres')
	? connectServer({ url: where })
	: connectEmbedded({ folder: where });
const now = new Date();
process.stdout.write('0\n');
await commitUpload(
	{ db, reading: db, user: INSTALLATION, today: dayOf(now), now },
	Number(id),
	async (rows) => {
		process.stdout.write(`${rows}\n`);
	}
);
await close();
