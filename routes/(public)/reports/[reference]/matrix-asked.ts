import { matrix, matrixChoices, MATRIX_COLUMNS, MATRIX_ROWS } from '#db/queries/matrix.ts';
import * as reports from '#db/queries/reports.ts';
import { matrixOf } from '#lib/charts/matrix.ts';
import { matrixAsked } from '#lib/domain/filter.ts';
import { totalOf } from '#lib/domain/stages-in-words.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';

/** The part of a report's matrix that the address asks for. Ends with 400 or 404. */
export const matrixOfReport = async ({ reading, data_set }: App.Locals, reference: string, url: URL) => {
	const { page, organisation_kind, region } = asked(matrixAsked, url);
	const report = orNotFound(
		await reports.find(reading, data_set, reference),
		`There is no report “${reference}” in this data.`
	);
	const total = totalOf(report.stages);
	const pages = pagesOf(total, page, MATRIX_ROWS);
	const choices = await matrixChoices(reading, report.id);
	const found = await matrix(reading, {
		report_id: report.id,
		page,
		kinds: organisation_kind,
		regions: region
	});
	const organisations = found.organisations.slice(0, MATRIX_COLUMNS);
	return {
		report,
		total,
		page,
		pages,
		choices,
		chosen: { organisation_kind, region },
		has_more: found.organisations.length > organisations.length,
		matrix: matrixOf({ ...found, organisations })
	};
};
