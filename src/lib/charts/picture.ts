import { draw } from './draw.ts';
import type { Multiple } from './figure.ts';

const WIDTH = 1200;
const MARGIN = 40;

const linesOf = (pen: CanvasRenderingContext2D, text: string, width: number): string[] =>
	text.split(/\s+/).reduce<string[]>((lines, word) => {
		const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
		if (lines.length && pen.measureText(longer).width <= width) return [...lines.slice(0, -1), longer];
		return [...lines, word];
	}, []);

/**
 * Small drawings beside one another on one canvas, each under its name. They are drawn anew: those that nobody scrolled to
 * are not drawn yet.
 */
export const besideOneAnother = (multiples: readonly Multiple[]): HTMLCanvasElement => {
	const sheet = document.createElement('canvas');
	const [width, height, name] = [540, 260, 36];
	sheet.width = 2 * width + MARGIN;
	sheet.height = Math.ceil(multiples.length / 2) * (height + name);
	const pen = sheet.getContext('2d');
	multiples.forEach((multiple, i) => {
		const canvas = Object.assign(document.createElement('canvas'), { width, height });
		const { options } = multiple.config;
		const chart = draw(canvas, { ...multiple.config, options: { ...options, responsive: false } });
		const [x, y] = [(i % 2) * (width + MARGIN), Math.floor(i / 2) * (height + name)];
		if (pen) {
			pen.font = 'bold 20px Arial, sans-serif';
			pen.fillStyle = '#212b32';
			pen.textBaseline = 'top';
			pen.fillText(multiple.name, x, y + 8);
			pen.drawImage(canvas, x, y + name, width, height);
		}
		chart.destroy();
	});
	return sheet;
};

/**
 * A picture that can stand alone in somebody's paper: title, sentence, the drawing on white, and where it comes
 * from. Resolves to a PNG 1200 pixels wide.
 */
export const pictureOf = (
	drawing: HTMLCanvasElement,
	words: { title: string; sentence: string; from: string }
): Promise<Blob> => {
	const sheet = document.createElement('canvas');
	const pen = sheet.getContext('2d');
	if (!pen) return Promise.reject(new Error('This browser cannot make pictures.'));
	const inner = WIDTH - 2 * MARGIN;
	const blocks = [
		{ text: words.title, font: 'bold 34px Arial, sans-serif', leading: 42, colour: '#212b32' },
		{ text: words.sentence, font: '24px Arial, sans-serif', leading: 34, colour: '#212b32' },
		{ text: words.from, font: '18px Arial, sans-serif', leading: 26, colour: '#4c6272' }
	].map((block) => {
		pen.font = block.font;
		return { ...block, lines: linesOf(pen, block.text, inner) };
	});
	const height = Math.round((inner * drawing.height) / drawing.width);
	sheet.width = WIDTH;
	sheet.height =
		2 * MARGIN + height + 40 + blocks.reduce((sum, block) => sum + block.lines.length * block.leading, 0);
	pen.fillStyle = '#ffffff';
	pen.fillRect(0, 0, sheet.width, sheet.height);
	let y = MARGIN;
	blocks.forEach((block, i) => {
		if (i === 2) {
			pen.drawImage(drawing, MARGIN, y + 20, inner, height);
			y += height + 40;
		}
		pen.font = block.font;
		pen.fillStyle = block.colour;
		pen.textBaseline = 'top';
		for (const line of block.lines) {
			pen.fillText(line, MARGIN, y);
			y += block.leading;
		}
	});
	return new Promise((resolve, reject) =>
		sheet.toBlob(
			(blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
			'image/png'
		)
	);
};
