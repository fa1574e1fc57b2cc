import {
	capital,
	countOf,
	percentage,
	say,
	sentence,
	shareOf,
	verb,
	written
} from '#lib/domain/numbers/in-words.ts';
import { centreOf, INNER, limitsAround, OUTER, sideOf, type Peer } from '#lib/domain/numbers/peers.ts';
import { caption, percent } from './caption.ts';
import type { ChartConfig, Figure, FigureContext, Series, Spot } from './figure.ts';
import { BLUE, DARK_BLUE, GREY, WARM_YELLOW } from './palette.ts';

const TYPE = { size: 14 };
// With fewer there is hardly anybody to be compared with.
const FEWEST_PEERS = 5;
const STEPS = 40;

const SIDES = {
	above: 'above the outer limit',
	within: 'within the outer limits',
	below: 'below the outer limit'
};

const scatter = (label: string, spots: Spot[], colour: string, more: Partial<Series> = {}): Series => ({
	label,
	data: [],
	spots,
	backgroundColor: colour,
	borderColor: colour,
	borderWidth: 2,
	fill: 'solid',
	...more
});

const curve = (
	label: string,
	at: (n: number) => number,
	most: number,
	colour: string,
	dash: number[]
): Series =>
	scatter(
		label,
		Array.from({ length: STEPS }, (_, i) => {
			const n = Math.max(1, (most * (i + 1)) / STEPS);
			return { x: n, y: 100 * at(n), said: '' };
		}),
		colour,
		{ showLine: true, pointRadius: 0, pointStyle: 'line', borderDash: dash, borderWidth: 1 }
	);

const spotOf = ({ name, accepted, assured }: Peer): Spot => ({
	x: accepted,
	y: (100 * assured) / accepted,
	said: `${name}: ${say({ numerator: assured, denominator: accepted })}`
});

const findingOf = (peers: Peer[], own: Peer | undefined, centre: number | undefined): string => {
	if (centre === undefined || peers.length < FEWEST_PEERS) return 'Too few to compare';
	if (centre === 0) return 'Nothing is confirmed anywhere yet';
	if (own) {
		const side = sideOf(own, centre, OUTER);
		return side === 'within'
			? `What is confirmed at ${own.name} differs from its peers by no more than chance may make it`
			: `${side === 'above' ? 'More' : 'Less'} is confirmed at ${own.name} than chance would easily explain`;
	}
	const outside = peers.filter((peer) => sideOf(peer, centre, OUTER) !== 'within').length;
	return outside === 0
		? 'These organisations differ by no more than chance may make them'
		: `${written(outside)} of ${countOf(peers.length, 'organisation')} ${verb(outside, 'lies', 'lie')} further from the rest than chance would easily explain`;
};

const told = (peers: Peer[], own: Peer | undefined, kind: string, centre: number | undefined): string => {
	const accepted = peers.reduce((sum, peer) => sum + peer.accepted, 0);
	const assured = peers.reduce((sum, peer) => sum + peer.assured, 0);
	if (centre === undefined)
		return `No organisation of this kind (${kind}) has accepted anything that is counted here.`;
	const all = `${shareOf({ numerator: assured, denominator: accepted }, 'accepted assignment')} ${verb(assured, 'is', 'are')} confirmed, over ${countOf(peers.length, 'organisation')} of this kind (${kind})`;
	const mine = own && `at ${own.name} it is ${say({ numerator: own.assured, denominator: own.accepted })}`;
	const few =
		peers.length < FEWEST_PEERS ? `fewer than ${FEWEST_PEERS} to compare: no limits are drawn` : undefined;
	return [all, mine, few]
		.flatMap((words) => words ?? [])
		.map(sentence)
		.join(' ');
};

const configOf = (peers: Peer[], own: Peer | undefined, centre: number): ChartConfig => {
	const most = Math.max(...peers.map(({ accepted }) => accepted));
	const limit = (z: number, side: 'lower' | 'upper') => (n: number) => limitsAround(centre, n, z)[side];
	const others = peers.filter((peer) => peer !== own);
	const fewest = Math.min(...peers.map(({ accepted }) => accepted));
	// As high as the points and their limits reach; the limits of still fewer cases run out of the picture.
	const reach = Math.max(
		limit(OUTER, 'upper')(fewest),
		...peers.map(({ accepted, assured }) => assured / accepted)
	);
	return {
		type: 'scatter',
		data: {
			labels: [],
			datasets: [
				...(own
					? [
							scatter(own.name, [spotOf(own)], WARM_YELLOW, {
								pointStyle: 'rectRot',
								pointRadius: 9,
								borderColor: '#212b32'
							})
						]
					: []),
				scatter(own ? 'Its peers' : 'Organisations', others.map(spotOf), BLUE, {
					pointStyle: 'circle',
					pointRadius: 4
				}),
				curve(`All together: ${percentage(100 * centre, 100)}`, () => centre, most, DARK_BLUE, []),
				curve('1 in 20 lies outside by chance', limit(INNER, 'upper'), most, GREY, [3, 3]),
				curve('', limit(INNER, 'lower'), most, GREY, [3, 3]),
				curve('1 in 500 lies outside by chance', limit(OUTER, 'upper'), most, GREY, [8, 4]),
				curve('', limit(OUTER, 'lower'), most, GREY, [8, 4])
			]
		},
		options: {
			indexAxis: 'x',
			responsive: true,
			maintainAspectRatio: false,
			animation: false,
			scales: {
				x: {
					beginAtZero: true,
					ticks: { font: TYPE, precision: 0 },
					title: { display: true, text: 'Accepted assignments', font: TYPE }
				},
				y: {
					beginAtZero: true,
					max: Math.min(100, 10 * Math.ceil(10 * reach)),
					ticks: { font: TYPE },
					title: { display: true, text: 'Of them confirmed (%)', font: TYPE }
				}
			},
			plugins: {
				legend: { display: true, position: 'bottom', labels: { font: TYPE, usePointStyle: true } },
				tooltip: { enabled: true }
			}
		}
	};
};

/**
 * Organisations of one kind, and one of them among its peers: which share of what each accepted is confirmed, against
 * how much it accepted, with the limits within which chance alone would leave them (a funnel plot). No ranking.
 */
export const peersFigure = (
	of: { kind: string; peers: readonly Peer[]; own?: string },
	context: FigureContext
): Figure => {
	const peers = of.peers.filter(({ accepted }) => accepted > 0);
	const own = peers.find(({ code }) => code === of.own);
	const centre = centreOf(peers);
	const left = of.peers.length - peers.length;
	return {
		id: 'peers',
		title: findingOf(peers, own, centre),
		sentence: told(peers, own, of.kind, centre),
		how_to_read:
			'Each point is an organisation: the further right, the more it accepted; the higher, the more of it is confirmed. Between the broken lines it differs from the rest by no more than chance would make it, and the less there is to count, the more chance can do. A point outside is a reason to ask why, and no verdict: by chance alone 1 in 500 would be outside the outer lines.',
		left_out: left > 0 ? [{ what: 'organisations that have accepted nothing', n: left }] : [],
		config:
			centre === undefined || centre === 0 || peers.length < FEWEST_PEERS
				? undefined
				: configOf(peers, own, centre),
		table: {
			caption: caption(`How much of what each accepted is confirmed, ${of.kind}`, context),
			columns: [
				{ key: 'organisation', label: 'Organisation', numeric: false },
				{ key: 'accepted', label: 'Accepted', numeric: true },
				{ key: 'confirmed', label: 'Confirmed', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true },
				{ key: 'against_limits', label: 'Against the limits', numeric: false }
			],
			rows: peers.map((peer) => ({
				organisation: peer.name,
				accepted: peer.accepted,
				confirmed: peer.assured,
				share_percent: percent(peer.assured, peer.accepted),
				against_limits:
					centre === undefined || peers.length < FEWEST_PEERS
						? null
						: capital(SIDES[sideOf(peer, centre, OUTER)])
			}))
		},
		context
	};
};
