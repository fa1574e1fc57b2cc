import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Thrown when the environment says something that cannot be used; its message is one line for a person. */
export class SettingUnusable extends Error {}

/** The folder that holds package.json, wherever the process was started. */
export const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));

const PORT_SENTENCE = 'PORT must be a whole number from 0 to 65535 (0 finds a free port).';
const SIZE_SENTENCE = 'BODY_SIZE_LIMIT must be a number of bytes, such as 512K, 10M or 1048576.';

const database = (name: string) =>
	z
		.string()
		.refine(
			(text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
			`${name} must be an address such as postgres://user:password@host:5432/followthrough.`
		)
		.optional();

const yesOrNo = (name: string) =>
	z
		.string()
		.toLowerCase()
		.refine(
			(text) => ['yes', 'no', 'true', 'false', '1', '0', 'on', 'off'].includes(text),
			`${name} must be yes or no.`
		)
		.transform((text) => ['yes', 'true', '1', 'on'].includes(text))
		.optional();

const isOrigin = (text: string) =>
	URL.canParse(text) &&
	/^https?:$/.test(new URL(text).protocol) &&
	new URL(text).origin === text.replace(/\/$/, '');

const Environment = z.object({
	PORT: z
		.string()
		.regex(/^\d{1,5}$/, PORT_SENTENCE)
		.transform(Number)
		.refine((port) => port <= 65_535, PORT_SENTENCE)
		.default(3000),
	HOST: z
		.string()
		.regex(/^[\w.:%-]+$/, 'HOST must be a host name or an IP address, such as 127.0.0.1 or 0.0.0.0.')
		.default('127.0.0.1'),
	ORIGIN: z
		.string()
		.refine(
			isOrigin,
			'ORIGIN must be the address that people type, without a path, such as https://followthrough.example.org.'
		)
		.transform((text) => new URL(text).origin)
		.optional(),
	DATABASE_URL: database('DATABASE_URL'),
	DATABASE_READ_URL: database('DATABASE_READ_URL'),
	FOLLOWTHROUGH_DATA: z.string().default('.followthrough'),
	FOLLOWTHROUGH_DEMONSTRATION: yesOrNo('FOLLOWTHROUGH_DEMONSTRATION'),
	BODY_SIZE_LIMIT: z
		.string()
		.regex(/^\d+(\.\d+)?[KMG]?$/i, SIZE_SENTENCE)
		.default('10M')
});

/** What an installation can be told by its environment, checked. */
export type Settings = {
	port: number;
	/** The address to listen on: this machine alone unless told, since the demonstration lets anybody be anybody. */
	host: string;
	/** The address that people type. Without one, this machine's own names are all taken. */
	origin: string | undefined;
	/** A Postgres server; without one the embedded database is used. */
	database_url: string | undefined;
	/** A replica that public pages read from. */
	database_read_url: string | undefined;
	/** The folder that holds the embedded database. */
	data_folder: string;
	/** Whether the invented demonstration data is loaded into an empty database. */
	demonstration: boolean;
	/** Whether that was said, and is not merely what the embedded database does. */
	demonstration_asked_for: boolean;
	/** Whether anybody may become any invented person: only with the embedded demonstration. */
	switcher: boolean;
	body_size_limit: string;
};

/**
 * Reads the settings from an environment; what is empty counts as not given. Throws `SettingUnusable`, which names the
 * first one that cannot be used and says what it should be.
 */
export const readSettings = (env: Record<string, string | undefined>): Settings => {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '')
	);
	const { data, error } = Environment.safeParse(given);
	if (error) throw new SettingUnusable(error.issues[0]?.message);
	if (data.DATABASE_READ_URL && !data.DATABASE_URL)
		throw new SettingUnusable(
			'DATABASE_READ_URL names a replica, so DATABASE_URL must name the server that it copies.'
		);
	const embedded = data.DATABASE_URL === undefined;
	const demonstration = data.FOLLOWTHROUGH_DEMONSTRATION ?? embedded;
	return {
		port: data.PORT,
		host: data.HOST,
		origin: data.ORIGIN,
		database_url: data.DATABASE_URL,
		database_read_url: data.DATABASE_READ_URL,
		data_folder: isAbsolute(data.FOLLOWTHROUGH_DATA)
			? data.FOLLOWTHROUGH_DATA
			: join(PROJECT, data.FOLLOWTHROUGH_DATA),
		demonstration,
		demonstration_asked_for: data.FOLLOWTHROUGH_DEMONSTRATION === true,
		switcher: embedded && demonstration,
		body_size_limit: data.BODY_SIZE_LIMIT.toUpperCase()
	};
};
