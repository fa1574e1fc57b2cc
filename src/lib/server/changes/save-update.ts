import { dropDrafts } from '#db/record/drafts.ts';
import type { AssignmentUpdate } from '#lib/domain/assignment-update.ts';
import type { At } from '../at.ts';
import { once } from './once.ts';
import { updateAssignment } from './update-assignment.ts';

// The same file sent again lies under another name: its bytes tell that it is the same.
const asSent = ({ evidence_file, ...update }: AssignmentUpdate) => ({
	...update,
	file_sha256: evidence_file?.file_sha256
});

/** What somebody filled in about one or several assignments, saved once however often it is sent; their drafts go with it. */
export const saveUpdate = async (
	at: At,
	updates: readonly AssignmentUpdate[],
	key?: string
): Promise<number[] | undefined> =>
	once(at, { key, content: updates.map(asSent) }, async (within, trx) => {
		const ids = await updateAssignment(within, updates);
		if (at.user?.id)
			await dropDrafts(
				trx,
				at.user.id,
				updates.map(({ assignment_id }) => assignment_id)
			);
		return ids;
	});
