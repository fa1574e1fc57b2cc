import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ladderOf, USUAL_LADDER, type Ladder } from '#lib/domain/escalation.ts';
import { bucketOf, EvidenceEnvironment } from './evidence-store/settings.ts';
import type { Bucket } from './evidence-store/s3-store.ts';
import { findChromium } from './paper/print.ts';

/** Thrown when the environment says something that cannot be used; its message is one line for a person. */
export class SettingUnusable extends Error {}

/** The folder that holds package.json, wherever the process was started. */
export const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));

const PORT_SENTENCE = 'PORT must be a whole number from 0 to 65535 (0 finds a free port).';
const SIZE_SENTENCE = 'BODY_SIZE_LIMIT must be a number of bytes, such as 512K, 10M or 1048576.';

const SECRET_SENTENCE = 'FOLLOWTHROUGH_SECRET must be 32 characters or more that nobody can guess.';
const LADDER_SENTENCE =
	'FOLLOWTHROUGH_ESCALATION_DAYS must be five whole numbers that grow, such as 1,31,91,181,366.';
const PROXIES_SENTENCE =
	'FOLLOWTHROUGH_PROXIES must be how many proxies of yours stand in front, from 0 to 9.';

const database = (name: string) =>
	z
		.string()
		.refine(
			(text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
			`${name} must be an address such as postgres://user:password@host:5432/followthrough.`
		)
		.optional();

/** A name with an address in angle brackets, or an address alone. */
const SENDER = /^([^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

const isMailServer = (text: string) =>
	URL.canParse(text) &&
	/^smtps?:$/.test(new URL(text).protocol) &&
	new URL(text).hostname !== '' &&
	!/%(?![\da-f]{2})/i.test(text);

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

const isIssuer = (text: string) =>
	URL.canParse(text) &&
	(new URL(text).protocol === 'https:' || ['localhost', '127.0.0.1'].includes(new URL(text).hostname));

const Environment = EvidenceEnvironment.extend({
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
	SMTP_URL: z
		.string()
		.refine(isMailServer, 'SMTP_URL must be an address such as smtp://user:password@mail.example.org:587.')
		.optional(),
	MAIL_FROM: z
		.string()
		.trim()
		.regex(SENDER, 'MAIL_FROM must be an e-mail address, such as Followthrough <no-reply@example.org>.')
		.optional(),
	FOLLOWTHROUGH_DATA: z.string().default('.followthrough'),
	FOLLOWTHROUGH_DEMONSTRATION: yesOrNo('FOLLOWTHROUGH_DEMONSTRATION'),
	FOLLOWTHROUGH_SECRET: z.string().min(32, SECRET_SENTENCE).optional(),
	FOLLOWTHROUGH_PROXIES: z.string().regex(/^\d$/, PROXIES_SENTENCE).transform(Number).default(0),
	FOLLOWTHROUGH_ESCALATION_DAYS: z
		.string()
		.transform((text) => text.replace(/\s/g, ''))
		.refine((text) => ladderOf(text) !== undefined, LADDER_SENTENCE)
		.transform((text) => ladderOf(text) ?? USUAL_LADDER)
		.default(USUAL_LADDER),
	OIDC_ISSUER: z
		.string()
		.refine(
			isIssuer,
			'OIDC_ISSUER must be the address of the provider, such as https://login.example.org/tenant.'
		)
		.transform((text) => text.replace(/\/$/, ''))
		.optional(),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
	OIDC_NAME: z
		.string()
		.trim()
		.max(60, 'OIDC_NAME must be 60 characters or fewer.')
		.default('my organisation'),
	BODY_SIZE_LIMIT: z
		.string()
		.regex(/^\d+(\.\d+)?[KMG]?$/i, SIZE_SENTENCE)
		.default('10M')
});

/** How e-mail leaves the installation. */
export type MailSettings = {
	/** The mail server: `smtp:` (encrypted as soon as the server offers it) or `smtps:`. */
	smtp_url: string;
	/** From whom: an address, or a name with an address in angle brackets. */
	from: string;
};

/** A provider by which people sign in, and what we are called there. */
export type OidcSettings = { issuer: string; client_id: string; client_secret: string; name: string };

type Oidc = {
	OIDC_ISSUER?: string | undefined;
	OIDC_CLIENT_ID?: string | undefined;
	OIDC_CLIENT_SECRET?: string | undefined;
	OIDC_NAME: string;
};

const oidcOf = ({
	OIDC_ISSUER,
	OIDC_CLIENT_ID,
	OIDC_CLIENT_SECRET,
	OIDC_NAME
}: Oidc): OidcSettings | undefined => {
	if (!OIDC_ISSUER) return undefined;
	if (!OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET)
		throw new SettingUnusable(
			'OIDC_ISSUER names a provider, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must say who we are there.'
		);
	return {
		issuer: OIDC_ISSUER,
		client_id: OIDC_CLIENT_ID,
		client_secret: OIDC_CLIENT_SECRET,
		name: OIDC_NAME
	};
};

/** What an installation can be told by its environment, checked. */
export type Settings = {
	port: number;
	/** The address to listen on: this machine alone unless told, since the demonstration lets anybody be anybody invented. */
	host: string;
	/** The address that people type. Without one, this machine's own names are all taken. */
	origin: string | undefined;
	/** A Postgres server; without one the embedded database is used. */
	database_url: string | undefined;
	/** A replica that public pages read from. */
	database_read_url: string | undefined;
	/** The folder that holds the embedded database. */
	data_folder: string;
	/** Whether the invented demonstration data is loaded into an empty database, and anybody may sign in as somebody invented. */
	demonstration: boolean;
	/** Whether that was said, and is not merely what the embedded database does. */
	demonstration_asked_for: boolean;
	/** What cookies are signed and codes encrypted with; without one the database keeps it. */
	secret: string | undefined;
	/** How many proxies of ours stand in front: so many of the addresses in X-Forwarded-For are believed, and no more. */
	proxies: number;
	/** After how many days overdue the board may take each step. */
	ladder: Ladder;
	body_size_limit: string;
	/** Where people of an organisation sign in with what they have there (OpenID Connect). */
	oidc: OidcSettings | undefined;
	/** Without it e-mail stays in the outbox, where an administrator can read it. */
	mail: MailSettings | undefined;
	/** The Chromium by which papers are printed; without one people print them with their own browser. */
	chromium: string | undefined;
	/** The bucket that evidence lies in; without one it lies in a folder beside the data. */
	evidence_bucket: Bucket | undefined;
};

type Mail = { SMTP_URL?: string | undefined; MAIL_FROM?: string | undefined; ORIGIN?: string | undefined };

const mailOf = ({ SMTP_URL, MAIL_FROM, ORIGIN }: Mail): MailSettings | undefined => {
	if (!SMTP_URL) return undefined;
	if (!MAIL_FROM)
		throw new SettingUnusable(
			'SMTP_URL names a mail server, so MAIL_FROM must say from whom e-mail comes, such as Followthrough <no-reply@example.org>.'
		);
	if (!ORIGIN)
		throw new SettingUnusable(
			'SMTP_URL names a mail server, so ORIGIN must be the address that people type: the links in e-mails begin with it.'
		);
	return { smtp_url: SMTP_URL, from: MAIL_FROM };
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
		secret: data.FOLLOWTHROUGH_SECRET,
		proxies: data.FOLLOWTHROUGH_PROXIES,
		ladder: data.FOLLOWTHROUGH_ESCALATION_DAYS,
		body_size_limit: data.BODY_SIZE_LIMIT.toUpperCase(),
		oidc: oidcOf(data),
		mail: mailOf(data),
		chromium: findChromium(given),
		evidence_bucket: bucketOf(data, (sentence) => {
			throw new SettingUnusable(sentence);
		})
	};
};
