import { error } from '@sveltejs/kit';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { NOTHING_HERE, nothingHere, signedIn } from './session.ts';

/** The registrar who asks for a page; 404 for everybody else, as if there were none. */
export const registrarOf = (locals: App.Locals, url: URL): Person => {
	const user = signedIn(locals, url);
	if (!may(user).can('importRegister', { data_set: user.data_set })) error(404, NOTHING_HERE);
	return user;
};

/** The registrar who sends a form; 404 for everybody else, signed in or not. */
export const sendingRegistrar = ({ user }: App.Locals): Person =>
	user && may(user).can('importRegister', { data_set: user.data_set }) ? user : nothingHere();

/** The import that an address names; 404 where there is none. */
export const importAt = async (locals: App.Locals, id: string): Promise<imports.Found> => {
	const data_set = locals.user?.data_set ?? locals.data_set;
	const found = /^[1-9]\d{0,8}$/.test(id)
		? await readAs(locals, (db) => imports.find(db, data_set, Number(id)))
		: undefined;
	return found ?? nothingHere();
};
