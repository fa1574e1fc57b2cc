import { createReadStream } from 'node:fs';
import { insertPart, insertUpload } from '#db/record/uploads.ts';
import { inTransaction } from '#db/transaction.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import type { ArrivedFile } from '../import-file.ts';

const PART_BYTES = 256 * 1024;

/** Keeps the bytes of a file, unread and unjudged, a stretch at a time. Answers the number of the import. */
export const beginImport = (
	at: At,
	{ kind, file }: { kind: ImportKind; file: ArrivedFile }
): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const id = await insertUpload(trx, {
			data_set,
			kind,
			file_name: file.file_name,
			file_sha256: Buffer.from(file.sha256, 'hex'),
			file_bytes: file.bytes,
			imported_by: at.user?.id ?? null,
			uploaded_at: at.now
		});
		let part = 0;
		for await (const bytes of createReadStream(file.path, { highWaterMark: PART_BYTES })) {
			await insertPart(trx, id, part, bytes as Buffer);
			part += 1;
		}
		if (part === 0)
			throw new Refusal('not-possible', 'The file is empty. Choose a file with rows in it.', 'file');
		return id;
	});
