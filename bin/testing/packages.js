import { existsSync, readFileSync } from 'node:fs';
import { run } from './command.js';
import { say, step } from './say.js';

let listsAreFresh = false;

/** Whether this person may install the system's packages here: root, on Debian or one of its children. */
export const mayInstallPackages = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Whether this is Ubuntu, whose chromium package only tells to install a snap. */
export const isUbuntu = () =>
	existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));

/**
 * Installs system packages, without a question. Gives whether it worked; what apt-get printed is shown where not.
 * @param {string[]} names
 */
export const installPackages = async (...names) => {
	say(`Installing ${names.join(' and ')} with apt-get: a minute or so.`);
	const { code, output } = await step(
		names[0] ?? 'packages',
		async () => {
			if (!listsAreFresh) await aptGet('update');
			listsAreFresh = true;
			return aptGet('install', '-y', '--no-install-recommends', ...names);
		},
		({ code }) => ({ ok: code === 0, note: 'installed by apt-get' })
	);
	if (code !== 0) console.error(output);
	return code === 0;
};

/** @param {string[]} args */
const aptGet = (...args) =>
	run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0', '-q', ...args], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
