import { serve } from '#lib/server/serve.ts';
import type { Settings } from '#lib/server/settings.ts';
import { readArguments } from './arguments.ts';
import { tellProgress } from './terminal.ts';

const HARD_STOP_MS = 9_500;

/** Serves until it is told to stop (SIGTERM, SIGINT), then ends within ten seconds with what runs finished. */
export const runServe = async (settings: Settings, args: string[]): Promise<number> => {
	readArguments(args, {});
	let tellToStop = () => {};
	const told = new Promise<void>((resolve) => (tellToStop = resolve));
	let isServing = false;
	for (const signal of ['SIGTERM', 'SIGINT'] as const)
		process.on(signal, () => {
			// Setting up is one transaction after another: to break off leaves nothing half done.
			if (!isServing) process.exit(0);
			setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
			tellToStop();
		});
	const serving = await serve(settings, tellProgress());
	isServing = true;
	console.log(`Followthrough is ready: ${serving.origin}`);
	if (serving.set_up)
		console.log(
			`Nobody administers it yet. To do so yourself, open this once: ${serving.origin}${serving.set_up}`
		);
	await told;
	console.log('Stopping: the requests that run may finish.');
	await serving.stop();
	console.log('Stopped.');
	return 0;
};
