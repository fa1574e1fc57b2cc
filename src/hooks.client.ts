import type { ClientInit } from '@sveltejs/kit';
import { noteTypedEarly } from '#lib/components/typed-early.ts';

export const init: ClientInit = noteTypedEarly;
