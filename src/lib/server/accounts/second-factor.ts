import { renderSVG } from 'uqr';
import * as sessions from '#db/accounts/sessions.ts';
import type { Session } from '#db/accounts/sessions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Accounts } from './accounts.ts';
import { outward } from './cookies.ts';
import { codeOf, headersOf, type Browser } from './sign-in.ts';
import { slowDown, wasRight } from './throttle.ts';

const WRONG_CODE = 'This code is not right. Enter the newest one that your app shows.';
const WRONG_PASSWORD = 'The password is not right.';
const TOO_LATE = 'Too much time has passed, or too many codes were wrong. Sign in again.';

/** What somebody needs to set their app up; shown once. */
export type SetUp = { picture: string; secret: string; recovery_codes: string[] };

/** Hands a refusal of better-auth on in our words; anything else is a fault. */
const refused = (thrown: unknown): never => {
	const code = codeOf(thrown);
	if (code === 'INVALID_PASSWORD') throw new Refusal('not-allowed', WRONG_PASSWORD, 'password');
	if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE')
		throw new Refusal('not-allowed', WRONG_CODE, 'code');
	if (code) throw new Refusal('not-possible', TOO_LATE);
	throw thrown;
};

/** Begins to set codes up: a new secret, as a picture that an app scans and as text, and ten recovery codes. */
export const beginSecondFactor = async (
	accounts: Accounts,
	browser: Browser,
	session: Session,
	password: string
): Promise<SetUp> => {
	await slowDown(accounts.db, browser.now, { account: session.person.email });
	const { api } = await accounts.library();
	const answer = await api
		.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(browser) })
		.catch(refused);
	if (!('totpURI' in answer) || !answer.totpURI) throw new Error('No secret was made.');
	await wasRight(accounts.db, { account: session.person.email });
	return {
		picture: `data:image/svg+xml;base64,${Buffer.from(renderSVG(answer.totpURI)).toString('base64')}`,
		secret: new URL(answer.totpURI).searchParams.get('secret') ?? '',
		recovery_codes: answer.backupCodes ?? []
	};
};

/**
 * Takes a code from the app, or a recovery code, which works once. Finishes what is set up, the sign-in that waits for it,
 * or the step that a session lacks; always in a new session, but for the last. Refuses a wrong one.
 */
export const giveCode = async (
	accounts: Accounts,
	browser: Browser,
	session: Session | undefined,
	typed: string
): Promise<void> => {
	const tried = { address: browser.address, ...(session && { account: `code ${session.person.email}` }) };
	await slowDown(accounts.db, browser.now, tried);
	const { api } = await accounts.library();
	const code = typed.replace(/\s+/g, '');
	const asked = { body: { code }, headers: headersOf(browser), returnHeaders: true as const };
	const answer = /^\d{6}$/.test(code)
		? await api.verifyTOTP(asked).catch(refused)
		: await api.verifyBackupCode(asked).catch(refused);
	outward(answer.headers, browser.cookies, browser.url);
	if (session) await sessions.noteSecondFactor(accounts.db, session.id, browser.now);
	const email = answer.response.user?.email;
	await wasRight(accounts.db, { ...tried, ...(!session && email && { account: email }) });
};

/** Ten new recovery codes in place of the old ones. */
export const newRecoveryCodes = async (
	accounts: Accounts,
	browser: Browser,
	session: Session,
	password: string
): Promise<string[]> => {
	await slowDown(accounts.db, browser.now, { account: session.person.email });
	const { api } = await accounts.library();
	const answer = await api
		.generateBackupCodes({ body: { password }, headers: headersOf(browser) })
		.catch(refused);
	await wasRight(accounts.db, { account: session.person.email });
	return answer.backupCodes;
};

/** Asks for no codes any more, in a new session. */
export const endSecondFactor = async (
	accounts: Accounts,
	browser: Browser,
	session: Session,
	password: string
): Promise<void> => {
	await slowDown(accounts.db, browser.now, { account: session.person.email });
	const { api } = await accounts.library();
	const answer = await api
		.disableTwoFactor({ body: { password }, headers: headersOf(browser), returnHeaders: true })
		.catch(refused);
	outward(answer.headers, browser.cookies, browser.url);
	await wasRight(accounts.db, { account: session.person.email });
};
