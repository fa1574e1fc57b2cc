import type { ColumnType, Generated } from 'kysely';

/** One row an account: one for each person, made by a trigger. */
export type AccountUserTable = {
	id: number;
	name: string;
	email: string;
	email_verified: Generated<boolean>;
	image: string | null;
	two_factor_enabled: Generated<boolean>;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
};

/** One row a browser in which somebody is signed in. */
export type SessionTable = {
	id: Generated<number>;
	user_id: number;
	token: string;
	expires_at: Date;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
	ip_address: string | null;
	user_agent: string | null;
	second_factor_at: Date | null;
};

/** One row a way in which a person proves who they are. */
export type CredentialTable = {
	id: Generated<number>;
	user_id: number;
	provider_id: string;
	account_id: string;
	password: string | null;
	updated_at: Generated<Date>;
};

/** One row a person who has set up codes from an app. */
export type TwoFactorTable = { id: Generated<number>; user_id: number; verified: Generated<boolean> };

/** What a link that works once can be for. */
export type LinkKind = 'invitation' | 'password' | 'e-mail' | 'set up';

/** One row a link that works once. */
export type LinkTable = {
	id: ColumnType<number, never, never>;
	kind: LinkKind;
	token_sha256: Buffer;
	person_id: number | null;
	email: string | null;
	made_at: Date;
	expires_at: Date;
	used_at: Date | null;
};

/** One row an account or an address from which somebody tried to sign in and could not. */
export type TryTable = { key: string; tries: number; tried_at: Date; free_at: Date };

/** What is kept of how people prove who they are. The rest of the schema is better-auth's own. */
export type AccountTables = {
	'auth.user': AccountUserTable;
	'auth.session': SessionTable;
	'auth.account': CredentialTable;
	'auth.two_factor': TwoFactorTable;
	'auth.link': LinkTable;
	'auth.try': TryTable;
	'auth.secret': { only: Generated<boolean>; value: string };
	'auth.first_administrator': { only: Generated<boolean>; person_id: number | null; made_at: Date };
};
