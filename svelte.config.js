import adapter from '@sveltejs/adapter-node';

// The one inline style left is Kit's own route announcer; this is the hash of it.
const announcer = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

const pages = adapter();

/** @type {import('@sveltejs/kit').Adapter} */
const pagesAndProduct = {
	...pages,
	adapt: async (builder) => {
		await pages.adapt(builder);
		const { buildProduct } = await import('./bin/build-product.js');
		await buildProduct();
	}
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: pagesAndProduct,
		files: { routes: 'routes' },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-hashes', announcer],
				'img-src': ['self', 'data:'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['self']
			}
		}
	}
};
