import type { Fill } from './figure.ts';

const TILE = 10;

const MARKS: Record<Exclude<Fill, 'solid' | 'outline'>, (pen: CanvasRenderingContext2D) => void> = {
	stripes: (pen) => {
		pen.moveTo(-2, 2);
		pen.lineTo(2, -2);
		pen.moveTo(0, TILE);
		pen.lineTo(TILE, 0);
		pen.moveTo(TILE - 2, TILE + 2);
		pen.lineTo(TILE + 2, TILE - 2);
		pen.stroke();
	},
	crosshatch: (pen) => {
		pen.moveTo(0, 0);
		pen.lineTo(TILE, TILE);
		pen.moveTo(0, TILE);
		pen.lineTo(TILE, 0);
		pen.stroke();
	},
	dots: (pen) => {
		pen.arc(TILE / 2, TILE / 2, 2, 0, 2 * Math.PI);
		pen.fill();
	}
};

/**
 * What a bar or an area is filled with: the colour itself, white inside its border, or a pattern of the colour on
 * white, so that series can be told apart without seeing colour.
 */
export const paintOf = (fill: Fill | undefined, colour: string): string | CanvasPattern => {
	if (fill === undefined || fill === 'solid') return colour;
	if (fill === 'outline') return '#ffffff';
	const tile = document.createElement('canvas');
	tile.width = TILE;
	tile.height = TILE;
	const pen = tile.getContext('2d');
	if (!pen) return colour;
	pen.fillStyle = '#ffffff';
	pen.fillRect(0, 0, TILE, TILE);
	pen.fillStyle = colour;
	pen.strokeStyle = colour;
	pen.lineWidth = 2;
	pen.beginPath();
	MARKS[fill](pen);
	return pen.createPattern(tile, 'repeat') ?? colour;
};
