import { join } from 'node:path';
import type { Installation } from '../installation.ts';
import type { TakeFile } from '../multipart.ts';
import type { Settings } from '../settings.ts';
import { folderStore } from './folder-store.ts';
import { s3Store } from './s3-store.ts';
import type { EvidenceStore } from './store.ts';
import { takeIn } from './take-in.ts';

const folderOf = ({ data_folder }: Pick<Settings, 'data_folder'>) => join(data_folder, 'evidence');

/** Where this installation keeps the bytes of evidence: a bucket where one is set, else a folder beside its data. */
export const openEvidenceStore = (
	settings: Pick<Settings, 'data_folder' | 'evidence_bucket'>
): EvidenceStore =>
	settings.evidence_bucket ? s3Store(settings.evidence_bucket) : folderStore(folderOf(settings));

/** How a form's field takes in a file of evidence. */
export const takesEvidence =
	({ evidence, settings }: Pick<Installation, 'evidence' | 'settings'>): TakeFile =>
	async (file) => {
		const value = await takeIn(evidence, join(folderOf(settings), 'arriving'), file);
		return {
			value,
			keep: () => evidence.keep(value.file_key),
			drop: () => evidence.drop(value.file_key)
		};
	};
