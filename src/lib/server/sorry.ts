const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A page with one sentence and a way back, for what fails before any page of ours can be drawn. */
export const sorryPage = (title: string, sentence: string): string => `<!doctype html>
<html lang="en-GB">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${escaped(title)} – Followthrough</title>
		<link rel="stylesheet" href="/sorry.css" />
	</head>
	<body>
		<header><a href="/">Followthrough</a></header>
		<main>
			<h1>${escaped(title)}</h1>
			<p>${escaped(sentence)}</p>
			<p><a href="/">Start from the home page</a></p>
		</main>
	</body>
</html>
`;
