import { SMTPServer } from 'smtp-server';

/** An e-mail that the server took: to whom, its head, and its words with what encodes them undone in part. */
export type Taken = { to: string; head: string; body: string };
type Refusing = (to: string) => (Error & { responseCode: number }) | undefined;

/** A real mail server in this process, which keeps what it is given; `refusing` says whom it turns down. */
export const startMailServer = async (port = 0, refusing: Refusing = () => undefined) => {
	const taken: Taken[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		logger: false,
		onRcptTo: ({ address }, _, callback) => callback(refusing(address)),
		onData: (stream, session, callback) => {
			let raw = '';
			stream.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk));
			stream.on('end', () => {
				const [head = '', ...body] = raw.split('\r\n\r\n');
				taken.push({
					to: session.envelope.rcptTo.map(({ address }) => address).join(),
					head,
					body: body.join('\n\n').replaceAll('=\r\n', '').replaceAll('=3D', '=')
				});
				callback();
			});
		}
	});
	const address = await new Promise<{ port: number }>((resolve) => {
		const listening = server.listen(port, '127.0.0.1', () =>
			resolve(listening.address() as { port: number })
		);
	});
	return {
		taken,
		port: address.port,
		url: `smtp://127.0.0.1:${address.port}`,
		stop: () => new Promise<void>((resolve) => server.close(resolve))
	};
};

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;
