import type { Kept } from '#db/record/nouns.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import type { At } from '../at.ts';
import { addMeasures } from './add-measures.ts';
import { addOrganisations } from './add-organisations.ts';
import { addOrganisationSets } from './add-organisation-sets.ts';
import { addReports } from './add-reports.ts';
import { addSources } from './add-sources.ts';
import { addThemes } from './add-themes.ts';
import { importActions } from './import-actions.ts';
import { importAssignments } from './import-assignments.ts';
import { importObservations } from './import-observations.ts';
import { importRecommendations } from './import-recommendations.ts';
import { importReportedRecommendations } from './import-reported-recommendations.ts';
import { importStatusUpdates } from './import-status-updates.ts';
import { judgeAddressing } from './judge-addressing.ts';
import { recordSuccessions } from './record-successions.ts';

// The schema of each kind is the type that its change takes; TypeScript cannot follow a table of both.
const CHANGES = {
	themes: addThemes,
	sources: addSources,
	organisations: addOrganisations,
	'organisation sets': addOrganisationSets,
	successions: recordSuccessions,
	reports: addReports,
	recommendations: importRecommendations,
	addressing: judgeAddressing,
	measures: addMeasures,
	'recommendations with their report': importReportedRecommendations,
	assignments: importAssignments,
	'status updates': importStatusUpdates,
	actions: importActions,
	observations: importObservations
} as unknown as Record<ImportKind, (at: At, rows: readonly object[]) => Promise<Kept[]>>;

/** What sort of record a row of each kind becomes. */
export const SUBJECTS: Record<ImportKind, string> = {
	themes: 'theme',
	sources: 'source',
	organisations: 'organisation',
	'organisation sets': 'organisation set',
	successions: 'organisation',
	reports: 'report',
	recommendations: 'recommendation',
	addressing: 'recommendation',
	measures: 'measure',
	'recommendations with their report': 'recommendation',
	assignments: 'assignment',
	'status updates': 'assignment',
	actions: 'action',
	observations: 'measure'
};

/** Hands rows of a file to the very change that the form of their kind calls. Answers what became of each, in order. */
export const handIn = (at: At, kind: ImportKind, rows: readonly object[]): Promise<Kept[]> =>
	CHANGES[kind](at, rows);
