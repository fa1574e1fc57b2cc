import { existsSync } from 'node:fs';
import { Sentence, run, runModule } from './command.js';
import { installPackages, isUbuntu, mayInstallPackages } from './packages.js';
import { say } from './say.js';

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_MACOS = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/**
 * The path of a Chromium that starts: the one that CHROMIUM_PATH names, the system's, or Playwright's own; where
 * there is none, the one that Playwright downloads or, for root on Debian, the system's package.
 */
export const findOrInstallChromium = async () => {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (await starts(named)) return named;
		throw new Sentence(`CHROMIUM_PATH is ${named}, which does not start as a Chromium.`);
	}
	const found = await find();
	if (found) return found;
	for (const install of [downloadByPlaywright, installSystemPackage]) {
		await install();
		const installed = await find();
		if (installed) return installed;
	}
	throw new Sentence(
		'The browser journeys need Chromium, and none could be found or installed. ' +
			'Install Chromium or Chrome, or name one in CHROMIUM_PATH, and try again.'
	);
};

/** @param {string} path */
const starts = async (path) => {
	const { code, output } = await run(path, ['--version'], { minutes: 1 });
	return code === 0 && /chrom/i.test(output);
};

const find = async () => {
	const { chromium } = await import('playwright');
	const files = [...ON_MACOS, chromium.executablePath()].filter((path) => existsSync(path));
	for (const path of [...ON_PATH.map(locate), ...files]) if (path && (await starts(path))) return path;
	return undefined;
};

/** @param {string} name */
const locate = (name) =>
	(process.env.PATH ?? '')
		.split(':')
		.map((folder) => `${folder}/${name}`)
		.find((path) => existsSync(path));

const downloadByPlaywright = async () => {
	say('Downloading a Chromium by Playwright: a minute or so.');
	const { code } = await runModule('playwright/cli.js', ['install', 'chromium'], { minutes: 5 });
	if (code !== 0) say('It cannot be downloaded from here.');
};

const installSystemPackage = async () => {
	if (!mayInstallPackages()) return;
	// Liberation has Arial's measures, so that lines break here where they break for a reader.
	if (isUbuntu()) await runModule('playwright/cli.js', ['install-deps', 'chromium']);
	else await installPackages('chromium', 'fonts-liberation');
};
