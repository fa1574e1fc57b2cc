import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectServer, type Connection } from '#db/connection.ts';
import { newDatabase } from '#db/testing-database.ts';
import { PROJECT } from '#lib/server/settings.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { cookieOf } from '#lib/testing/sign-in.ts';
import { EVERYBODY, KINDS, PERMISSIONS, type Kind, type Line } from './permissions.ts';

const server = process.env.TEST_DATABASE_URL ?? '';

let product: Product;
let connection: Connection;
let drop: () => Promise<void>;
const cookies = new Map<Kind, string>();
let numbers: Record<string, string> = {};

const oneOf = async (
	table: 'organisation' | 'source' | 'report' | 'recommendation' | 'family',
	column: 'code' | 'reference' | 'slug'
): Promise<string> => {
	const row = (await connection.owner
		.selectFrom(table as 'recommendation')
		.selectAll()
		.where('data_set', '=', 'demonstration')
		.orderBy('id')
		.executeTakeFirstOrThrow()) as unknown as Record<string, string>;
	return String(row[column]);
};

/** A contributor puts a file forward and begins a sheet; these belong to the first organisation alone. */
const prepare = async (cookie: string): Promise<void> => {
	const { origin } = product;
	const send = (path: string, fields: Record<string, string | Blob>) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields)) body.append(name, value);
		return fetch(origin + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin, cookie, accept: 'text/html' },
			body
		});
	};
	const file = new File(['The audit of November found nothing amiss.\n'], 'audit.txt', {
		type: 'text/plain'
	});
	const update = `/my-work/${numbers.assignment}?/update&data=demonstration`;
	await send(update, { narrative: 'Here is the audit.', evidence_file: file, evidence_kind: 'other' });
	const sheet = await (
		await fetch(`${origin}/my-work/spreadsheet/my-work.csv?data=demonstration`, { headers: { cookie } })
	).blob();
	const kept = await send('/my-work/spreadsheet?data=demonstration', {
		file: new File([sheet], 'my-work.csv', { type: 'text/csv' })
	});
	numbers.sheet = /spreadsheet\/(\d+)/.exec(kept.headers.get('location') ?? '')?.[1] ?? '';
	const piece = await connection.owner
		.selectFrom('evidence')
		.select('id')
		.where('assignment_id', '=', Number(numbers.assignment))
		.where('file_name', '=', 'audit.txt')
		.executeTakeFirst();
	numbers.evidence = String(piece?.id ?? '');
	expect(Object.values(numbers), 'what the doors are asked for').not.toContain('');
};

/** Among the invented people one of each kind, and the numbers of what belongs to the first organisation. */
const look = async (): Promise<Record<Exclude<Kind, 'public'>, number>> => {
	const { owner } = connection;
	const teams = await owner
		.selectFrom('membership as m')
		.innerJoin('membership as c', (join) =>
			join.onRef('c.organisation_id', '=', 'm.organisation_id').on('c.role', '=', 'contributor')
		)
		.innerJoin('assignment as a', 'a.organisation_id', 'm.organisation_id')
		.select([
			'm.organisation_id',
			'm.person_id as approver',
			'c.person_id as contributor',
			'a.id as assignment'
		])
		.where('m.role', '=', 'approver')
		.where('m.data_set', '=', 'demonstration')
		.where('a.closure', '=', 'open')
		.where('a.claimed_on', 'is', null)
		.where('a.delivery', '=', 'in progress')
		.orderBy('m.organisation_id')
		.orderBy('a.id')
		.execute();
	const own = teams[0];
	const other = teams.find(({ organisation_id }) => organisation_id !== own?.organisation_id);
	const third = teams.at(-1);
	if (!own || !other || !third) throw new Error('The demonstration has too few organisations with people.');
	const holder = async (role: 'verifier' | 'issuer' | 'board' | 'registrar' | 'administrator') =>
		(
			await owner
				.selectFrom('membership')
				.select('person_id')
				.where('role', '=', role)
				.where('data_set', '=', 'demonstration')
				.orderBy('person_id')
				.executeTakeFirstOrThrow()
		).person_id;
	const claim = await owner
		.selectFrom('assignment')
		.select('id')
		.where('data_set', '=', 'demonstration')
		.where('assurance', '=', 'submitted')
		.where('organisation_id', '<>', own.organisation_id as number)
		.orderBy('id')
		.executeTakeFirstOrThrow();
	const theirs = { data_set: 'demonstration' as const, organisation_id: own.organisation_id as number };
	const colleague = await owner
		.insertInto('person')
		.values({
			data_set: 'demonstration',
			name: 'Ada Colleague',
			email: 'ada.colleague@demonstration.example'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const membership = await owner
		.insertInto('membership')
		.values({ ...theirs, person_id: colleague.id, role: 'contributor' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const second = await owner
		.insertInto('membership')
		.values({ ...theirs, person_id: colleague.id, role: 'approver' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const action = await owner
		.insertInto('action')
		.values({ ...theirs, what: 'Check every wristband.' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const measure = await owner
		.insertInto('measure')
		.values({ ...theirs, reference: 'X-OWN', name: 'Wristbands checked', unit: '%' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const imported = await owner
		.insertInto('import')
		.values({
			data_set: 'demonstration',
			kind: 'themes',
			file_name: 'themes.csv',
			file_sha256: Buffer.alloc(32),
			mapping: '{}',
			row_count: 0,
			outcome: '{}',
			dialect: JSON.stringify({
				format: 'csv',
				encoding: 'utf-8',
				separator: ',',
				sheet: null,
				header_row: 1,
				day_order: null
			})
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const meeting = await owner
		.insertInto('meeting')
		.values({ data_set: 'demonstration', board: 'A board', held_on: '2026-11-01', as_at: null })
		.returning('id')
		.executeTakeFirstOrThrow();
	const content = {
		data_set: 'demonstration',
		known_at: '2026-11-01',
		frozen_at: '2026-11-01T10:00:00Z',
		numbers: []
	};
	const paper = await owner
		.insertInto('paper')
		.values({
			data_set: 'demonstration',
			meeting_id: meeting.id,
			slug: '2026-11-01',
			known_at: '2026-11-01',
			frozen_at: new Date(content.frozen_at),
			frozen_by: null,
			content: JSON.stringify(content),
			sha256: Buffer.alloc(32),
			chain_head: null
		})
		.returning(['id', 'slug'])
		.executeTakeFirstOrThrow();
	for (const kind of ['html', 'json'] as const)
		await owner
			.insertInto('paper_document')
			.values({
				paper_id: paper.id,
				kind,
				data_set: 'demonstration',
				bytes: Buffer.from('{}'),
				sha256: Buffer.alloc(32),
				made_at: new Date(content.frozen_at)
			})
			.execute();
	numbers = {
		meeting: String(meeting.id),
		paper: paper.slug,
		import: String(imported.id),
		own: String(own.organisation_id),
		colleague: String(colleague.id),
		membership: String(membership.id),
		'membership of administrator': String(second.id),
		action: String(action.id),
		measure: String(measure.id),
		person: String(own.contributor),
		assignment: String(own.assignment),
		claim: String(claim.id),
		organisation: await oneOf('organisation', 'code'),
		source: await oneOf('source', 'code'),
		report: await oneOf('report', 'reference'),
		recommendation: await oneOf('recommendation', 'slug'),
		family: await oneOf('family', 'slug')
	};
	return {
		contributor: own.contributor,
		approver: own.approver,
		'contributor elsewhere': other.contributor,
		'approver elsewhere': other.approver,
		verifier: await holder('verifier'),
		issuer: await holder('issuer'),
		board: await holder('board'),
		registrar: await holder('registrar'),
		administrator: await holder('administrator'),
		suspended: third.contributor
	};
};

beforeAll(async () => {
	const database = await newDatabase(server);
	drop = database.drop;
	product = await startProduct({ env: { DATABASE_URL: database.url, FOLLOWTHROUGH_DEMONSTRATION: 'yes' } });
	connection = connectServer({ url: database.url });
	const people = await look();
	for (const [kind, id] of Object.entries(people)) cookies.set(kind as Kind, await cookieOf(product, id));
	await prepare(cookies.get('contributor') ?? '');
	await connection.owner
		.updateTable('person')
		.set({ suspended_at: new Date() })
		.where('id', '=', people.suspended)
		.execute();
}, 240_000);
afterAll(async () => {
	await product?.stop();
	await connection?.close();
	await drop?.();
});

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const FOLDER = join(PROJECT, 'routes');

/** Every page, form action, file and endpoint that the product answers, as `POST /my-work/[assignment]?/update`. */
const doors = async (): Promise<string[]> => {
	const found: string[] = [];
	const folders = ['', ...readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })];
	for (const folder of folders) {
		const at = (name: string) => join(FOLDER, folder, name);
		const path = `/${folder}`.replaceAll(/\/\([^)]*\)/g, '') || '/';
		if (existsSync(at('+page.svelte'))) found.push(`GET ${path}`);
		if (existsSync(at('+page.server.ts'))) {
			const { actions } = await import(/* @vite-ignore */ at('+page.server.ts'));
			for (const action of Object.keys(actions ?? {}))
				found.push(action === 'default' ? `POST ${path}` : `POST ${path}?/${action}`);
		}
		if (existsSync(at('+server.ts')) && !path.startsWith('/api/')) {
			const handlers = await import(/* @vite-ignore */ at('+server.ts'));
			for (const method of METHODS) if (method in handlers) found.push(`${method} ${path}`);
		}
	}
	const { paths } = await (await fetch(`${product.origin}/api/openapi.json`)).json();
	for (const [path, verbs] of Object.entries(paths as Record<string, object>))
		for (const verb of Object.keys(verbs)) found.push(`${verb.toUpperCase()} ${path}`);
	return found.sort();
};

/** What a door said, as far as permission goes: let in, sent to sign in, or told that there is nothing here. */
const outcomeOf = ({ status, headers }: Response): string => {
	const to = headers.get('location');
	if (to?.startsWith('/sign-in')) return 'sign in';
	if (status === 401) return 'sign in';
	if (status === 404) return 'nothing here';
	if (status === 403) return 'refused';
	return status < 500 ? 'let in' : `broken (${status})`;
};

/** The text with the numbers that it speaks of: those of one kind of person alone where there are such. */
const filled = (text: string, kind: Kind, unknown: boolean): string =>
	text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
		unknown ? '999999999' : (numbers[`${name} of ${kind}`] ?? numbers[name] ?? name)
	);

const knock = async (door: string, line: Line, kind: Kind, unknown = false): Promise<string> => {
	const [method = '', path = ''] = door.split(' ');
	const { origin } = product;
	const [folder, action] = path.split('?');
	const [at = '', query] = filled(line.at ?? folder ?? '', kind, unknown).split('?');
	const asked = [action, query, 'data=demonstration'].filter((part) => part !== undefined);
	const address = `${origin}${at}?${asked.join('&')}`;
	const cookie = cookies.get(kind);
	const body = line.json
		? JSON.stringify(line.json)
		: method === 'GET'
			? undefined
			: new URLSearchParams(
					Object.entries(line.form ?? {}).map(([name, value]) => [name, filled(value, kind, unknown)])
				).toString();
	const answer = await fetch(address, {
		method,
		redirect: 'manual',
		headers: {
			origin,
			accept: 'text/html',
			...(cookie && { cookie }),
			...(body !== undefined && {
				'content-type': line.json ? 'application/json' : 'application/x-www-form-urlencoded'
			})
		},
		body
	});
	await answer.arrayBuffer();
	return outcomeOf(answer);
};

/** Whoever may not comes first, so that nothing that they find has been changed by somebody who may. */
const inTurn = (line: Line): Kind[] => [
	...KINDS.filter((kind) => !line.may.includes(kind)),
	...KINDS.filter((kind) => line.may.includes(kind))
];

describe.skipIf(!server)('who may do what', () => {
	test('is written down for every door that there is, and for none that there is not', async () => {
		expect(Object.keys(PERMISSIONS).sort()).toEqual(await doors());
	});

	test.each(Object.entries(PERMISSIONS))('%s', async (door, line) => {
		const found: Record<string, string> = {};
		const wanted: Record<string, string> = {};
		for (const kind of inTurn(line)) {
			found[kind] = await knock(door, line, kind);
			const isNobody = kind === 'public' || kind === 'suspended';
			const told = line.told?.[kind] ?? (isNobody ? line.nobody : line.others);
			wanted[kind] = line.may.includes(kind) ? 'let in' : told;
		}
		expect(found).toEqual(wanted);
	});

	test.each(Object.entries(PERMISSIONS).filter(([, { may, at }]) => may !== EVERYBODY && at?.includes('{')))(
		'%s answers what is not theirs like what does not exist',
		async (door, line) => {
			for (const kind of KINDS)
				if (!line.may.includes(kind))
					expect(await knock(door, line, kind, true), kind).toBe(await knock(door, line, kind));
		}
	);
});
