import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Who we are at the provider that the tests run. */
export const CLIENT = { client_id: 'followthrough', client_secret: 'a secret between the two of them' };

/**
 * A real OpenID Connect provider in this process. Whoever signs in there types an e-mail address, by which they are known;
 * `confirmed` says whether it vouches for an address: it does unless told. It works once `sendBackTo` says where we are.
 */
export const startProvider = async () => {
	const confirmed = new Map<string, boolean>();
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const claimsOf = (email: string) => ({
		sub: email,
		email,
		email_verified: confirmed.get(email) ?? true,
		name: 'From Elsewhere'
	});
	const sendBackTo = (origin: string) => {
		const client = {
			...CLIENT,
			redirect_uris: [`${origin}/sign-in/callback/organisation`],
			grant_types: ['authorization_code'],
			response_types: ['code']
		};
		const provider = new Provider(issuer, {
			clients: [client],
			claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
			conformIdTokenClaims: false,
			cookies: { keys: ['for a test'] },
			findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => claimsOf(id) })
		});
		server.on('request', provider.callback());
	};
	const stop = () => {
		server.close();
		server.closeAllConnections();
	};
	return { issuer, confirmed, sendBackTo, stop };
};

export type TestProvider = Awaited<ReturnType<typeof startProvider>>;
