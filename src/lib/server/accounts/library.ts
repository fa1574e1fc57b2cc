import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { accountsDatabase } from '#db/accounts/database.ts';
import type { Database } from '#db/schema.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#lib/domain/account.ts';
import { PROVIDER } from './accounts.ts';
import { COOKIE_PREFIX } from './cookies.ts';
import type { OidcSettings } from '#lib/server/settings.ts';
import { IDLE_SECONDS } from './limits.ts';

/** A sign-in waits so long for its second step. */
const SECOND_STEP_SECONDS = 600;

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' };

type Given = { db: Database; secret: string; origin: string; oidc: OidcSettings | undefined };

/** The one provider that an installation may have; nobody comes in by it who was not invited. */
const providers = (oidc: OidcSettings | undefined) =>
	oidc
		? [
				{
					providerId: PROVIDER,
					discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
					clientId: oidc.client_id,
					clientSecret: oidc.client_secret,
					scopes: ['openid', 'email', 'profile'],
					pkce: true,
					disableSignUp: true,
					requireIdTokenVerification: true
				}
			]
		: [];

/**
 * better-auth, told to keep to our tables and names. It hashes and compares passwords (scrypt), makes and checks codes,
 * speaks OpenID Connect and signs its cookies. Its own endpoints are not mounted: our pages call it.
 */
export const openLibrary = (given: Given) =>
	betterAuth({
		appName: 'Followthrough',
		baseURL: given.origin,
		basePath: '/sign-in',
		secret: given.secret,
		database: accountsDatabase(given.db),
		telemetry: { enabled: false },
		logger: { level: 'error' },
		// Our own throttle counts in the database, by account and by address.
		rateLimit: { enabled: false },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: SHORTEST_PASSWORD,
			maxPasswordLength: LONGEST_PASSWORD
		},
		user: { fields: { ...dates, emailVerified: 'email_verified' } },
		session: {
			fields: {
				...dates,
				expiresAt: 'expires_at',
				ipAddress: 'ip_address',
				userAgent: 'user_agent',
				userId: 'user_id'
			},
			additionalFields: {
				second_factor_at: { type: 'date', required: false, input: false, returned: false }
			},
			expiresIn: IDLE_SECONDS,
			disableSessionRefresh: true
		},
		account: {
			fields: {
				...dates,
				accountId: 'account_id',
				providerId: 'provider_id',
				userId: 'user_id',
				accessToken: 'access_token',
				refreshToken: 'refresh_token',
				idToken: 'id_token',
				accessTokenExpiresAt: 'access_token_expires_at',
				refreshTokenExpiresAt: 'refresh_token_expires_at'
			},
			updateAccountOnSignIn: false,
			// Whoever was invited at an address is known by it, once their provider says that it is theirs.
			accountLinking: { enabled: true, requireLocalEmailVerified: false }
		},
		verification: { fields: { ...dates, expiresAt: 'expires_at' } },
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: false,
			database: { generateId: 'serial', validateSchema: false },
			ipAddress: { disableIpTracking: true }
		},
		databaseHooks: {
			account: {
				create: {
					// What the provider hands out would open its doors; nothing of ours needs it.
					before: async (account) => ({
						data: { ...account, accessToken: null, refreshToken: null, idToken: null }
					})
				}
			},
			session: {
				create: {
					before: async (session, context) => {
						const person = await given.db
							.selectFrom('person')
							.select(['suspended_at', 'data_set'])
							.where('id', '=', Number(session.userId))
							.executeTakeFirst();
						// Nobody invented has a password or a provider; they come in by the demonstration's own door.
						if (person?.data_set !== 'register') throw new APIError('FORBIDDEN', { code: 'INVENTED' });
						if (person.suspended_at !== null) throw new APIError('FORBIDDEN', { code: 'SUSPENDED' });
						const gave = context?.path?.startsWith('/two-factor/verify');
						return { data: { ...session, second_factor_at: gave ? new Date() : null } };
					}
				}
			}
		},
		plugins: [
			genericOAuth({ config: providers(given.oidc) }),
			twoFactor({
				issuer: 'Followthrough',
				// Whoever comes in through their organisation's provider has no password to give.
				allowPasswordless: true,
				twoFactorCookieMaxAge: SECOND_STEP_SECONDS,
				// A lock would let anybody lock anybody out; our throttle slows down instead.
				accountLockout: { enabled: false },
				schema: {
					user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
					twoFactor: {
						modelName: 'two_factor',
						fields: {
							backupCodes: 'backup_codes',
							userId: 'user_id',
							failedVerificationCount: 'failed_verification_count',
							lockedUntil: 'locked_until'
						}
					}
				}
			})
		]
	});

export type Library = ReturnType<typeof openLibrary>;
