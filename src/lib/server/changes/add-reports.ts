import * as importing from '#db/queries/importing.ts';
import { plan, renamed, write, type Kept, type Noun } from '#db/record/nouns.ts';
import { followReports } from '#db/record/recommendations.ts';
import { moveCounts } from '#db/record/rollups.ts';
import { refreshSearch } from '#db/record/search.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Report } from '#lib/domain/report.ts';
import type { At } from '../at.ts';

const REPORT: Noun = {
	subject: 'report',
	table: 'report',
	key: 'reference',
	columns: {
		reference: 'text',
		source_id: 'int4',
		title: 'text',
		topic: 'text',
		published_on: 'date',
		published_year: 'int2',
		date_note: 'text',
		url: 'text'
	}
};

const NAMES = {
	report_ref: 'reference',
	title: 'title',
	topic: 'topic',
	published_on: 'published_on',
	published_year: 'published_year',
	date_note: 'date_note',
	url: 'url'
};

/** Adds publications of known sources, or amends those whose reference is known. Answers what became of each. */
export const addReports = (at: At, reports: readonly Report[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const sources = await importing.ids(
			trx,
			'source',
			data_set,
			reports.map(({ source_code }) => source_code)
		);
		const source = importing.mustFind(sources, 'source', 'source_code');
		const planned = await plan(
			trx,
			REPORT,
			data_set,
			reports.map((report) => ({ ...renamed(report, NAMES), source_id: source(report.source_code) }))
		);
		// A download works the year out where only the day is known; when it comes back, it says nothing new.
		for (const one of planned) {
			const year = one.changes.findIndex(({ column }) => column === 'published_year');
			const { from, to } = one.changes[year] ?? {};
			if (from !== undefined || to === undefined || !String(one.row.published_on).startsWith(to)) continue;
			one.changes.splice(year, 1);
			one.row.published_year = null;
		}
		const changed = planned
			.filter(({ changes }) => changes.length > 0)
			.flatMap(({ known }) => known?.id ?? []);
		const moved = planned
			.filter(({ changes }) => changes.some(({ column }) => column === 'source_id'))
			.flatMap(({ known }) => known?.id ?? []);
		let kept: Kept[] = [];
		const theirs = moved.length > 0 ? await importing.recommendationsOf(trx, moved) : [];
		await moveCounts(trx, { recommendation_ids: theirs }, async () => {
			kept = await write(trx, at, REPORT, data_set, planned);
			await followReports(trx, moved);
		});
		await refreshSearch(trx, { report_ids: changed });
		return kept;
	});
