import { dayOf } from '#lib/domain/day.ts';
import { emailField, nameField } from '#lib/domain/account.ts';
import { originOf } from '#lib/server/address.ts';
import { makeAdministrator } from '#lib/server/changes/make-administrator.ts';
import type { Settings } from '#lib/server/settings.ts';
import { Misused, readArguments } from './arguments.ts';
import { withDatabase } from './open.ts';
import { tellProgress } from './terminal.ts';

/** Names an administrator, and prints the link by which they come in. */
export const runAdministrator = async (settings: Settings, args: string[]): Promise<number> => {
	const { positionals } = readArguments(args, {}, { least: 2, most: 20 });
	const [address = '', ...words] = positionals;
	const email = emailField().safeParse(address);
	const name = nameField().safeParse(words.join(' '));
	if (!email.success || !name.success)
		throw new Misused((email.error ?? name.error)?.issues[0]?.message ?? '');
	const path = await withDatabase(settings, tellProgress(), ({ db, reading }) => {
		const now = new Date();
		return makeAdministrator({ db, reading, today: dayOf(now), now }, { email: email.data, name: name.data });
	});
	console.log(`${name.data} administers this installation. They choose a password here; the link works once, and
for seven days:\n${originOf(undefined, settings)}${path}`);
	return 0;
};
