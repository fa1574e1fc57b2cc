import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { PaperContent, PaperKind } from '#lib/domain/paper.ts';
import type { Reading } from '../schema.ts';

/** A frozen paper, without its bytes. */
export type Paper = {
	id: number;
	data_set: DataSet;
	slug: string;
	meeting_id: number;
	board: string;
	held_on: Day;
	known_at: Day;
	frozen_at: Date;
	frozen_by: string | null;
	published_at: Date | null;
	sha256: string;
	has_pdf: boolean;
};

const PAPER = sql`p.id, p.data_set, p.slug, p.meeting_id, m.board, m.held_on, p.known_at, p.frozen_at, f.name as frozen_by, p.published_at,
	encode(p.sha256, 'hex') as sha256, exists (select from paper_document d where d.paper_id = p.id and d.kind = 'pdf') as has_pdf
	from paper p join meeting m on m.id = p.meeting_id left join person f on f.id = p.frozen_by`;

/** The papers that whoever asks may read, the newest first. */
export const list = async (
	reading: Reading,
	data_set: DataSet,
	{ limit, offset = 0 }: { limit: number; offset?: number }
): Promise<Paper[]> => {
	const { rows } = await sql<Paper>`
		select ${PAPER} where p.data_set = ${data_set} order by p.frozen_at desc, p.id desc limit ${limit} offset ${offset}`.execute(
		reading
	);
	return rows;
};

/** How many papers whoever asks may read. */
export const count = async (reading: Reading, data_set: DataSet): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from paper where data_set = ${data_set}`.execute(reading);
	return rows[0]?.n ?? 0;
};

/** The papers of a meeting, the newest first. */
export const ofMeeting = async (reading: Reading, meeting_id: number): Promise<Paper[]> => {
	const { rows } = await sql<Paper>`
		select ${PAPER} where p.meeting_id = ${meeting_id} order by p.frozen_at desc, p.id desc limit 50`.execute(
		reading
	);
	return rows;
};

/** A paper by its place in a web address, if whoever asks may read it. */
export const find = async (reading: Reading, data_set: DataSet, slug: string): Promise<Paper | undefined> => {
	const { rows } = await sql<Paper>`
		select ${PAPER} where p.data_set = ${data_set} and p.slug = ${slug}`.execute(reading);
	return rows[0];
};

/** What a paper is printed from: its page and its address, and whether it is printed already. Undefined where there is no such paper. */
export const toPrint = async (reading: Reading, id: number) => {
	const { rows } = await sql<{ data_set: DataSet; page: Uint8Array; address: string; is_printed: boolean }>`
		select d.data_set, d.bytes as page, f.content ->> 'address' as address,
			exists (select from paper_document p where p.paper_id = d.paper_id and p.kind = 'pdf') as is_printed
		from paper_document d join paper f on f.id = d.paper_id where d.paper_id = ${id} and d.kind = 'html'`.execute(
		reading
	);
	return rows[0];
};

/** All that a paper says. */
export const content = async (reading: Reading, id: number): Promise<PaperContent | undefined> =>
	(await reading.selectFrom('paper').select('content').where('id', '=', id).executeTakeFirst())?.content;

/** The bytes of a paper in one of its forms, with their SHA-256. */
export const document = (
	reading: Reading,
	paper_id: number,
	kind: PaperKind
): Promise<{ bytes: Uint8Array; sha256: Uint8Array } | undefined> =>
	reading
		.selectFrom('paper_document')
		.select(['bytes', 'sha256'])
		.where('paper_id', '=', paper_id)
		.where('kind', '=', kind)
		.executeTakeFirst();

/** Which places in a web address the papers of meetings on a day have taken. */
export const slugsOn = async (reading: Reading, data_set: DataSet, held_on: Day): Promise<string[]> => {
	const rows = await reading
		.selectFrom('paper')
		.select('slug')
		.where('data_set', '=', data_set)
		.where('slug', 'like', `${held_on}%`)
		.execute();
	return rows.map(({ slug }) => slug);
};

/** The newest block of the record that is sealed. */
export const chainHead = async (
	reading: Reading,
	data_set: DataSet
): Promise<{ block: number; hash: Uint8Array } | undefined> =>
	reading
		.selectFrom('seal')
		.select(['block', 'hash'])
		.where('data_set', '=', data_set)
		.orderBy('block', 'desc')
		.limit(1)
		.executeTakeFirst();

/** When the board last had a recommendation before it: at which meeting something was decided, and in which paper it stood. */
export type LastSeen = { held_on: Day; board: string; slug: string | null };

/** When the board last had a recommendation, or one of its assignments, before it. Undefined where it never had. */
export const lastSeen = async (
	reading: Reading,
	recommendation_id: number
): Promise<LastSeen | undefined> => {
	const { rows } = await sql<LastSeen>`
		select m.held_on, m.board,
			(select p.slug from paper p where p.meeting_id = m.id order by p.frozen_at desc limit 1) as slug
		from (
			select d.meeting_id from decision_subject s join decision d on d.id = s.decision_id
				where s.subject = 'recommendation' and s.subject_id = ${recommendation_id} and d.meeting_id is not null
			union
			select t.meeting_id from paper_subject t where t.recommendation_id = ${recommendation_id}
		) seen join meeting m on m.id = seen.meeting_id
		order by m.held_on desc, m.id desc limit 1`.execute(reading);
	return rows[0];
};
