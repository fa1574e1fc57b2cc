import * as organisations from '#db/queries/organisations.ts';
import type { Figure } from '#lib/charts/figure.ts';
import { peersFigure } from '#lib/charts/peers.ts';

/** An organisation among all of its kind, as they stand today. */
export const amongPeers = async (
	{ reading, data_set, today }: Pick<App.Locals, 'reading' | 'data_set' | 'today'>,
	{ code, kind }: { code: string; kind: string }
): Promise<Figure> =>
	peersFigure(
		{ kind, own: code, peers: await organisations.peers(reading, data_set, kind) },
		{ data: data_set, scope: kind, as_at: today }
	);
