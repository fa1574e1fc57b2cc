/** The shape that stands beside the word of a state, so that colour never carries it alone. */
export type Shape =
	'dashed' | 'hollow' | 'quarter' | 'half' | 'filled' | 'tick' | 'struck' | 'paused' | 'alert';

/** Blue is what somebody said, green what somebody independent confirmed, grey what nobody told us. */
export type Tone = 'grey' | 'white' | 'blue' | 'green' | 'yellow' | 'red' | 'purple';

export type Mark = { shape: Shape; tone: Tone };

export type Axis =
	'position' | 'delivery' | 'assurance' | 'closure' | 'timeliness' | 'disposition' | 'adequacy' | 'stage';

const mark = (shape: Shape, tone: Tone): Mark => ({ shape, tone });

const MARKS: Record<Axis, Record<string, Mark>> = {
	position: {
		'awaiting response': mark('hollow', 'white'),
		accepted: mark('filled', 'blue'),
		'accepted in part': mark('half', 'blue'),
		'accepted in principle': mark('quarter', 'blue'),
		'not accepted': mark('struck', 'purple'),
		'not applicable': mark('struck', 'grey')
	},
	delivery: {
		'no information': mark('dashed', 'grey'),
		'not started': mark('hollow', 'white'),
		planned: mark('quarter', 'blue'),
		'in progress': mark('half', 'blue'),
		delivered: mark('filled', 'blue'),
		'on hold': mark('paused', 'yellow'),
		stopped: mark('struck', 'purple')
	},
	assurance: {
		'not assessed': mark('hollow', 'white'),
		submitted: mark('half', 'green'),
		assured: mark('tick', 'green'),
		'not assured': mark('struck', 'red'),
		sustained: mark('tick', 'green'),
		lapsed: mark('struck', 'yellow')
	},
	closure: {
		open: mark('hollow', 'white'),
		implemented: mark('tick', 'green'),
		'implemented by alternative means': mark('tick', 'green'),
		superseded: mark('struck', 'grey'),
		'no longer applicable': mark('struck', 'grey'),
		reconsidered: mark('struck', 'grey'),
		'not implemented': mark('struck', 'red')
	},
	timeliness: {
		'no date set': mark('dashed', 'grey'),
		'not due': mark('hollow', 'white'),
		'due soon': mark('half', 'yellow'),
		overdue: mark('alert', 'red'),
		'completed on time': mark('filled', 'blue'),
		'completed late': mark('filled', 'yellow'),
		'completed, day not known': mark('filled', 'grey')
	},
	disposition: {
		untriaged: mark('hollow', 'white'),
		adopted: mark('filled', 'blue'),
		merged: mark('struck', 'grey'),
		deferred: mark('paused', 'yellow'),
		declined: mark('struck', 'purple'),
		superseded: mark('struck', 'grey')
	},
	adequacy: {
		'not assessed': mark('hollow', 'white'),
		acceptable: mark('tick', 'green'),
		'acceptable alternative': mark('tick', 'green'),
		unacceptable: mark('struck', 'red')
	},
	stage: {
		'nobody asked by name': mark('dashed', 'grey'),
		'no reply found': mark('hollow', 'white'),
		refused: mark('struck', 'purple'),
		accepted: mark('quarter', 'blue'),
		'under way': mark('half', 'blue'),
		'said to be done': mark('filled', 'blue'),
		confirmed: mark('tick', 'green')
	}
};

/** The mark of a value on its axis; `undefined` for a word that the axis does not know. */
export const markOf = (axis: Axis, value: string): Mark | undefined => MARKS[axis][value];
