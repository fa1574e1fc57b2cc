import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { headings, rows } from '#db/queries/bulk.ts';
import { onBothEngines, type TestAt } from '#db/testing.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { write } from '#lib/csv/write.ts';
import type { Person } from '#lib/domain/person.ts';
import { runImport, type ImportMap } from './run-import.ts';

const registrar: Person = {
	id: null,
	name: 'Registrar',
	email: '',
	data_set: 'register',
	memberships: [{ role: 'registrar' }],
	suspended: false
};
const folder = mkdtempSync(join(tmpdir(), 'followthrough-run-'));
const file = (text: string, name = 'plan.csv'): string => {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
};
const recommendations = async ({ db }: TestAt): Promise<number> =>
	(await db.selectFrom('recommendation').select('id').execute()).length;

const SHEET = [
	'Ref;Recommendation text;Report title;Issued by;Date made;Official response;Status note;Colour',
	'X/1;Check every line twice.;Lines;The Example Inquiry;03/04/2024;Agreed;;red',
	'X/2;Check every door.;Lines;The Example Inquiry;05/06/2024;Rejected;Too dear.;blue',
	'X/3;;Lines;The Example Inquiry;07/08/2024;;;'
].join('\r\n');
const plain = { kind: 'recommendations with their report' as const, commit: false, good_only: false };

onBothEngines('an import by a command', (base) => {
	const at = () => ({ ...base(), user: registrar });

	it('asks what only a person can decide, and looks at no row before that', async () => {
		const report = await runImport(at(), { ...plain, path: file(SHEET), commit: true });
		const asked = report.questions.join('\n');
		expect(asked).toMatch(/03\/04\/2024 can be read in two ways/);
		expect(asked).toMatch(/‘Agreed’ .*Offered: accepted \(Replies of governments\)/);
		expect(asked).toMatch(/‘Ref’ the recommendation ref/);
		expect(report.notes.join()).toMatch(/left out: ‘Colour’/);
		expect(report).toMatchObject({ outcome: {}, committed: false, import_id: null });
		expect(await recommendations(at())).toBe(0);
	});

	it('takes the answers, shows what would happen, and writes only when told: all, or the good ones', async () => {
		const open = await runImport(at(), { ...plain, path: file(SHEET) });
		const map: ImportMap = {
			dialect: { day_order: 'dmy' },
			mapping: {
				...open.mapping!,
				values: { response: { Agreed: 'accepted', Rejected: 'not accepted' } }
			}
		};
		const run = { ...plain, path: file(SHEET), map };
		const preview = await runImport(at(), run);
		expect(preview).toMatchObject({ questions: [], outcome: { new: 2, refused: 1 }, committed: false });
		expect(preview.problems).toMatchObject([{ n: 1, rows: [4], column: 'Recommendation text' }]);
		expect(await recommendations(at())).toBe(0);

		expect(await runImport(at(), { ...run, commit: true })).toMatchObject({ committed: false });
		expect(await recommendations(at())).toBe(0);

		let left = '';
		const good = await runImport(at(), {
			...run,
			commit: true,
			good_only: true,
			left_out: async (text) => void (left += text)
		});
		expect(good).toMatchObject({ committed: true, import_id: expect.any(Number) });
		expect(await recommendations(at())).toBe(2);
		expect(left.split('\r\n')).toHaveLength(3);

		const mended = file(left.replace('X/3,,', 'X/3,Check every window.,'), 'mended.csv');
		const rest = await runImport(at(), { ...plain, path: mended, map, commit: true });
		expect(rest).toMatchObject({ committed: true, outcome: { new: 1 } });
		const again = await runImport(at(), { ...run, commit: true, good_only: true });
		expect(again.outcome).toEqual({ unchanged: 2, refused: 1 });
		expect(await recommendations(at())).toBe(3);
	});

	it('finds no change in any file that can be downloaded here', async () => {
		const bring = async (kind: ImportKind, text: string) => {
			const report = await runImport(at(), { ...plain, kind, path: file(text), commit: true });
			expect(report, JSON.stringify(report).slice(-700)).toMatchObject({ committed: true, problems: [] });
		};
		await bring('themes', 'code,name,description\nlines,Lines,"All, of them"\n');
		await bring('sources', 'code,name,kind,url\nINQ,The Example Inquiry,inquiry,https://example.org/\n');
		await bring(
			'organisations',
			'code,name,kind,region,opened_on\nTR1,=First trust,trust,North,1994-04-01\nTR2,Second trust,trust,,\n'
		);
		await bring('reports', 'report_ref,source_code,title,published_on\nINQ-1,INQ,Lines,2024-03-01\n');
		await bring(
			'recommendations',
			[
				'recommendation_ref,report_ref,ordinal,summary,original_wording,addressees,themes,made_on,response,response_on,status_note',
				'INQ/1,INQ-1,1,Train all night staff.,"Train ""all"" staff,\nat night.",TR1;TR2,lines,2024-03-01,accepted,2024-05-01,',
				'INQ/2,INQ-1,2,-Publish what was learned.,,TR1,,2024-03-01,not accepted,2024-05-01,Too dear.'
			].join('\n')
		);
		await bring(
			'status updates',
			'recommendation_ref,organisation_code,delivery,barrier,narrative,effective_on\nINQ/1,TR1,on hold,money,No money yet.,2024-06-01\n'
		);
		await bring(
			'measures',
			'measure_ref,measure,unit,value,as_on,report_ref,theme\nM-1,Lines checked,%,46.6,2024-06-30,INQ-1,lines\n'
		);
		for (const kind of [
			'themes',
			'sources',
			'organisations',
			'reports',
			'recommendations',
			'assignments',
			'measures'
		] as const) {
			const columns = ['data_set', 'as_at', ...headings(kind)];
			const cells: (string | number | null)[][] = [];
			for await (const batch of rows(at().reading, kind, 'register'))
				for (const row of batch)
					cells.push(
						columns.map(
							(column) =>
								({ ...row, data_set: 'register', as_at: '2026-11-22' })[column] as string | number | null
						)
					);
			expect(cells.length, kind).toBeGreaterThan(0);
			const report = await runImport(at(), { ...plain, kind, path: file(write(columns, cells)) });
			expect({ ...report, kind }).toMatchObject({ kind, questions: [], problems: [] });
			expect({ kind, outcome: report.outcome }).toEqual({ kind, outcome: { unchanged: cells.length } });
		}
	});
});
